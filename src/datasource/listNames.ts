import { type TimeRange } from '@grafana/data';
import { firstValueFrom, map, type Observable } from 'rxjs';
import { type MonitorFacts } from '../core/inventory/inventory';
import { type NamesQuery, namesProblem } from '../core/prometheus/kubernetes/names';
import { nameOfCluster } from '../core/query/clusterName';
import { resolveListQuery } from '../core/query/listQuery';
import { type Replace } from '../core/query/resolved';
import { readMonitors } from '../flowapi/monitorDetail';
import { listMonitors } from '../flowapi/monitors';
import { listPerformanceMonitors } from '../flowapi/performanceMonitors';
import { listScopes } from '../flowapi/scopes';
import { findNames } from './handlers/metrics/findNames';
import { type QueryContext } from './context/queryContext';

/**
 * Names for a dashboard variable or an editor. Sources that are not in the settings have no names, because one source is
 * sufficient. Errors with what went wrong, and with the names that can be listed.
 */
export async function listNames(
  listQuery: string,
  context: QueryContext,
  replace: Replace,
  range?: TimeRange
): Promise<string[]> {
  const { client, settings } = context;
  const resolved = resolveListQuery(listQuery, replace);
  if ('problem' in resolved) {
    throw new Error(resolved.problem);
  }
  const { query } = resolved;
  const ofApi = (names: Observable<string[]>) => (settings.flowApiUrl ? firstValueFrom(names) : []);
  switch (query.list) {
    case 'monitors':
      return ofApi(listMonitors(client).pipe(map((all) => all.map(({ monitorName }) => monitorName))));
    case 'performanceMonitors':
      return ofApi(listPerformanceMonitors(client).pipe(map((all) => all.map(({ name }) => name))));
    case 'scopes':
      return ofApi(listScopes(client).pipe(map((all) => all.map(({ scopeId }) => scopeId))));
    case 'clusters':
      return clusterNames(query, context, range);
    default:
      return fromPrometheus(query, context, range);
  }
}

function fromPrometheus(
  query: NamesQuery,
  { settings, facts }: QueryContext,
  range: TimeRange | undefined
): Promise<string[]> {
  const problem = namesProblem(query, facts);
  return problem === undefined
    ? findNames(query, settings.prometheusUid, facts, range)
    : Promise.reject(new Error(problem));
}

/** The clusters in Prometheus and the clusters of monitors, from the sources in the settings. */
async function clusterNames(query: NamesQuery, context: QueryContext, range: TimeRange | undefined): Promise<string[]> {
  const { client, settings, facts } = context;
  const inPrometheus = facts.clusterLabel === undefined ? [] : await fromPrometheus(query, context, range);
  const reads = settings.flowApiUrl ? await firstValueFrom(readMonitors(client)) : [];
  return [...new Set([...inPrometheus, ...reads.flatMap(({ monitor }) => clustersOf(monitor))])].sort();
}

function clustersOf({ detail }: MonitorFacts): string[] {
  return (detail?.localResources ?? []).flatMap(({ type, identifier }) =>
    type === 'AWS::EKS::Cluster' ? [nameOfCluster(identifier)] : []
  );
}
