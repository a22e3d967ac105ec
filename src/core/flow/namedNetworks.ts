import ipaddr from 'ipaddr.js';
import { isRecord } from '../json';

/** A range of addresses that the user gave a name: "10.100.0.0/16" is "Frankfurt data centre". */
export interface NamedNetwork {
  cidr: string;
  name: string;
}

export interface NamedNetworks {
  /** The name of the smallest named range that holds the address; undefined where none does. */
  nameOf(ip: string): string | undefined;
}

export const NO_NAMED_NETWORKS: NamedNetworks = { nameOf: () => undefined };

/** What is wrong with a range, whoever wrote it, in one sentence; undefined where nothing is. */
export function networkProblem(network: unknown): string | undefined {
  if (!isRecord(network)) {
    return `${String(JSON.stringify(network))} is no named network. Write a range of addresses and a name for it.`;
  }
  const { cidr, name } = network;
  if (typeof cidr !== 'string' || !ipaddr.isValidCIDR(cidr)) {
    return `"${textOf(cidr)}" is no range of addresses. Write it like 10.100.0.0/16 or 2001:db8::/32.`;
  }
  return textOf(name).trim() === '' ? `The range ${cidr} has no name.` : undefined;
}

/** What is first wrong with the settings' networks, which a hand may have written; undefined where nothing is. */
export function networksProblem(networks: unknown): string | undefined {
  if (networks === undefined || networks === null) {
    return undefined;
  }
  return Array.isArray(networks)
    ? networks.map(networkProblem).find((problem) => problem !== undefined)
    : 'The named networks in the settings are no list. Write them here, one a line.';
}

/** Looks names up among the user's networks. What is no range with a name is passed over: settings show it as a problem. */
export function namedNetworks(networks: readonly NamedNetwork[]): NamedNetworks {
  const ranges = listOf(networks)
    .filter((network) => networkProblem(network) === undefined)
    .map(({ cidr, name }) => ({ range: rangeOf(cidr), name }))
    .sort((a, b) => b.range[1] - a.range[1]);
  if (ranges.length === 0) {
    return NO_NAMED_NETWORKS;
  }
  const known = new Map<string, string | undefined>();
  const find = (ip: string) => {
    const address = ipaddr.isValid(ip) ? ipaddr.process(ip) : undefined;
    return ranges.find(({ range }) => address && address.kind() === range[0].kind() && address.match(range))?.name;
  };
  return {
    nameOf: (ip) => {
      if (!known.has(ip)) {
        known.set(ip, find(ip));
      }
      return known.get(ip);
    },
  };
}

/** A range of IPv4 addresses within IPv6 is a range of IPv4 addresses. */
function rangeOf(cidr: string): ReturnType<typeof ipaddr.parseCIDR> {
  const [address, length] = ipaddr.parseCIDR(cidr);
  const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && length >= 96;
  return isMapped ? [address.toIPv4Address(), length - 96] : [address, length];
}

/** One range a line, "10.100.0.0/16 Frankfurt data centre", as people type it. Empty lines are none. */
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

export function writeNamedNetworks(networks: readonly NamedNetwork[]): string {
  const written = listOf(networks).filter(isRecord);
  return written.map(({ cidr, name }) => `${textOf(cidr)} ${textOf(name)}`.trim()).join('\n');
}

/** Provisioned settings may hold anything. */
function listOf(networks: readonly NamedNetwork[]): readonly NamedNetwork[] {
  return Array.isArray(networks) ? networks : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
