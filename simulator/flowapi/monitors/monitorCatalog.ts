/** The monitors of the simulated account. */
import { type WireMonitor } from '../../../src/flowapi/wire';
import { ec2Arn, monitorArn } from '../model/arns';
import { type ClusterFacts } from '../../world/clusterFacts';
import { type FlowReport } from '../../world/flowReports';
import { type FlowApiOptions } from '../model/options';

/**
 * In seconds since the Unix epoch: the model gives no format for the times of monitors, and this is the default in
 * rest-json.
 */
const CREATED_AT_SECONDS = 1_788_339_600.616;
const MODIFIED_AT_SECONDS = 1_788_339_604.412;

type MonitorFacts = Pick<WireMonitor, 'monitorName' | 'monitorStatus' | 'localResources'> & {
  tags?: Record<string, string>;
};

/**
 * The monitors of the account: one of the cluster, one of its VPC, one that is not active yet, one that is no longer
 * active, and any additional ones from the options.
 */
export function monitorsOf(cluster: ClusterFacts, options: FlowApiOptions): WireMonitor[] {
  const { hasUsualMonitors, extraMonitorCount } = options;
  const eks = { type: 'AWS::EKS::Cluster', identifier: cluster.arn };
  const vpc = { type: 'AWS::EC2::VPC', identifier: ec2Arn(cluster, 'vpc', cluster.vpcId) };
  const zone = { type: 'AWS::AvailabilityZone', identifier: cluster.zones[0]?.azName ?? '' };
  const tags = { cluster: cluster.name, team: 'platform' };
  const usual: MonitorFacts[] = [
    { monitorName: `${cluster.name}-monitor`, monitorStatus: 'ACTIVE', localResources: [eks], tags },
    { monitorName: `${cluster.name}-vpc-monitor`, monitorStatus: 'ACTIVE', localResources: [vpc] },
    { monitorName: `${cluster.name}-next-monitor`, monitorStatus: 'PENDING', localResources: [eks] },
    { monitorName: `${cluster.name}-old-monitor`, monitorStatus: 'INACTIVE', localResources: [vpc] },
  ];
  const extra = Array.from({ length: extraMonitorCount }, (_, index): MonitorFacts => ({
    monitorName: `extra-monitor-${String(index + 1).padStart(2, '0')}`,
    monitorStatus: 'ACTIVE',
    localResources: [zone],
  }));
  return [...(hasUsualMonitors ? usual : []), ...extra].map((monitor) => toMonitor(cluster, monitor));
}

function toMonitor(cluster: ClusterFacts, { tags = {}, ...facts }: MonitorFacts): WireMonitor {
  return {
    monitorArn: monitorArn(cluster, facts.monitorName),
    ...facts,
    remoteResources: [],
    createdAt: CREATED_AT_SECONDS,
    modifiedAt: MODIFIED_AT_SECONDS,
    tags,
  };
}

/** The location of a reporting endpoint. */
interface WatchedEndpoint {
  local: Pick<FlowReport['local'], 'vpcId' | 'azId'>;
}

/** Whether a reporting endpoint is watched by the monitor. A monitor that is not active has no data. */
export function watchedBy(cluster: ClusterFacts, { monitorStatus, localResources }: WireMonitor) {
  const identifiers = localResources.map(({ identifier }) => identifier);
  const isAll = identifiers.includes(cluster.arn);
  const vpcIds = cluster.vpcs
    .map(({ vpcId }) => vpcId)
    .filter((id) => identifiers.includes(ec2Arn(cluster, 'vpc', id)));
  const azIds = cluster.zones.filter(({ azName }) => identifiers.includes(azName)).map(({ azId }) => azId);
  return ({ local: { vpcId = '', azId = '' } }: WatchedEndpoint): boolean =>
    monitorStatus === 'ACTIVE' && (isAll || vpcIds.includes(vpcId) || azIds.includes(azId));
}
