import { filterProblem, type FlowFilter } from '../flow/filter';
import { GRAPH_LEVELS, type GraphLevel } from '../graph/level';
import { FLOW_FILTER_TEXTS } from './flowsQuery';
import { NO_CLUSTER, notOneCluster } from './messages';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved } from './resolved';
import { filtersProblem, isNarrowing, readableFilters, textsProblem, withValue } from './savedFilters';
import { choiceProblem, type Problem, textProblem } from './untrusted';

/** The format of a result: flows for the flow graph, Grafana's node graph, or a row for each pair of workloads. */
const DENIED_FORMATS = ['flows', 'nodeGraph', 'table'] as const;
export type DeniedFormat = (typeof DENIED_FORMATS)[number];

/** A query for connections that network policies deny, as dashboards save it. */
export interface SavedDeniedQuery {
  version: typeof QUERY_VERSION;
  queryType: 'deniedConnections';
  /** The name or ARN of an EKS cluster, or a dashboard variable with one. */
  cluster?: string;
  filters?: FlowFilter[];
  format?: DeniedFormat;
  /** The level to which the node graph is aggregated. */
  level?: GraphLevel;
}

/** A query for denied connections that can be sent. */
export interface DeniedQuery {
  /** A name or an ARN. */
  cluster: string;
  filters: readonly FlowFilter[];
  format: DeniedFormat;
  level: GraphLevel;
}

/**
 * Resolves a saved query: replaces variables, fills in defaults and checks all values.
 *
 * @returns the query, or what the user has to change; see {@link Resolved}.
 */
export function resolveDeniedQuery(saved: SavedDeniedQuery, replace: Replace): Resolved<DeniedQuery> {
  const problem =
    textProblem(saved.cluster, 'cluster') ??
    choiceProblem(saved.format, DENIED_FORMATS, 'format') ??
    choiceProblem(saved.level, GRAPH_LEVELS, 'level') ??
    filtersProblem(saved.filters, textsProblem(FLOW_FILTER_TEXTS));
  if (problem !== undefined) {
    return { problem };
  }
  const cluster = replace(saved.cluster ?? '').trim();
  const filters = readableFilters(saved.filters, FLOW_FILTER_TEXTS).map((filter) => withValue(filter, replace));
  const wrong = clusterProblem(cluster) ?? filters.map(filterProblem).find((found) => found !== undefined);
  return wrong === undefined
    ? {
        query: {
          cluster,
          filters: filters.filter(isNarrowing),
          format: saved.format ?? 'flows',
          level: saved.level ?? 'workload',
        },
      }
    : { problem: wrong };
}

function clusterProblem(cluster: string): Problem {
  if (cluster === '') {
    return NO_CLUSTER;
  }
  return /[{}*+|,\s]/.test(cluster) ? notOneCluster(cluster) : undefined;
}
