/** The groups of a graph: namespaces with workloads, zones with workloads, or zones with nodes. */
export const GROUPINGS = ['namespace', 'zone', 'node'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The level of detail of a graph. The same flows aggregate to every level. */
export const GRAPH_LEVELS = ['cluster', 'namespace', 'zone', 'workload', 'node', 'pod'] as const;
export type GraphLevel = (typeof GRAPH_LEVELS)[number];

/** The levels of a grouping, outermost first. Every grouping has four. */
export const LEVELS_OF: Record<Grouping, readonly [GraphLevel, GraphLevel, GraphLevel, GraphLevel]> = {
  namespace: ['cluster', 'namespace', 'workload', 'pod'],
  zone: ['cluster', 'zone', 'workload', 'pod'],
  node: ['cluster', 'zone', 'node', 'pod'],
};

/** The grouping that a level belongs to, if only a level is selected. */
export function groupingOfLevel(level: GraphLevel): Grouping {
  return level === 'zone' || level === 'node' ? level : 'namespace';
}

/**
 * The number of expanded groups around an endpoint at a level: 0 shows the cluster as one node, 3 shows pods. A level
 * that the grouping does not have counts as the level of workloads or nodes.
 */
export function depthOfLevel(grouping: Grouping, level: GraphLevel): number {
  const depth = LEVELS_OF[grouping].indexOf(level);
  return depth === -1 ? 2 : depth;
}
