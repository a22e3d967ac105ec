import { type GraphNode } from './graph';
import { addressesNoun, externalKinds, externalNouns, kindWithPods, nodeCount, podCount } from './messages';

/** The line below a node's name: its kind, and how many pods or nodes it stands for. */
export function nodeDetail({ kind, podCount: pods, childCount, label }: GraphNode): string {
  const external = externalKinds[kind];
  if (external !== undefined) {
    return childCount > 1
      ? `${childCount} ${externalNouns[kind] ?? addressesNoun}`
      : external === label
        ? ''
        : external;
  }
  switch (kind) {
    case 'pod':
    case 'foreign':
      return '';
    case 'group':
      return nodeCount(childCount);
    case 'cluster':
    case 'namespace':
    case 'zone':
    case 'node':
      return podCount(pods);
    default:
      return pods === 0 ? kind : kindWithPods(kind, pods);
  }
}
