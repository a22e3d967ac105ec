import { nameOfCluster } from '../query/clusterName';
import { type MonitorFacts } from './inventory';

/**
 * The name of the EKS cluster that is all of the monitors' local resources; undefined where there are several, where a
 * VPC, subnet, zone, or Region is among them, which can hold any clusters, and where nobody knows.
 */
export function onlyCluster(monitors: readonly MonitorFacts[]): string | undefined {
  const names = monitors.flatMap(({ detail }) =>
    (detail?.localResources ?? []).map(({ type, identifier }) =>
      type === 'AWS::EKS::Cluster' ? nameOfCluster(identifier) : undefined
    )
  );
  return new Set(names).size === 1 ? names[0] : undefined;
}
