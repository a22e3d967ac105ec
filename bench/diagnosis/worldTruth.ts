import { type SimulatedWorld } from '../../simulator/incidents/simulatedWorld';
import { type Endpoint, nodeOf } from '../../simulator/world/endpoints';
import { accumulate } from '../../simulator/world/traffic';
import * as at from '../../simulator/world/trafficAmounts';
import { amount, zeroAmounts } from '../../simulator/world/trafficAmounts';
import { type EndPlace, type PairPlace } from '../../src/core/diagnosis/place';

/** What really passed between a client and a server. */
export interface TrueTraffic {
  bytes: number;
  /** The part of the bytes between different zones. */
  crossZoneBytes: number;
  /** Retransmissions and timeouts. */
  losses: number;
  /** Whether some pair of a client and a server lost packets and transferred nothing. */
  hasUnanswered: boolean;
}

/** The truth about TCP traffic. External ends are given by the addresses that have the name. */
export class WorldTruth {
  constructor(
    private readonly world: SimulatedWorld,
    private readonly addressesOf: (externalName: string) => ReadonlySet<string>
  ) {}

  /** The traffic in [fromMs, toMs). */
  between({ client, server }: PairPlace, fromMs: number, toMs: number): TrueTraffic {
    const isAt = { client: this.test(client), server: this.test(server) };
    return this.sum((from, to) => isAt.client(from) && isAt.server(to), fromMs, toMs);
  }

  private sum(isIncluded: (client: Endpoint, server: Endpoint) => boolean, fromMs: number, toMs: number): TrueTraffic {
    const sum: TrueTraffic = { bytes: 0, crossZoneBytes: 0, losses: 0, hasUnanswered: false };
    for (const cell of this.world.cells) {
      for (const { pairs } of cell.hoursIn(fromMs, toMs)) {
        for (const pair of pairs) {
          if (pair.conversation.spec.protocol === 'TCP' && isIncluded(pair.client, pair.server)) {
            const amounts = zeroAmounts();
            accumulate(pair, fromMs, toMs, amounts);
            const total = (positions: readonly number[]) =>
              positions.reduce((value, position) => value + amount(amounts, position), 0);
            const [bytes, losses] = [total(PAYLOAD), total(LOSSES)];
            sum.bytes += bytes;
            sum.losses += losses;
            sum.crossZoneBytes += nodeOf(pair.client)?.zoneIndex === nodeOf(pair.server)?.zoneIndex ? 0 : bytes;
            sum.hasUnanswered ||= losses > 0 && bytes === 0;
          }
        }
      }
    }
    return sum;
  }

  /** Whether some client and server at a place, an end or a pair of ends, lost packets and transferred nothing in [fromMs, toMs). */
  hasUnanswered(place: EndPlace | PairPlace, fromMs: number, toMs: number): boolean {
    if (place.kind === 'pair') {
      return this.between(place, fromMs, toMs).hasUnanswered;
    }
    const isThere = this.test(place);
    const isAt = (client: Endpoint, server: Endpoint) => isThere(client) || isThere(server);
    return this.sum(isAt, fromMs, toMs).hasUnanswered;
  }

  private test(place: EndPlace): (endpoint: Endpoint) => boolean {
    switch (place.kind) {
      case 'workload':
        return (endpoint) =>
          endpoint.type === 'pod' &&
          endpoint.namespace === place.namespace &&
          endpoint.spec.workload === place.workload;
      case 'node':
        // Pods on the host network have the address of their node.
        return (endpoint) =>
          nodeOf(endpoint)?.name === place.node &&
          (endpoint.type === 'node' || (endpoint.type === 'pod' && endpoint.addressOffset === 0));
      case 'external': {
        const addresses = this.addressesOf(place.name);
        return (endpoint) => endpoint.type === 'external' && addresses.has(endpoint.ip);
      }
    }
  }
}

const PAYLOAD = [at.PAYLOAD_UP, at.PAYLOAD_DOWN];
const LOSSES = [
  at.RETRANSMITTED_SYN,
  at.RETRANSMITTED_UP,
  at.RETRANSMITTED_DOWN,
  at.TIMEOUTS_SYN,
  at.TIMEOUTS_UP,
  at.TIMEOUTS_DOWN,
];
