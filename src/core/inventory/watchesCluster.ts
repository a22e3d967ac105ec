import { type MonitorFacts } from './inventory';

/**
 * Whether an EKS cluster is among the local resources of a monitor. The name of a monitor is arbitrary.
 *
 * @param cluster the name or ARN of the cluster
 */
export function watchesCluster({ detail }: MonitorFacts, cluster: string): boolean {
  const isNamed = (identifier: string) =>
    identifier === cluster || (!cluster.startsWith('arn:') && identifier.endsWith(`:cluster/${cluster}`));
  return (detail?.localResources ?? []).some(
    ({ type, identifier }) => type === 'AWS::EKS::Cluster' && isNamed(identifier)
  );
}
