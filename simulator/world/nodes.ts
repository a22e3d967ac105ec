/** The worker nodes: their locations, addresses and network interfaces. */
import { primaryAddress } from './addresses';
import { type ClusterFacts } from './clusterFacts';
import { combine, hashText, hexDigits } from './hash';
import { uid } from './kubernetesNames';

/** An elastic network interface (ENI). */
export interface NetworkInterface {
  eniId: string;
}

/** An Elastic Fabric Adapter. */
export interface EfaDevice {
  /** The name under /sys/class/infiniband. */
  device: string;
  port: string;
}

/** A worker node. */
export interface ClusterNode {
  type: 'node';
  /** Unique among the endpoints of one cell. */
  id: number;
  hash: number;
  /** Position in the whole cluster. */
  index: number;
  name: string;
  ip: string;
  zoneIndex: number;
  azId: string;
  azName: string;
  region: string;
  subnetId: string;
  instanceId: string;
  instanceType: string;
  networkInterfaces: NetworkInterface[];
  efaDevices: EfaDevice[];
  uid: string;
}

const ADDRESSES_PER_NODE = 32;
const BLOCKS_PER_ZONE = 2048;
/**
 * Odd, and therefore coprime with the number of blocks: nodes with consecutive numbers do not have consecutive
 * addresses.
 */
const BLOCK_STRIDE = 1237;
/** The first addresses of a subnet belong to AWS; they are skipped in every block. */
const FIRST_ADDRESS = 4;
const INTERFACES_PER_NODE = 3;
const GPU_INSTANCE_TYPE = 'p4d.24xlarge';
const INSTANCE_TYPES = ['m6i.xlarge', 'm6i.2xlarge', 'c6i.2xlarge'];
const ADDRESS_SEED = 11;

/** The number of pods with their own address that fit on a node. */
export const POD_ADDRESSES_PER_NODE = ADDRESSES_PER_NODE - FIRST_ADDRESS - 2;

/** The number of nodes whose addresses fit into the subnets. */
export const MAX_NODES = 3 * (BLOCKS_PER_ZONE - 1);

/** The IPv4 address at an offset on a node: 0 is the node itself, its pods start at 1. */
export function addressOn(nodeIndex: number, offset: number): string {
  const zoneIndex = nodeIndex % 3;
  const block = (Math.floor(nodeIndex / 3) * BLOCK_STRIDE + ADDRESS_SEED) % BLOCKS_PER_ZONE;
  const address = block * ADDRESSES_PER_NODE + FIRST_ADDRESS + offset;
  return `10.${zoneIndex}.${address >> 8}.${address & 255}`;
}

/**
 * The network interface with an address: the VPC CNI uses all addresses of one interface before it attaches the next.
 */
export function interfaceOfAddress(node: ClusterNode, offset: number): NetworkInterface {
  const index = Math.floor((offset * INTERFACES_PER_NODE) / (POD_ADDRESSES_PER_NODE + 1));
  return node.networkInterfaces[index] ?? { eniId: '' };
}

const EFA_DEVICES: EfaDevice[] = ['rdmap16s27', 'rdmap32s27', 'rdmap144s27', 'rdmap160s27'].map((device) => ({
  device,
  port: '1',
}));

/** Creates a node; `index` is its position in the cluster, `id` its ID within its cell. */
export function makeNode(seed: number, facts: ClusterFacts, index: number, id: number, withGpu: boolean): ClusterNode {
  const hash = combine(combine(seed, hashText('node')), index);
  const zoneIndex = index % 3;
  const zone = facts.zones[zoneIndex];
  const ipv4 = addressOn(index, 0);
  const hex = (purpose: number) => hexDigits(combine(hash, purpose), 16);
  return {
    type: 'node',
    id,
    hash,
    index,
    name: `ip-${ipv4.replaceAll('.', '-')}.ec2.internal`,
    ip: primaryAddress(ipv4, facts.ipFamily),
    zoneIndex,
    azId: zone?.azId ?? '',
    azName: zone?.azName ?? '',
    region: facts.region,
    subnetId: facts.subnets[zoneIndex]?.subnetId ?? '',
    instanceId: `i-0${hex(1)}`,
    instanceType: withGpu ? GPU_INSTANCE_TYPE : (INSTANCE_TYPES[hash % INSTANCE_TYPES.length] ?? ''),
    networkInterfaces: Array.from({ length: INTERFACES_PER_NODE }, (_, number) => ({
      eniId: `eni-0${hex(10 + number)}`,
    })),
    efaDevices: withGpu ? EFA_DEVICES : [],
    uid: uid(hash),
  };
}
