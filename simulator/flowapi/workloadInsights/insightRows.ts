/** Flows of one category, grouped by local subnet and by the remote subnet, VPC, zone or Region. */
import { type WireMetricName } from '../../../src/flowapi/wire';
import { type ClusterFacts } from '../../world/clusterFacts';
import { type FlowReport, type ReportedEndpoint } from '../../world/flowReports';
import { ec2Arn } from '../model/arns';
import { metricValue } from '../topContributors/metricValue';
import { compareTexts } from '../topContributors/ranking';

/** A row of the response. */
export interface InsightRow {
  accountId: string;
  localSubnetId: string;
  localAz: string;
  localVpcId: string;
  localRegion: string;
  remoteIdentifier: string;
  value: number;
  localSubnetArn: string;
  localVpcArn: string;
}

/** Rows in descending order of value, then by subnet and remote identifier. */
export function insightRows(
  cluster: ClusterFacts,
  reports: readonly FlowReport[],
  { metricName, destinationCategory }: { metricName: WireMetricName; destinationCategory: string }
): InsightRow[] {
  const rows = new Map<string, InsightRow>();
  for (const report of reports) {
    const value = metricValue(report, metricName);
    if (value === undefined) {
      continue;
    }
    const remote = remoteIdentifier(cluster, destinationCategory, report.remote);
    const key = `${report.local.subnetId}|${remote}`;
    const row = rows.get(key) ?? emptyRow(cluster, report.local, remote);
    row.value += value;
    rows.set(key, row);
  }
  return [...rows.values()].sort(
    (a, b) =>
      b.value - a.value ||
      compareTexts(a.localSubnetId, b.localSubnetId) ||
      compareTexts(a.remoteIdentifier, b.remoteIdentifier)
  );
}

function emptyRow(cluster: ClusterFacts, local: ReportedEndpoint, remote: string): InsightRow {
  const { subnetId = '', vpcId = '', azId = '', region = '' } = local;
  return {
    accountId: cluster.accountId,
    localSubnetId: subnetId,
    localAz: azId,
    localVpcId: vpcId,
    localRegion: region,
    remoteIdentifier: remote,
    value: 0,
    localSubnetArn: ec2Arn(cluster, 'subnet', subnetId, local.region),
    localVpcArn: ec2Arn(cluster, 'vpc', vpcId, local.region),
  };
}

/**
 * The ARN of a subnet or VPC, the *name* of a zone, or the name of a Region (model documentation); `""` for everything
 * else.
 */
function remoteIdentifier(cluster: ClusterFacts, category: string, remote: ReportedEndpoint): string {
  switch (category) {
    case 'INTRA_AZ':
      return ec2Arn(cluster, 'subnet', remote.subnetId ?? '', remote.region);
    case 'INTER_AZ':
      return cluster.zones.find(({ azId }) => azId === remote.azId)?.azName ?? '';
    case 'INTER_VPC':
      return ec2Arn(cluster, 'vpc', remote.vpcId ?? '', remote.region);
    case 'INTER_REGION':
      return remote.region ?? '';
    default:
      return '';
  }
}
