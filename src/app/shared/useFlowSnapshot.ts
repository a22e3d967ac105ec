import { useEffect, useState } from 'react';
import { type FlowSnapshot } from '../../core/flow/flowSnapshot';
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
 * @param reload a number that changes when the user refreshes the page.
 */
export function useFlowSnapshot(
  dataSource: AppDataSource | undefined,
  { watched, from, to }: Pick<Scope, 'watched' | 'from' | 'to'>,
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
      .flowSnapshots(kind && name ? { kind, name } : undefined, windowOf({ from, to }))
      .subscribe({
        next: (snapshot) => setState({ key, snapshot }),
        error: (failure: unknown) =>
          setState({ key, error: failure instanceof Error ? failure.message : String(failure) }),
      });
    return () => subscription.unsubscribe();
  }, [dataSource, kind, name, from, to, key]);
  // What an earlier choice returned is not shown.
  return state.key === key ? state : {};
}
