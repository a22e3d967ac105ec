/**
 * The AWS side of the simulated cluster: account, Region, zones, networks. Everything that describes the cluster
 * (agents, kube-state-metrics, flow API) uses these facts, so the results agree.
 */
import { type IpFamily } from './addresses';

/** An Availability Zone. */
interface ZoneFacts {
  /** For example "use1-az1", as in flow rows. The same ID is the same location in every account. */
  azId: string;
  /**
   * For example "us-east-1a", as on nodes. The letters are shuffled per account, so their order differs from that of
   * the IDs.
   */
  azName: string;
}

/** A subnet. */
interface SubnetFacts {
  subnetId: string;
  vpcId: string;
  azId: string;
  cidr: string;
}

/** A VPC. */
interface VpcFacts {
  vpcId: string;
  /** The purpose of the VPC in a word. */
  name: 'cluster' | 'shared-services';
  cidrs: string[];
}

/** The facts of a cluster. */
export interface ClusterFacts {
  name: string;
  ipFamily: IpFamily;
  arn: string;
  region: string;
  accountId: string;
  /** The VPC of the nodes. */
  vpcId: string;
  vpcs: VpcFacts[];
  subnets: SubnetFacts[];
  zones: ZoneFacts[];
  /** The Network Flow Monitor scope; there is one per account and Region. */
  scopeId: string;
}

const REGION = 'us-east-1';
const ACCOUNT_ID = '123456789012';
const CLUSTER_VPC_ID = 'vpc-0c1d5e0a7be3f4a21';
const SHARED_VPC_ID = 'vpc-0f9e2b64d18a7c530';

const ZONES: ZoneFacts[] = [
  { azId: 'use1-az1', azName: 'us-east-1a' },
  { azId: 'use1-az2', azName: 'us-east-1b' },
  { azId: 'use1-az4', azName: 'us-east-1c' },
];

const CLUSTER_SUBNET_IDS = ['subnet-0a1f2c3d4e5b60718', 'subnet-0b2e3d4c5f6a71829', 'subnet-0c3d4e5f6a7b8293a'];
const SHARED_SUBNET_IDS = ['subnet-0d4c5b6a7f8e9304b', 'subnet-0e5b6a7c8d9f0415c', 'subnet-0f6a7b8c9d0e1526d'];

/** One /16 per zone, for 2,048 nodes with 32 addresses each. */
const CLUSTER_CIDRS = ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16'];
const SHARED_CIDRS = ['10.50.0.0/20', '10.50.16.0/20', '10.50.32.0/20'];

function subnetsOf(vpcId: string, subnetIds: string[], cidrs: string[]): SubnetFacts[] {
  return ZONES.map((zone, index) => ({
    subnetId: subnetIds[index] ?? '',
    vpcId,
    azId: zone.azId,
    cidr: cidrs[index] ?? '',
  }));
}

/** The facts of a cluster. Everything except the name, the ARN and the IP family is the same for all clusters. */
export function clusterFacts(name = 'demo', ipFamily: IpFamily = 'IPv4'): ClusterFacts {
  return {
    name,
    ipFamily,
    arn: `arn:aws:eks:${REGION}:${ACCOUNT_ID}:cluster/${name}`,
    region: REGION,
    accountId: ACCOUNT_ID,
    vpcId: CLUSTER_VPC_ID,
    vpcs: [
      { vpcId: CLUSTER_VPC_ID, name: 'cluster', cidrs: CLUSTER_CIDRS },
      { vpcId: SHARED_VPC_ID, name: 'shared-services', cidrs: ['10.50.0.0/16'] },
    ],
    subnets: [
      ...subnetsOf(CLUSTER_VPC_ID, CLUSTER_SUBNET_IDS, CLUSTER_CIDRS),
      ...subnetsOf(SHARED_VPC_ID, SHARED_SUBNET_IDS, SHARED_CIDRS),
    ],
    zones: ZONES,
    scopeId: '4f2a9c1e-7b3d-4e58-9a60-1d2c3b4a5f60',
  };
}
