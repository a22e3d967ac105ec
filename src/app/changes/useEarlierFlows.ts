import { type Comparison, comparedWindow } from '../../core/diagnosis/comparison';
import { type DiagnosisSnapshot } from '../../datasource/handlers/diagnosis/observe';
import { type AppDataSource } from '../shared/dataSources';
import { type Scope } from '../shared/scope';
import { useFlowSnapshot } from '../shared/useFlowSnapshot';
import { type EarlierFlows } from './ChangesSection';

/**
 * The flows with which those of a diagnosis are compared. They are queried when the diagnosis is complete, which is more
 * urgent.
 *
 * @param reload a number that changes when the user refreshes the page.
 */
export function useEarlierFlows(
  dataSource: AppDataSource | undefined,
  { watched }: Pick<Scope, 'watched'>,
  { snapshot, comparison, reload }: { snapshot?: DiagnosisSnapshot; comparison?: Comparison; reload: number }
): EarlierFlows {
  const isComplete = snapshot !== undefined && snapshot.done === snapshot.total;
  const window = isComplete && comparison ? comparedWindow(snapshot.observations.windows.now, comparison) : undefined;
  const range = { from: isoTime(window?.startMs), to: isoTime(window?.endMs) };
  const state = useFlowSnapshot(window ? dataSource : undefined, { ...(watched && { watched }), ...range }, reload);
  return { ...state, ...(window && { window }) };
}

function isoTime(timeMs = 0): string {
  return new Date(timeMs).toISOString();
}
