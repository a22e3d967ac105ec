import { type GraphNode } from './graph';

const OUTSIDE: Partial<Record<GraphNode['kind'], string>> = {
  s3: 'AWS service',
  dynamodb: 'AWS service',
  'aws-service': 'AWS',
  internet: 'Internet',
  country: 'Country',
  'on-premises': 'Outside AWS',
  vpc: 'Another VPC',
  region: 'Another Region',
  host: 'Outside the pod network',
  unknown: 'No name known',
};

/** The small line under a node's name: its kind, and how many it stands for. */
export function nodeDetail({ kind, podCount, childCount, label }: GraphNode): string {
  const outside = OUTSIDE[kind];
  if (outside !== undefined) {
    return childCount > 1 ? `${childCount} ${manyOf(kind)}` : outside === label ? '' : outside;
  }
  const pods = podCount === 1 ? '1 pod' : `${podCount} pods`;
  switch (kind) {
    case 'pod':
    case 'foreign':
      return '';
    case 'group':
      return childCount === 1 ? '1 node' : `${childCount} nodes`;
    case 'cluster':
    case 'namespace':
    case 'zone':
    case 'node':
      return pods;
    default:
      return podCount === 0 ? kind : `${kind} · ${pods}`;
  }
}

function manyOf(kind: GraphNode['kind']): string {
  switch (kind) {
    case 'internet':
      return 'networks';
    case 'host':
      return 'nodes';
    case 'vpc':
      return 'VPCs';
    case 'region':
      return 'Regions';
    default:
      return 'addresses';
  }
}
