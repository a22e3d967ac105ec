import { useMemo } from 'react';
import { type Comparison, comparedWindow } from '../../core/diagnosis/comparison';
import { DIAGNOSIS_METRICS } from '../../core/diagnosis/diagnosisMetrics';
import { isFlowAt } from '../../core/diagnosis/isAt';
import { type Place } from '../../core/diagnosis/place';
import { type ReportSubject } from '../../core/diagnosis/report';
import { type TrafficChanges, trafficChanges } from '../../core/diagnosis/trafficChanges';
import { type Flow } from '../../core/flow/flow';
import { type TimeWindow } from '../../core/time';
import { type DiagnosisSnapshot } from '../../datasource/handlers/diagnosis/observe';
import { type AppDataSource } from '../shared/dataSources';
import { type Scope } from '../shared/scope';
import { useFlowSnapshot } from '../shared/useFlowSnapshot';

/** The traffic now and at an earlier time. */
export interface TrafficComparison {
  /** The earlier time; absent if nothing is compared, and until the diagnosis is complete. */
  window?: TimeWindow;
  /** All earlier flows; absent until they are known. */
  earlier?: readonly Flow[];
  /** What changed at the place; absent until both are known, and if no flow is known at one of the times. */
  changes?: TrafficChanges;
  /** Why the earlier flows are not known. */
  error?: string;
}

interface ComparisonRequest {
  snapshot: DiagnosisSnapshot | undefined;
  /** Undefined: nothing is compared. */
  comparison: Comparison | undefined;
  /** Only the changes here; absent: all. */
  place?: Place | undefined;
  /** A number that changes when the user refreshes the page. */
  reload: number;
}

/**
 * Compares the flows of a diagnosis with earlier ones. They are queried when the diagnosis is complete, which is more urgent.
 */
export function useTrafficComparison(
  dataSource: AppDataSource | undefined,
  { watched }: Pick<Scope, 'watched'>,
  { snapshot, comparison, place, reload }: ComparisonRequest
): TrafficComparison {
  const isComplete = snapshot !== undefined && snapshot.done === snapshot.total;
  const window = isComplete && comparison ? comparedWindow(snapshot.observations.windows.now, comparison) : undefined;
  const range = { from: isoTime(window?.startMs), to: isoTime(window?.endMs) };
  const found = useFlowSnapshot(
    window ? dataSource : undefined,
    { ...(watched && { watched }), ...range },
    DIAGNOSIS_METRICS,
    reload
  );
  const now = snapshot?.observations.flows?.now;
  const earlier = found.snapshot?.isWhole ? found.snapshot.flows : undefined;
  const changes = useMemo(() => changesAt(place, now, earlier), [place, now, earlier]);
  return {
    ...(window && { window }),
    ...(earlier && { earlier }),
    ...(changes && { changes }),
    ...(found.error !== undefined && { error: found.error }),
  };
}

/** What a report says about a comparison; nothing until it is known. */
export function comparedTraffic({ window, changes }: TrafficComparison): Pick<ReportSubject, 'compared'> {
  return window && changes ? { compared: { window, changes } } : {};
}

/** Without any flow at one of the times, everything would have started or stopped, although nothing is known. */
function changesAt(
  place: Place | undefined,
  now: readonly Flow[] = [],
  earlier: readonly Flow[] = []
): TrafficChanges | undefined {
  if (now.length === 0 || earlier.length === 0) {
    return undefined;
  }
  const here = (flows: readonly Flow[]) => (place ? flows.filter((flow) => isFlowAt(flow, place)) : flows);
  return trafficChanges(here(now), here(earlier));
}

function isoTime(timeMs = 0): string {
  return new Date(timeMs).toISOString();
}
