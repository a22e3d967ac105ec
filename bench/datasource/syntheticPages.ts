import { KNOWN_CATEGORIES } from '../../src/core/flow/category';
import { type WireTopContributorsRow } from '../../src/flowapi/wire';

const PAGE = 500;
const METRICS = 4;

/**
 * Responses of the API as JSON text: pages of 500 rows, metric by metric. Both endpoints of each connection report, and
 * there are as many pods and workloads as in a cluster with that many flows.
 */
export function syntheticPages(rows: number): string[] {
  const rowsPerMetric = rows / METRICS;
  return Array.from({ length: rows / PAGE }, (_, page) => {
    const metric = page % METRICS;
    const first = Math.floor(page / METRICS) * PAGE;
    const topContributors = Array.from({ length: PAGE }, (_row, index) => row(first + index, metric, rowsPerMetric));
    return JSON.stringify({ unit: metric === 0 ? 'Bytes' : null, topContributors });
  });
}

interface Pod {
  ip: string;
  name: string;
  namespace: string;
  zone: number;
  node: number;
}

function pod(number: number): Pod {
  const workload = number % 200;
  const hash = (workload * 7_919 + 104_729)
    .toString(16)
    .replace(/[^4-9bcdf]/g, 'd')
    .padEnd(9, '4')
    .slice(0, 9);
  return {
    ip: `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
    name: `workload-${workload}-${hash}-x${number.toString(36).padStart(4, 'b').slice(-4)}`,
    namespace: `namespace-${workload % 20}`,
    zone: number % 3,
    node: number % 100,
  };
}

function row(number: number, metric: number, total: number): WireTopContributorsRow {
  const connection = number >> 1;
  const client = pod(connection % 2_000);
  // Each workload connects to six others, and each of its pods to different pods of theirs.
  const serverWorkload = ((connection % 200) * 3 + (Math.floor(connection / 2_000) % 6) * 17 + 1) % 200;
  const server = pod(serverWorkload + 200 * ((connection * 7) % 10));
  const isMirror = number % 2 === 1;
  const [local, remote] = isMirror ? [server, client] : [client, server];
  const category = KNOWN_CATEGORIES[local.zone === remote.zone ? 0 : 1] ?? '';
  return {
    localIp: local.ip,
    snatIp: '',
    localInstanceId: `i-0${String(local.node).padStart(16, 'a')}`,
    localVpcId: 'vpc-0123456789abcdef0',
    localRegion: 'us-east-1',
    localAz: `use1-az${local.zone + 1}`,
    localSubnetId: `subnet-0123456789abcde${local.zone}`,
    targetPort: isMirror ? 0 : 8_000 + (connection % 5),
    destinationCategory: category,
    remoteVpcId: 'vpc-0123456789abcdef0',
    remoteRegion: 'us-east-1',
    remoteAz: `use1-az${remote.zone + 1}`,
    remoteSubnetId: `subnet-0123456789abcde${remote.zone}`,
    remoteInstanceId: `i-0${String(remote.node).padStart(16, 'a')}`,
    remoteIp: remote.ip,
    dnatIp: '',
    value: (total - number) * 1_000 + metric,
    traversedConstructs: [],
    kubernetesMetadata: {
      localServiceName: '',
      localPodName: local.name,
      localPodNamespace: local.namespace,
      remoteServiceName: '',
      remotePodName: remote.name,
      remotePodNamespace: remote.namespace,
    },
    localInstanceArn: `arn:aws:ec2:us-east-1:123456789012:instance/i-0${String(local.node).padStart(16, 'a')}`,
    localSubnetArn: `arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0123456789abcde${local.zone}`,
    localVpcArn: 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-0123456789abcdef0',
    remoteInstanceArn: `arn:aws:ec2:us-east-1:123456789012:instance/i-0${String(remote.node).padStart(16, 'a')}`,
    remoteSubnetArn: `arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0123456789abcde${remote.zone}`,
    remoteVpcArn: 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-0123456789abcdef0',
  };
}
