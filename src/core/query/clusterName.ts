import { type FlowsQuery } from './flowsQuery';

/** The name of the EKS cluster that a query is about; undefined where it names a monitor, or nothing. */
export function clusterName({ watched }: Pick<FlowsQuery, 'watched'>): string | undefined {
  return watched?.kind === 'cluster' ? nameOfCluster(watched.name) : undefined;
}

/** The name of an EKS cluster out of its ARN, arn:aws:eks:us-east-1:123456789012:cluster/NAME, or as it is. */
export function nameOfCluster(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:.*:cluster\//, '');
}
