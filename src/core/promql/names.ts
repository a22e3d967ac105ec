import { agentLabels } from './labels';
import { overTime } from './range';

/** What a dashboard variable can list from the agents' metrics. */
export type NameKind = 'namespaces' | 'nodes';

const SOURCES: Record<NameKind, { metric: string; label: string }> = {
  namespaces: { metric: 'ingress_bytes', label: 'namespace' },
  nodes: { metric: 'bw_in_allowance_exceeded', label: 'node' },
};

/** The label that holds the names. */
export function nameLabel(kind: NameKind): string {
  return SOURCES[kind].label;
}

/** A query with one series for each namespace or node that the agents told of in the window. */
export function namesQuery(kind: NameKind, window: string): string {
  const { metric, label } = SOURCES[kind];
  return `group by (${label}) (${agentLabels(overTime('present_over_time', metric, { window }), [label])})`;
}
