import { type MonitorFacts } from './inventory';

/**
 * Whether a monitor's local resources name an EKS cluster. A monitor's name says nothing: it is up to
 * whoever created it.
 *
 * @param cluster the cluster's name or its ARN.
 */
export function watchesCluster({ detail }: MonitorFacts, cluster: string): boolean {
  const isNamed = (identifier: string) =>
    identifier === cluster || (!cluster.startsWith('arn:') && identifier.endsWith(`:cluster/${cluster}`));
  return (detail?.localResources ?? []).some(
    ({ type, identifier }) => type === 'AWS::EKS::Cluster' && isNamed(identifier)
  );
}
