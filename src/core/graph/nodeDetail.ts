import { type GraphNode } from './graph';

const OUTSIDE: Partial<Record<GraphNode['kind'], string>> = {
  s3: 'AWS service',
  dynamodb: 'AWS service',
  'aws-service': 'AWS',
  internet: 'Internet',
  'on-premises': 'Outside AWS',
  vpc: 'Another VPC',
  region: 'Another Region',
  host: 'Outside the pod network',
  unknown: 'No name known',
};

/** The small line under a node's name: its kind, and how many pods it stands for. */
export function nodeDetail({ kind, podCount, label }: GraphNode): string {
  const outside = OUTSIDE[kind];
  if (outside !== undefined) {
    return outside === label ? '' : outside;
  }
  const pods = podCount === 1 ? '1 pod' : `${podCount} pods`;
  switch (kind) {
    case 'pod':
      return '';
    case 'namespace':
    case 'zone':
      return pods;
    default:
      return `${kind} · ${pods}`;
  }
}
