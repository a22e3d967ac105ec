/** A report as a row of the response. Strings that the agent cannot know are `""`, as in the live service. */
import {
  type WireAdditionalFlowInfo,
  type WireKubernetesMetadata,
  type WireTopContributorsRow,
} from '../../../src/flowapi/wire';
import { type ClusterFacts } from '../../world/clusterFacts';
import { type FlowReport, type ReportedEndpoint } from '../../world/flowReports';
import { ec2Arn } from '../model/arns';

/** What a row needs besides the report. */
export interface RowFacts {
  cluster: ClusterFacts;
  destinationCategory: string;
  value: number;
  /** Whether this generation of the API has `additionalFlowInfo`. */
  withAdditionalFlowInfo: boolean;
}

/** Converts a report to a row. */
export function wireRow(report: FlowReport, facts: RowFacts): WireTopContributorsRow {
  const { cluster, destinationCategory, value, withAdditionalFlowInfo } = facts;
  return {
    ...localEndpoint(cluster, report.local),
    ...remoteEndpoint(cluster, report.remote),
    snatIp: report.snatIp ?? '',
    dnatIp: report.dnatIp ?? '',
    targetPort: report.localIsClient ? report.serverPort : 0,
    destinationCategory,
    value,
    traversedConstructs: report.constructs,
    kubernetesMetadata: kubernetesMetadata(report),
    ...(withAdditionalFlowInfo && additionalFlowInfo(report)),
  };
}

function localEndpoint(cluster: ClusterFacts, endpoint: ReportedEndpoint): WireTopContributorsRow {
  const { ip, region = '', azId = '', instanceId = '', subnetId = '', vpcId = '' } = endpoint;
  return {
    localIp: ip,
    localRegion: region,
    localAz: azId,
    localInstanceId: instanceId,
    localSubnetId: subnetId,
    localVpcId: vpcId,
    localInstanceArn: ec2Arn(cluster, 'instance', instanceId, endpoint.region),
    localSubnetArn: ec2Arn(cluster, 'subnet', subnetId, endpoint.region),
    localVpcArn: ec2Arn(cluster, 'vpc', vpcId, endpoint.region),
  };
}

function remoteEndpoint(cluster: ClusterFacts, endpoint: ReportedEndpoint): WireTopContributorsRow {
  const { ip, region = '', azId = '', instanceId = '', subnetId = '', vpcId = '' } = endpoint;
  return {
    remoteIp: ip,
    remoteRegion: region,
    remoteAz: azId,
    remoteInstanceId: instanceId,
    remoteSubnetId: subnetId,
    remoteVpcId: vpcId,
    remoteInstanceArn: ec2Arn(cluster, 'instance', instanceId, endpoint.region),
    remoteSubnetArn: ec2Arn(cluster, 'subnet', subnetId, endpoint.region),
    remoteVpcArn: ec2Arn(cluster, 'vpc', vpcId, endpoint.region),
  };
}

function kubernetesMetadata({ local, remote }: FlowReport): WireKubernetesMetadata {
  return {
    localServiceName: local.serviceName ?? '',
    localPodName: local.podName ?? '',
    localPodNamespace: local.podNamespace ?? '',
    remoteServiceName: remote.serviceName ?? '',
    remotePodName: remote.podName ?? '',
    remotePodNamespace: remote.podNamespace ?? '',
  };
}

/** Absent in most rows: only internet flows have networks and locations. */
function additionalFlowInfo({ network, clientLocation }: FlowReport): { additionalFlowInfo?: WireAdditionalFlowInfo } {
  if (!network && !clientLocation) {
    return {};
  }
  return { additionalFlowInfo: { ...(network && { network }), ...(clientLocation && { clientLocation }) } };
}
