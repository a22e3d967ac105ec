import { useMemo } from 'react';
import { type AppDataSource, listDataSources, loadDataSource } from './dataSources';
import { type Scope } from './scope';
import { useLoaded } from './useLoaded';

/** The data source of a page. */
export interface ChosenDataSource {
  /** All of which the user can choose one. */
  dataSources: ReadonlyArray<{ uid: string; name: string }>;
  /** Absent while it loads, if it cannot be loaded, and if there is none. */
  dataSource?: AppDataSource;
  error?: string;
}

/** The data source in the scope of a page, or else the first one. */
export function useDataSource({ dataSource: chosen }: Pick<Scope, 'dataSource'>): ChosenDataSource {
  const dataSources = useMemo(() => listDataSources(), []);
  const uid = chosen ?? dataSources[0]?.uid;
  const { value, error } = useLoaded(() => loadDataSource(uid ?? ''), uid);
  return { dataSources, ...(value && { dataSource: value }), ...(error !== undefined && { error }) };
}
