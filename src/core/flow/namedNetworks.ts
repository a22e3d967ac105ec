import ipaddr from 'ipaddr.js';

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

/** What is wrong with a range, in one sentence; undefined where nothing is. */
export function networkProblem({ cidr, name }: NamedNetwork): string | undefined {
  if (!ipaddr.isValidCIDR(cidr)) {
    return `"${cidr}" is no range of addresses. Write it like 10.100.0.0/16 or 2001:db8::/32.`;
  }
  return name.trim() === '' ? `The range ${cidr} has no name.` : undefined;
}

/** Looks names up among the user's networks. Ranges that are none are passed over: settings show them as problems. */
export function namedNetworks(networks: readonly NamedNetwork[]): NamedNetworks {
  const ranges = networks
    .filter((network) => networkProblem(network) === undefined)
    .map(({ cidr, name }) => ({ range: ipaddr.parseCIDR(cidr), name }))
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
  return networks.map(({ cidr, name }) => `${cidr} ${name}`.trim()).join('\n');
}
