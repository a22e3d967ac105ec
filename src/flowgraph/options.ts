import { GRAPH_LEVELS, type GraphLevel } from '../core/graph/graph';

/** The panel's options as dashboards save them. */
export interface FlowGraphOptions {
  level: GraphLevel;
  /** The heaviest edges, beyond which only lossy ones are drawn. */
  maxEdges: number;
}

export const DEFAULT_OPTIONS: FlowGraphOptions = { level: 'workload', maxEdges: 150 };

export const LEVEL_LABELS: Record<GraphLevel, string> = {
  namespace: 'Namespace',
  workload: 'Workload',
  pod: 'Pod',
  zone: 'Zone',
};

/** What applies of saved options: a level that this build does not know, or no number, is the default. */
export function resolveOptions({ level, maxEdges }: Partial<FlowGraphOptions>): FlowGraphOptions {
  const isNumber = typeof maxEdges === 'number' && maxEdges >= 1;
  return {
    level: GRAPH_LEVELS.find((known) => known === level) ?? DEFAULT_OPTIONS.level,
    maxEdges: isNumber ? maxEdges : DEFAULT_OPTIONS.maxEdges,
  };
}
