import { type FlowsQuery } from './flowsQuery';

/** The name of the EKS cluster of a query; undefined if the query has a monitor, or neither. */
export function clusterName({ watched }: Pick<FlowsQuery, 'watched'>): string | undefined {
  return watched?.kind === 'cluster' ? nameOfCluster(watched.name) : undefined;
}

/** The name of an EKS cluster, from its ARN (arn:aws:eks:us-east-1:123456789012:cluster/NAME) or as it is. */
export function nameOfCluster(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:.*:cluster\//, '');
}
