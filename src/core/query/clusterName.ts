import { type FlowsQuery } from './flowsQuery';

/** The name of the EKS cluster that a query is about; undefined where it names a monitor, or nothing. */
export function clusterName({ watched }: Pick<FlowsQuery, 'watched'>): string | undefined {
  // arn:aws:eks:us-east-1:123456789012:cluster/NAME
  return watched?.kind === 'cluster' ? watched.name.replace(/^arn:.*:cluster\//, '') : undefined;
}
