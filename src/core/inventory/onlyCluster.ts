import { nameOfCluster } from '../query/clusterName';
import { type MonitorFacts } from './inventory';

/**
 * The name of the EKS cluster that is the only local resource of the monitors. Undefined if there are several, if one is
 * a VPC, subnet, zone, or Region, which can contain any clusters, or if the resources are unknown.
 */
export function onlyCluster(monitors: readonly MonitorFacts[]): string | undefined {
  const names = monitors.flatMap(({ detail }) =>
    (detail?.localResources ?? []).map(({ type, identifier }) =>
      type === 'AWS::EKS::Cluster' ? nameOfCluster(identifier) : undefined
    )
  );
  return new Set(names).size === 1 ? names[0] : undefined;
}
