import { useEffect, useState } from 'react';
import { type FlowSnapshot } from '../../core/flow/flowSnapshot';
import { type FlowMetricName } from '../../core/flow/metric';
import { type AppDataSource } from './dataSources';
import { type Scope } from './scope';
import { windowOf } from './windowOf';

/** Flows as they arrive, or why there are none. */
export interface FlowSnapshotState {
  snapshot?: FlowSnapshot;
  error?: string;
}

/**
 * The flows of a monitor or cluster in a time range.
 *
 * @param dataSource undefined: nothing is queried.
 * @param metrics always the same for a page.
 * @param reload a number that changes when the user refreshes the page.
 */
export function useFlowSnapshot(
  dataSource: AppDataSource | undefined,
  { watched, from, to }: Pick<Scope, 'watched' | 'from' | 'to'>,
  metrics: readonly FlowMetricName[],
  reload: number
): FlowSnapshotState {
  const [state, setState] = useState<FlowSnapshotState & { key?: string }>({});
  const { kind, name } = watched ?? {};
  const key = JSON.stringify([dataSource?.uid, kind, name, from, to, reload]);
  useEffect(() => {
    if (dataSource === undefined) {
      return undefined;
    }
    const subscription = dataSource
      .flowSnapshots(kind && name ? { kind, name } : undefined, windowOf({ from, to }), metrics)
      .subscribe({
        next: (snapshot) => setState({ key, snapshot }),
        error: (failure: unknown) =>
          setState({ key, error: failure instanceof Error ? failure.message : String(failure) }),
      });
    return () => subscription.unsubscribe();
  }, [dataSource, kind, name, from, to, metrics, key]);
  // What an earlier choice returned is not shown.
  return state.key === key ? state : {};
}
