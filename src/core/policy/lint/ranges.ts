import { type AddressRange, containsRange } from '../addressRange';
import { type CidrPeer, type DomainPeer, type PodPeer, type PolicyPort } from '../policies';

/** Whether ranges have addresses in common: one then contains the other. */
export function overlap(a: AddressRange, b: AddressRange): boolean {
  return containsRange(a, b) || containsRange(b, a);
}

/** Whether a range contains every address of its family. */
export function isEverything({ prefixLength }: AddressRange): boolean {
  return prefixLength === 0;
}

/** Whether a block contains every address of another one. */
export function containsBlock(outer: CidrPeer, inner: CidrPeer): boolean {
  return (
    containsRange(outer.range, inner.range) &&
    outer.except.every(
      (excepted) => !overlap(excepted, inner.range) || inner.except.some((ofInner) => containsRange(ofInner, excepted))
    )
  );
}

export function isBlock(peer: PodPeer | CidrPeer | DomainPeer): peer is CidrPeer {
  return peer.kind === 'ip-block';
}

/** Whether a port of a rule includes all that another one has. */
export function containsPort(outer: PolicyPort, inner: PolicyPort): boolean {
  if (outer.protocol !== inner.protocol) {
    return false;
  }
  if (outer.port === undefined || outer.port === inner.port) {
    return outer.port === undefined || lastOf(outer) >= lastOf(inner);
  }
  return (
    typeof outer.port === 'number' &&
    typeof inner.port === 'number' &&
    outer.port <= inner.port &&
    lastOf(outer) >= lastOf(inner)
  );
}

/** Whether two lists of ports have a port in common. An empty list has all ports. */
export function portsOverlap(a: readonly PolicyPort[], b: readonly PolicyPort[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((one) => b.some((other) => portOverlaps(one, other)));
}

function portOverlaps(a: PolicyPort, b: PolicyPort): boolean {
  if (a.protocol !== undefined && b.protocol !== undefined && a.protocol !== b.protocol) {
    return false;
  }
  if (typeof a.port === 'number' && typeof b.port === 'number') {
    return a.port <= lastOf(b) && b.port <= lastOf(a);
  }
  return a.port === undefined || b.port === undefined || a.port === b.port;
}

function lastOf({ port, endPort }: PolicyPort): number {
  return endPort ?? (typeof port === 'number' ? port : 0);
}
