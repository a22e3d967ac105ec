/** ARNs of the simulated account. An empty ID gives an empty ARN, as in the live service for what it does not know. */
import { type ClusterFacts } from '../../world/clusterFacts';

/** The ARN of a monitor. */
export function monitorArn(cluster: ClusterFacts, name: string): string {
  return `arn:aws:networkflowmonitor:${cluster.region}:${cluster.accountId}:monitor/${name}`;
}

/**
 * The ARN of a performance monitor. The model has one ARN shape for both kinds of monitors; the resource part of this
 * one is not documented.
 */
export function performanceMonitorArn(cluster: ClusterFacts, name: string): string {
  return `arn:aws:networkflowmonitor:${cluster.region}:${cluster.accountId}:performance-monitor/${name}`;
}

/** The ARN of the account's scope. */
export function scopeArn(cluster: ClusterFacts): string {
  return `arn:aws:networkflowmonitor:${cluster.region}:${cluster.accountId}:scope/${cluster.scopeId}`;
}

/** The ARN of an instance, a subnet or a VPC, as if all resources belonged to the cluster's account. */
export function ec2Arn(
  cluster: ClusterFacts,
  type: 'instance' | 'subnet' | 'vpc',
  id: string,
  region = cluster.region
): string {
  return id === '' ? '' : `arn:aws:ec2:${region}:${cluster.accountId}:${type}/${id}`;
}
