import { useEffect, useState } from 'react';
import { type DiagnosisSnapshot } from '../../datasource/handlers/diagnosis/observe';
import { type AppDataSource } from '../shared/dataSources';
import { type Scope } from '../shared/scope';
import { windowOf } from '../shared/windowOf';

/**
 * The diagnosis of a page's scope as it is made; undefined until the first observations arrive. While a refresh is made, the
 * last diagnosis stays.
 *
 * @param reload a number that changes when the user refreshes the page.
 */
export function useDiagnosis(
  dataSource: AppDataSource | undefined,
  { watched, from, to }: Pick<Scope, 'watched' | 'from' | 'to'>,
  reload: number
): DiagnosisSnapshot | undefined {
  const [state, setState] = useState<{ key: string; snapshot: DiagnosisSnapshot }>();
  const { kind, name } = watched ?? {};
  const key = JSON.stringify([dataSource?.uid, kind, name, from, to]);
  useEffect(() => {
    const scope = kind && name ? { kind, name } : undefined;
    const subscription = dataSource?.diagnose(scope, windowOf({ from, to })).subscribe((snapshot) =>
      setState((last) => {
        const isRefresh = last?.key === key && last.snapshot.diagnosis !== undefined;
        return isRefresh && snapshot.done < snapshot.total ? last : { key, snapshot };
      })
    );
    return () => subscription?.unsubscribe();
  }, [dataSource, kind, name, from, to, key, reload]);
  // What an earlier choice returned is not shown.
  return state?.key === key ? state.snapshot : undefined;
}
