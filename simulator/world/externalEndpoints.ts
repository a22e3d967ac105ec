/**
 * The endpoints outside the cluster. Where real addresses and AS numbers would belong to other organizations, they are
 * from the ranges that RFC 5737 and RFC 5398 reserve for documentation.
 */
import { type IpFamily, primaryAddress } from './addresses';
import { VPC_RESOLVER } from './applications/platform';
import { type ReportedConstruct } from './flowReports';
import { between, combine, hashText } from './hash';
import { AUTONOMOUS_SYSTEMS, CLIENT_PLACES, type ClientLocation } from './internetPlaces';

/** An endpoint outside the cluster. */
export interface ExternalEndpoint {
  type: 'external';
  id: number;
  hash: number;
  /** The group of endpoints that it belongs to; conversations refer to the group. */
  name: string;
  ip: string;
  category: string;
  roundTripMicroseconds: number;
  region?: string;
  azId?: string;
  vpcId?: string;
  subnetId?: string;
  instanceId?: string;
  network?: { asName: string; asNumber: number };
  clientLocation?: ClientLocation;
  /** The network constructs between the node's network interface and this endpoint. */
  constructs: ReportedConstruct[];
  /**
   * Whether the source address of traffic to it is translated to the node's own address (the VPC CNI's default outside
   * the VPC).
   */
  translatesSource: boolean;
  /** Its share of the group's traffic; 1 for the whole group. */
  share: number;
}

type ExternalFacts = Omit<ExternalEndpoint, 'type' | 'id' | 'hash' | 'name' | 'ip' | 'share'> & { ips: string[] };

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';
const SHARED_VPC = 'vpc-0f9e2b64d18a7c530';

const natGateway: ReportedConstruct = {
  componentId: 'nat-0a9b8c7d6e5f40312',
  componentType: 'AWS::EC2::NatGateway',
  componentArn: `arn:aws:ec2:${REGION}:${ACCOUNT}:natgateway/nat-0a9b8c7d6e5f40312`,
};
const transitGateway: ReportedConstruct = { componentId: 'tgw-0b1c2d3e4f5a69788', componentType: 'TransitGateway' };
const loadBalancer: ReportedConstruct = {
  componentId: 'net/istio-ingress/50dc6c495c0c9188',
  componentType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  componentArn: `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:loadbalancer/net/istio-ingress/50dc6c495c0c9188`,
};

function gatewayEndpoint(id: string, service: string): ReportedConstruct {
  const serviceName = `com.amazonaws.${REGION}.${service}`;
  return { componentId: id, componentType: 'AWS::EC2::VPCEndpoint', serviceName };
}

const EXTERNALS: Record<string, ExternalFacts> = {
  s3: {
    ips: ['52.216.8.45', '52.217.14.22', '3.5.29.101'],
    category: 'AMAZON_S3',
    roundTripMicroseconds: 4200,
    region: REGION,
    constructs: [gatewayEndpoint('vpce-0c2d3e4f5a6b71829', 's3')],
    translatesSource: false,
  },
  dynamodb: {
    ips: ['52.94.2.72', '3.218.182.17'],
    category: 'AMAZON_DYNAMODB',
    roundTripMicroseconds: 2600,
    region: REGION,
    constructs: [gatewayEndpoint('vpce-0d3e4f5a6b7c8293a', 'dynamodb')],
    translatesSource: false,
  },
  'cloudwatch-logs': {
    ips: ['52.46.145.233', '3.236.94.218'],
    category: 'AWS_SERVICE',
    roundTripMicroseconds: 3800,
    region: REGION,
    constructs: [natGateway],
    translatesSource: true,
  },
  'product-database': {
    ips: ['10.50.3.17'],
    category: 'INTER_VPC',
    roundTripMicroseconds: 1150,
    region: REGION,
    azId: 'use1-az1',
    vpcId: SHARED_VPC,
    subnetId: 'subnet-0d4c5b6a7f8e9304b',
    constructs: [{ componentId: 'pcx-0e4f5a6b7c8d9304b', componentType: 'AWS::EC2::VPCPeeringConnection' }],
    translatesSource: false,
  },
  'standby-database': {
    ips: ['10.60.1.24'],
    category: 'INTER_REGION',
    roundTripMicroseconds: 62_000,
    region: 'us-west-2',
    constructs: [transitGateway, {}],
    translatesSource: false,
  },
  'warehouse-system': {
    ips: ['10.100.12.40', '10.100.12.41'],
    category: 'UNCLASSIFIED',
    roundTripMicroseconds: 11_500,
    constructs: [transitGateway],
    translatesSource: true,
  },
  'payment-provider': {
    ips: ['203.0.113.240', '203.0.113.241'],
    category: 'INTERNET',
    roundTripMicroseconds: 28_000,
    network: { asName: 'EXAMPLE-PAYMENTS', asNumber: 64500 },
    constructs: [natGateway],
    translatesSource: true,
  },
  [VPC_RESOLVER]: {
    ips: ['169.254.169.253'],
    category: 'UNCLASSIFIED',
    roundTripMicroseconds: 300,
    constructs: [],
    translatesSource: false,
  },
};

const CLIENT_BLOCKS = ['192.0.2', '198.51.100', '203.0.113'];
const CLIENTS_PER_BLOCK = 239;
/** The number of available addresses for internet clients. */
const MAX_INTERNET_CLIENTS = CLIENT_BLOCKS.length * CLIENTS_PER_BLOCK;

function internetClient(seed: number, id: number, number: number): ExternalEndpoint {
  const hash = combine(combine(seed, hashText('internet-client')), number);
  const place = CLIENT_PLACES[hash % CLIENT_PLACES.length];
  const block = CLIENT_BLOCKS[Math.floor(number / CLIENTS_PER_BLOCK)] ?? '';
  const network = AUTONOMOUS_SYSTEMS[place?.country ?? '']?.[hash & 1];
  return {
    type: 'external',
    id,
    hash,
    name: 'internet-clients',
    ip: `${block}.${(number % CLIENTS_PER_BLOCK) + 1}`,
    category: 'INTERNET',
    roundTripMicroseconds: between(hash, 1, 15_000, 180_000),
    ...(network && { network }),
    ...(place && { clientLocation: place }),
    constructs: [loadBalancer],
    translatesSource: false,
    share: 0,
  };
}

/** A few clients (other companies' systems, crawlers) cause most of the traffic: Zipf's law. */
function shareByRank(clients: ExternalEndpoint[]): ExternalEndpoint[] {
  const weights = clients.map((_, rank) => 1 / (rank + 3));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return clients.map((client, rank) => ({ ...client, share: (weights[rank] ?? 0) / total }));
}

/** All endpoints outside the cluster by group, with IDs from `firstId` on. */
export function createExternalEndpoints(
  seed: number,
  firstId: number,
  internetClients: number,
  ipFamily: IpFamily
): Map<string, ExternalEndpoint[]> {
  const groups = new Map<string, ExternalEndpoint[]>();
  let id = firstId;
  for (const [name, { ips, ...facts }] of Object.entries(EXTERNALS)) {
    const ends = ips.map((ip) => ({
      ...facts,
      type: 'external' as const,
      id: id++,
      hash: combine(seed, hashText(ip)),
      name,
      ip: primaryAddress(ip, ipFamily),
      share: 1 / ips.length,
    }));
    groups.set(name, ends);
  }
  const clientCount = Math.min(internetClients, MAX_INTERNET_CLIENTS);
  const clients = Array.from({ length: clientCount }, (_, number) => {
    const client = internetClient(seed, id++, number);
    return { ...client, ip: primaryAddress(client.ip, ipFamily) };
  });
  groups.set('internet-clients', shareByRank(clients));
  return groups;
}
