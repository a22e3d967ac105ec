import { type PolicyPort, type Protocol } from '../policies';

/** Ports that the agent opens for an address, with resolved names. */
export interface OpenPort {
  /** Absent: all protocols, and so all ports. */
  protocol?: Protocol;
  /** Absent: all ports of the protocol. */
  port?: number;
  endPort?: number;
}

/** Opens everything. A rule without ports becomes one such entry. */
export const EVERY_PORT: OpenPort = {};

/** Whether the agent's program lets a port pass. */
export function isOpen({ protocol, port, endPort }: OpenPort, wanted: { protocol: Protocol; port: number }): boolean {
  if (protocol === undefined) {
    return true;
  }
  const isInRange = port === undefined || (wanted.port >= port && wanted.port <= Math.max(port, endPort ?? port));
  return protocol === wanted.protocol && isInRange;
}

/** Equal for entries that the agent merges. */
export function openPortKey({ protocol, port, endPort }: OpenPort): string {
  return `${protocol ?? ''} ${port ?? ''} ${endPort ?? ''}`;
}

/** A port whose number is known without a pod; undefined for a name. */
export function numericPort({ protocol, port, endPort }: PolicyPort): OpenPort | undefined {
  if (typeof port === 'string') {
    return undefined;
  }
  return {
    ...(protocol !== undefined && { protocol }),
    ...(port !== undefined && { port }),
    ...(endPort !== undefined && { endPort }),
  };
}

/** The ports of a rule that have numbers. Undefined if the rule has ports, but only names: it then opens nothing. */
export function numericPorts(ports: readonly PolicyPort[]): OpenPort[] | undefined {
  return openedBy(ports, numericPort);
}

/** The ports that a rule opens. Undefined if the rule has ports, but none of these is resolved: it then opens nothing. */
export function openedBy(
  ports: readonly PolicyPort[],
  resolve: (port: PolicyPort) => OpenPort | undefined
): OpenPort[] | undefined {
  const open = ports.map(resolve).filter((port) => port !== undefined);
  return ports.length > 0 && open.length === 0 ? undefined : open;
}
