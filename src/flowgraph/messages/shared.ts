/** Texts that several parts of the panel need. */

import { type VerdictState } from '../../core/flow/flowVerdict';
import { type GraphLevel, type Grouping } from '../../core/graph/level';

export const groupingLabels: Record<Grouping, string> = { namespace: 'Namespaces', zone: 'Zones', node: 'Nodes' };

export const levelLabels: Record<GraphLevel, string> = {
  cluster: 'Cluster',
  namespace: 'Namespaces',
  zone: 'Zones',
  workload: 'Workloads',
  node: 'Nodes',
  pod: 'Pods',
};

export const partNotLoaded = 'Failed to load part of the panel. Reload the page.';

/** For values that were not among the top contributors of a query. They are unknown, not zero. */
export const notReported = 'not reported';
/** @param more how many ports the list leaves out */
export const portList = (ports: readonly number[], more: number) =>
  `${ports.length + more === 1 ? 'Port' : 'Ports'} ${ports.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;

export const lossCount = (count: string) => `${count} losses`;

export const edgeName = (source: string, target: string) => `${source} to ${target}`;

/** What network policies do with flows. "Newly": in comparison with other policies. */
export const verdictLabels: Record<VerdictState, string> = {
  allowed: 'allowed',
  'newly-allowed': 'newly allowed',
  unknown: 'not known',
  denied: 'denied',
  'newly-denied': 'newly denied',
};
