/** ARNs of the simulated account; `""` in, `""` out, as the live service has it for what it does not know. */
import { type ClusterFacts } from '../../world/clusterFacts';

export function monitorArn(cluster: ClusterFacts, name: string): string {
  return `arn:aws:networkflowmonitor:${cluster.region}:${cluster.accountId}:monitor/${name}`;
}

/** The model has one ARN shape for both kinds of monitors; the resource part of this one is not documented. */
export function performanceMonitorArn(cluster: ClusterFacts, name: string): string {
  return `arn:aws:networkflowmonitor:${cluster.region}:${cluster.accountId}:performance-monitor/${name}`;
}

export function scopeArn(cluster: ClusterFacts): string {
  return `arn:aws:networkflowmonitor:${cluster.region}:${cluster.accountId}:scope/${cluster.scopeId}`;
}

/** Of an instance, subnet or VPC. Every resource is taken to be the cluster's account's own. */
export function ec2Arn(
  cluster: ClusterFacts,
  type: 'instance' | 'subnet' | 'vpc',
  id: string,
  region = cluster.region
): string {
  return id === '' ? '' : `arn:aws:ec2:${region}:${cluster.accountId}:${type}/${id}`;
}
