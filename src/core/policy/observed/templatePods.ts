import ipaddr from 'ipaddr.js';
import { type Inventory, type Pod, type WorkloadResource } from '../inventory';
import { workloadIndex } from './workloadIndex';

/** Ranges whose addresses no host has: "this network" (RFC 1122, section 3.2.1.3) and "Discard-Only" (RFC 6666). */
const UNUSED_RANGES = { ipv4: [0, 0, 0, 0], ipv6: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };

/**
 * Adds one pod for each workload that has none now, such as a CronJob between two runs, so that its flows of the past have a
 * verdict. The pod has the labels and ports of the template, and an address that no host has.
 */
export function withTemplatePods(inventory: Inventory): Inventory {
  const workloads = workloadIndex(inventory);
  const family = inventory.pods.find(({ addresses }) => addresses.length > 0)?.addresses[0]?.includes(':')
    ? 'ipv6'
    : 'ipv4';
  const missing = workloads.topmost.filter((workload) => workloads.podsOf(workload).length === 0);
  return {
    ...inventory,
    pods: [...inventory.pods, ...missing.map((workload, index) => templatePod(workload, unusedAddress(family, index)))],
  };
}

function templatePod({ kind, namespace, name, template }: WorkloadResource, address: string): Pod {
  const { labels, ports, isHostNetwork } = template;
  return {
    namespace,
    name: `${name}-template`,
    labels,
    // In the host network, a pod has the address of a node, which is not known.
    addresses: isHostNetwork ? [] : [address],
    ports,
    isHostNetwork,
    hasEnded: false,
    owner: { kind, name },
  };
}

function unusedAddress(family: keyof typeof UNUSED_RANGES, index: number): string {
  const bytes = [...UNUSED_RANGES[family]];
  const number = index + 1;
  for (let position = bytes.length - 1, rest = number; rest > 0; position--) {
    bytes[position] = rest & 255;
    rest >>= 8;
  }
  return ipaddr.fromByteArray(bytes).toString();
}
