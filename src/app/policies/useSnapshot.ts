import { useEffect, useState } from 'react';
import { type FlowSnapshot } from '../../core/flow/flowSnapshot';
import { type AppDataSource } from '../shared/dataSources';
import { windowOf } from '../shared/windowOf';
import { type PageState } from './pageState';

/** Flows as they arrive, or why there are none. */
export interface SnapshotState {
  snapshot?: FlowSnapshot;
  error?: string;
}

/** The flows of the page's monitor and time range. @param reload a number that changes when the user refreshes the page. */
export function useSnapshot(
  dataSource: AppDataSource | undefined,
  { watched, from, to }: Pick<PageState, 'watched' | 'from' | 'to'>,
  reload: number
): SnapshotState {
  const [state, setState] = useState<SnapshotState & { key?: string }>({});
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
