import { type AddressRange } from '../addressRange';
import { EVERY_PORT, type OpenPort, openPortKey } from '../amazon/openPort';
import { type NamespacedPolicy } from '../policies';

/** Addresses or a domain name, with the ports that are open for them. */
export interface OpenAddresses {
  range?: AddressRange;
  except: readonly AddressRange[];
  domain?: string;
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
  const merged = new Map<string, OpenAddresses & { ports: Map<string, OpenPort> }>();
  for (const { ports, ...addresses } of entries) {
    const key = keyOf(addresses);
    const known = merged.get(key) ?? { ...addresses, ports: new Map<string, OpenPort>() };
    merged.set(key, known);
    const open = addresses.domain !== undefined ? [] : ports.length === 0 ? [EVERY_PORT] : ports;
    open.forEach((port) => known.ports.set(openPortKey(port), port));
  }
  if (kind === 'NetworkPolicy') {
    merged.forEach(({ ports }) => keepOnlyEveryPort(ports));
  }
  return merged;
}

function keepOnlyEveryPort(ports: Map<string, OpenPort>): void {
  const every = openPortKey(EVERY_PORT);
  if (ports.has(every)) {
    ports.clear();
    ports.set(every, EVERY_PORT);
  }
}

function keyOf({ range, except, domain }: Omit<OpenAddresses, 'ports'>): string {
  const excepted = except.map(({ text }) => text).sort();
  return [range?.text ?? domain, ...excepted].join(' ');
}
