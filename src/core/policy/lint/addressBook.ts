import { canonicalAddress } from '../../flow/canonicalAddress';
import { compareText } from '../../compareText';
import { type Address, type AddressRange, containsAddress, parseAddress } from '../addressRange';
import { type ClusterObjects, type Pod } from '../inventory';
import { onceForCluster } from '../onceForCluster';

/** A pod or a node at an address. */
export interface AddressHolder {
  address: Address;
  pod?: Pod;
  /** The name of the node, if it is the address of one. */
  node?: string;
}

interface SortedHolder extends AddressHolder {
  /** The bytes as hexadecimal digits, after the family. Texts have the order of the addresses. */
  key: string;
}

/** The addresses of running pods and of nodes, sorted, so that those in a range are found without reading all. */
class AddressBook {
  private readonly sorted: readonly SortedHolder[];
  private readonly nodes: ReadonlySet<string>;
  private readonly inRange = new Map<string, readonly AddressHolder[]>();

  constructor({ pods, nodes }: ClusterObjects) {
    const ofPods = pods
      .filter(({ isHostNetwork, hasEnded }) => !isHostNetwork && !hasEnded)
      .flatMap((pod) => pod.addresses.flatMap((text) => holderAt(text, { pod })));
    const named = nodes.flatMap(({ name, addresses }) => addresses.map((address) => [address, name] as const));
    // Without the Node objects, the nodes are known from their pods.
    const ofHosts = pods.flatMap(({ nodeAddress, node = nodeAddress }) =>
      nodeAddress === undefined || node === undefined ? [] : [[nodeAddress, node] as const]
    );
    const byAddress = new Map([...ofHosts, ...named]);
    this.nodes = new Set(byAddress.keys());
    const ofNodes = [...byAddress].flatMap(([text, node]) => holderAt(text, { node }));
    this.sorted = [...ofPods, ...ofNodes].sort((a, b) => compareText(a.key, b.key));
  }

  isNode(address: string): boolean {
    return this.nodes.has(canonicalAddress(address));
  }

  /** In the order of their addresses. */
  in(range: AddressRange): readonly AddressHolder[] {
    let found = this.inRange.get(range.text);
    if (found === undefined) {
      found = this.find(range);
      this.inRange.set(range.text, found);
    }
    return found;
  }

  private find(range: AddressRange): readonly AddressHolder[] {
    const first = keyOf(range.network);
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle]?.key ?? '') < first) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    let end = low;
    for (let holder = this.sorted[end]; holder && containsAddress(range, holder.address); holder = this.sorted[end]) {
      end += 1;
    }
    return this.sorted.slice(low, end);
  }
}

/** The addresses of an inventory. */
export const addressBookOf = onceForCluster((objects) => new AddressBook(objects));

function holderAt(text: string, holder: Omit<AddressHolder, 'address'>): SortedHolder[] {
  const address = parseAddress(text);
  return address === undefined ? [] : [{ ...holder, address, key: keyOf(address) }];
}

function keyOf(address: Address): string {
  const digits = address.toByteArray().map((byte) => byte.toString(16).padStart(2, '0'));
  return `${address.kind()} ${digits.join('')}`;
}
