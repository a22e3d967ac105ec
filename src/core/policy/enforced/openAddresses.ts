import { type AddressRange } from '../addressRange';
import { EVERY_PORT, type OpenPort, openPortKey } from '../amazon/openPort';
import { type NamespacedPolicy } from '../policies';

/** Addresses or a domain name, with the ports that are open for them. */
export interface OpenAddresses {
  range?: AddressRange | undefined;
  except: readonly AddressRange[];
  domain?: string | undefined;
  /** By `openPortKey`. */
  ports: ReadonlyMap<string, OpenPort>;
}

/** By a key that is equal for the same addresses. */
export type OpenByAddress = ReadonlyMap<string, OpenAddresses>;

/** An entry before entries for the same addresses are merged. An empty list of ports opens everything. */
interface UnmergedEntry extends Omit<OpenAddresses, 'ports'> {
  ports: readonly OpenPort[];
}

/**
 * Merges entries for the same addresses. In a NetworkPolicy, one without ports replaces the others, as in Amazon's controller. The
 * ports of domain names are not compared.
 */
export function openByAddress(entries: readonly UnmergedEntry[], kind: NamespacedPolicy['kind']): OpenByAddress {
  const merged = new Map<string, OpenAddresses>();
  for (const { range, except, domain, ports } of entries) {
    const key = keyOf({ range, except, domain });
    const known = merged.get(key);
    const open = domain === undefined ? openPorts(ports) : NO_PORTS;
    merged.set(key, { range, except, domain, ports: known ? joined(known.ports, open, kind) : open });
  }
  return merged;
}

type OpenPorts = OpenAddresses['ports'];

const NO_PORTS: OpenPorts = new Map();
const EVERY = openPortKey(EVERY_PORT);
const EVERY_ONE: OpenPorts = new Map([[EVERY, EVERY_PORT]]);

const knownPorts = new WeakMap<readonly OpenPort[], OpenPorts>();

/** The same map for the same list, because the addresses of a rule share its ports. */
function openPorts(ports: readonly OpenPort[]): OpenPorts {
  let open = knownPorts.get(ports);
  if (open === undefined) {
    open = ports.length === 0 ? EVERY_ONE : new Map(ports.map((port) => [openPortKey(port), port]));
    knownPorts.set(ports, open);
  }
  return open;
}

function joined(a: OpenPorts, b: OpenPorts, kind: NamespacedPolicy['kind']): OpenPorts {
  if (a === b) {
    return a;
  }
  return kind === 'NetworkPolicy' && (a.has(EVERY) || b.has(EVERY)) ? EVERY_ONE : new Map([...a, ...b]);
}

function keyOf({ range, except, domain }: Omit<OpenAddresses, 'ports'>): string {
  const addresses = range?.text ?? domain ?? '';
  return except.length === 0 ? addresses : [addresses, ...except.map(({ text }) => text).sort()].join(' ');
}
