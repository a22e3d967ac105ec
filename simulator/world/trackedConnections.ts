/**
 * The connections that an agent reports (aws/network-flow-monitor-agent, sock_ops): those whose opening it saw. A
 * connection that is older than the agent's process is missing until it is reopened. While the agent samples, some new
 * connections are missing for as long as they last, and the results are not scaled up. Counts that the agent had when
 * it stopped are not reported later.
 *
 * Each pair has a pool of connections, which are reopened one after the other, as often as the conversation specifies.
 */
import { type Socket } from './cell';
import { type ConnectionSampling, type EffectSource } from './effects';
import { combine, unit } from './hash';
import { type ClusterNode } from './nodes';
import { type EndpointPair, openConnections, pairStartMs } from './pairs';
import { floorTo, includes, REPORT_PERIOD_MS, TICK_MS, type TimeSpan } from './time';
import { passedBy, ticksOf } from './traffic';
import * as at from './trafficAmounts';
import { amount, type Amounts, zeroAmounts } from './trafficAmounts';

/** When a connection was opened that is open at `timeMs`; `connection` is its number within the pool. */
export function openedAt(pair: EndpointPair, connection: number, timeMs: number): number {
  const startMs = pairStartMs(pair);
  const openedPerTick = pair.requestsPerTick * pair.conversation.spec.connectionsPerRequest;
  if (openedPerTick === 0) {
    return startMs;
  }
  const lastsMs = (openConnections(pair) / openedPerTick) * TICK_MS;
  const firstMs = (Number.isFinite(startMs) ? startMs : 0) + unit(combine(pair.hash, connection)) * lastsMs;
  return timeMs < firstMs ? startMs : firstMs + Math.floor((timeMs - firstMs) / lastsMs) * lastsMs;
}

/** What one node's agent does not report. */
export class ConnectionTracking {
  private constructor(
    private readonly outages: TimeSpan[],
    private readonly samplings: ConnectionSampling[]
  ) {}

  /** Undefined if the node's agent reports everything until `untilMs`. */
  static on(effects: EffectSource, { name }: ClusterNode, untilMs: number): ConnectionTracking | undefined {
    const outages = effects.lostReports(name);
    const samplings = effects.connectionSamplings(name);
    const hasBegun = [...outages, ...samplings].some(({ startMs }) => startMs < untilMs);
    return hasBegun ? new ConnectionTracking(outages, samplings) : undefined;
  }

  /** What the agent reports of a socket in [fromMs, toMs). */
  amounts(socket: Socket, fromMs: number, toMs: number): Amounts {
    const sum = zeroAmounts();
    for (const [startMs, endMs] of this.reportedWithin(fromMs, toMs)) {
      for (const { amounts, tickEndMs, elapsedFromMs, elapsedToMs } of ticksOf(socket.pair, startMs, endMs)) {
        const tracked = trackedPart(amounts, this.trackedShare(socket, tickEndMs));
        sum.forEach((value, position) => {
          const part = amount(tracked, position);
          sum[position] = value + passedBy(part, elapsedToMs) - passedBy(part, elapsedFromMs);
        });
      }
    }
    return sum;
  }

  /** The parts of [fromMs, toMs) that are reported: what was counted in the current period is lost with the agent. */
  private reportedWithin(fromMs: number, toMs: number): Array<[number, number]> {
    const lost = this.outages.map(({ startMs, endMs }): [number, number] => [
      floorTo(startMs, REPORT_PERIOD_MS),
      endMs,
    ]);
    return lost.reduce<Array<[number, number]>>(
      (parts, [lostFromMs, lostToMs]) =>
        parts
          .flatMap(([startMs, endMs]): Array<[number, number]> => [
            [startMs, Math.min(endMs, lostFromMs)],
            [Math.max(startMs, lostToMs), endMs],
          ])
          .filter(([startMs, endMs]) => startMs < endMs),
      [[fromMs, toMs]]
    );
  }

  /** The share of a pair's connections open at a time that the agent tracks. */
  private trackedShare({ pair, localIsClient }: Socket, timeMs: number): number {
    const processStartMs = Math.max(
      -Infinity,
      ...this.outages.map(({ endMs }) => endMs).filter((endMs) => endMs <= timeMs)
    );
    const count = openConnections(pair);
    let tracked = 0;
    for (let connection = 0; connection < count; connection++) {
      const openedMs = openedAt(pair, connection, timeMs);
      const chance = unit(combine(combine(pair.hash, connection * 2 + Number(localIsClient)), openedMs));
      tracked += openedMs >= processStartMs && chance < this.ratioAt(openedMs) ? 1 : 0;
    }
    return count > 0 ? tracked / count : 1;
  }

  /** The share of new connections that the agent tracks at a time. */
  private ratioAt(timeMs: number): number {
    return this.samplings
      .filter((sampling) => includes(sampling, timeMs))
      .reduce((lowest, { ratio }) => Math.min(lowest, ratio), 1);
  }
}

const tracked = zeroAmounts();

/** The part of the amounts, in whole numbers. One array that is reused. */
function trackedPart(amounts: Amounts, share: number): Amounts {
  if (share === 1) {
    return amounts;
  }
  amounts.forEach((value, position) => (tracked[position] = Math.floor(value * share)));
  const samples = amount(amounts, at.ROUND_TRIP_SAMPLES);
  const meanMicroseconds = samples > 0 ? amount(amounts, at.ROUND_TRIP_SUM) / samples : 0;
  tracked[at.ROUND_TRIP_SUM] = Math.round(meanMicroseconds * amount(tracked, at.ROUND_TRIP_SAMPLES));
  return tracked;
}
