import ipaddr from 'ipaddr.js';
import { isRecord } from '../json';
import { namelessRange, NETWORKS_NOT_A_LIST, notANetwork, notARange } from './messages';

/** An address range with a name from the settings: "10.100.0.0/16" is "Frankfurt data center". */
export interface NamedNetwork {
  cidr: string;
  name: string;
}

/** Looks up the names of addresses. */
export interface NamedNetworks {
  /** The name of the smallest named range that contains the address; undefined if none does. */
  nameOf(ip: string): string | undefined;
}

/** The lookup without any named networks. */
export const NO_NAMED_NETWORKS: NamedNetworks = { nameOf: () => undefined };

/** What is wrong with one named network, which can be any value, and what to change; undefined if nothing is. */
export function networkProblem(network: unknown): string | undefined {
  if (!isRecord(network)) {
    return notANetwork(String(JSON.stringify(network)));
  }
  const { cidr, name } = network;
  if (typeof cidr !== 'string' || !ipaddr.isValidCIDR(cidr)) {
    return notARange(textOf(cidr));
  }
  return textOf(name).trim() === '' ? namelessRange(cidr) : undefined;
}

/** The first problem of the named networks in the settings, which can be any value; undefined if there is none. */
export function networksProblem(networks: unknown): string | undefined {
  if (networks === undefined || networks === null) {
    return undefined;
  }
  return Array.isArray(networks)
    ? networks.map(networkProblem).find((problem) => problem !== undefined)
    : NETWORKS_NOT_A_LIST;
}

/** The lookup for the named networks in the settings. Invalid ones are skipped: the settings report them as a problem. */
export function namedNetworks(networks: readonly NamedNetwork[]): NamedNetworks {
  const ranges = listOf(networks)
    .filter((network) => networkProblem(network) === undefined)
    .map(({ cidr, name }) => ({ range: rangeOf(cidr), name }))
    .sort((a, b) => b.range[1] - a.range[1]);
  if (ranges.length === 0) {
    return NO_NAMED_NETWORKS;
  }
  const found = new Map<string, string | undefined>();
  const find = (ip: string) => {
    const address = ipaddr.isValid(ip) ? ipaddr.process(ip) : undefined;
    return ranges.find(({ range }) => address && address.kind() === range[0].kind() && address.match(range))?.name;
  };
  return {
    nameOf: (ip) => {
      if (!found.has(ip)) {
        found.set(ip, find(ip));
      }
      return found.get(ip);
    },
  };
}

/** The parsed range. A range of IPv4-mapped IPv6 addresses becomes a range of IPv4 addresses. */
function rangeOf(cidr: string): ReturnType<typeof ipaddr.parseCIDR> {
  const [address, length] = ipaddr.parseCIDR(cidr);
  const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && length >= 96;
  return isMapped ? [address.toIPv4Address(), length - 96] : [address, length];
}

/** Reads one range per line, as users enter them: "10.100.0.0/16 Frankfurt data center". Empty lines are skipped. */
export function readNamedNetworks(text: string): NamedNetwork[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [cidr = '', ...name] = line.split(/\s+/);
      return { cidr, name: name.join(' ') };
    });
}

/** Writes one range per line, for the editor. Entries that are not objects are skipped. */
export function writeNamedNetworks(networks: readonly NamedNetwork[]): string {
  const written = listOf(networks).filter(isRecord);
  return written.map(({ cidr, name }) => `${textOf(cidr)} ${textOf(name)}`.trim()).join('\n');
}

/** Provisioned settings can have any value. */
function listOf(networks: readonly NamedNetwork[]): readonly NamedNetwork[] {
  return Array.isArray(networks) ? networks : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
