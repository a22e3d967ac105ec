import { type Grouping, inWindow } from './deltaGauge';
import { agentMetric } from './catalogue';

/** What a dashboard variable can list from the agents' metrics. */
export type NameKind = 'namespaces' | 'nodes';

const GROUPINGS: Record<NameKind, { groupBy: Grouping; label: string }> = {
  namespaces: { groupBy: 'namespace', label: 'namespace' },
  nodes: { groupBy: 'node', label: 'node' },
};

/** The label that holds the names. */
export function nameLabel(kind: NameKind): string {
  return GROUPINGS[kind].label;
}

/** A query with one series for each namespace or node that the agents told of in the window. */
export function namesQuery(kind: NameKind, window: string): string {
  const metric = agentMetric(kind === 'nodes' ? 'bw_in_allowance_exceeded' : 'ingress_bytes');
  if (!metric) {
    throw new Error('The catalogue lacks a metric that names are read from.');
  }
  const { groupBy } = GROUPINGS[kind];
  return inWindow({ metric, groupBy, window, windowSeconds: '1', runningPods: 'unguarded' });
}
