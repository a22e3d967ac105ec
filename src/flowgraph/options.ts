import { type GraphLevel } from '../core/graph/graph';

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
