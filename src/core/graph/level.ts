/** What the boxes of a graph are: namespaces with workloads, zones with workloads, or zones with nodes. */
export const GROUPINGS = ['namespace', 'zone', 'node'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** At which grain a graph shows its endpoints. One set of flows folds to every level. */
export const GRAPH_LEVELS = ['cluster', 'namespace', 'zone', 'workload', 'node', 'pod'] as const;
export type GraphLevel = (typeof GRAPH_LEVELS)[number];

/** The levels of a grouping from the outermost box to what lies innermost. Every grouping has four. */
export const LEVELS_OF: Record<Grouping, readonly [GraphLevel, GraphLevel, GraphLevel, GraphLevel]> = {
  namespace: ['cluster', 'namespace', 'workload', 'pod'],
  zone: ['cluster', 'zone', 'workload', 'pod'],
  node: ['cluster', 'zone', 'node', 'pod'],
};

/** The grouping in which a level is at home, where only a level was chosen. */
export function groupingOfLevel(level: GraphLevel): Grouping {
  return level === 'zone' || level === 'node' ? level : 'namespace';
}

/**
 * How many boxes around an endpoint are open at a level: 0 shows the cluster as one, 3 its pods.
 * A level that the grouping does not have opens as far as its workloads or nodes.
 */
export function depthOfLevel(grouping: Grouping, level: GraphLevel): number {
  const depth = LEVELS_OF[grouping].indexOf(level);
  return depth === -1 ? 2 : depth;
}
