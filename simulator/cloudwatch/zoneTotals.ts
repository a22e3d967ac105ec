/** Totals of all flows of each zone by minute, whereas the flow API returns only the 500 largest flows. */
import { type HourOfTraffic } from '../world/cell';
import { nodeOf } from '../world/endpoints';
import { type ClusterNode } from '../world/nodes';
import { type EndpointPair } from '../world/pairs';
import { MINUTE_MS } from '../world/time';
import { ConnectionTracking } from '../world/trackedConnections';
import { accumulate } from '../world/traffic';
import { isZero, zeroAmounts } from '../world/trafficAmounts';
import { type World } from '../world/world';
import { add, addFlow, IMPAIRED, isImpaired, TOTAL_COUNT, type Totals } from './flowTotals';

/** By zone ID; the totals of consecutive minutes follow each other. */
export type ZoneTotals = Map<string, Totals>;

const amounts = zeroAmounts();

/** The totals of the minutes in [startMs, endMs); both times must be whole minutes. */
export function zoneTotals(world: World, startMs: number, endMs: number): ZoneTotals {
  const zones: ZoneTotals = new Map();
  for (const cell of world.cells) {
    const trackings = new Map(
      cell.nodes.map((node) => [node, ConnectionTracking.on(cell.effects, node, endMs)] as const)
    );
    for (const hour of cell.hoursIn(startMs, endMs)) {
      addHour(zones, hour, trackings, startMs, endMs);
    }
  }
  return zones;
}

/** What each node's agent does not report. */
type Trackings = ReadonlyMap<ClusterNode, ConnectionTracking | undefined>;

function addHour(
  zones: ZoneTotals,
  { pairs }: HourOfTraffic,
  trackings: Trackings,
  startMs: number,
  endMs: number
): void {
  const minutes = (endMs - startMs) / MINUTE_MS;
  for (const pair of pairs) {
    if (pair.conversation.spec.protocol === 'TCP') {
      for (let minute = 0; minute < minutes; minute++) {
        const minuteMs = startMs + minute * MINUTE_MS;
        addMinute(zones, pair, trackings, minuteMs, minute * TOTAL_COUNT, minutes * TOTAL_COUNT);
      }
    }
  }
}

function addMinute(
  zones: ZoneTotals,
  pair: EndpointPair,
  trackings: Trackings,
  minuteMs: number,
  offset: number,
  length: number
): void {
  amounts.fill(0);
  accumulate(pair, minuteMs, minuteMs + MINUTE_MS, amounts);
  const impaired = Number(isImpaired(pair, minuteMs, minuteMs + MINUTE_MS));
  if (impaired === 0 && isZero(amounts)) {
    return;
  }
  for (const endpoint of [pair.client, pair.server]) {
    const node = nodeOf(endpoint);
    if (node !== undefined) {
      const isClient = endpoint === pair.client;
      const tracking = trackings.get(node);
      const totals = zones.get(node.azId) ?? new Float64Array(length);
      zones.set(node.azId, totals);
      const reported = tracking?.amounts({ pair, localIsClient: isClient }, minuteMs, minuteMs + MINUTE_MS);
      addFlow(totals, offset, reported ?? amounts, isClient);
      add(totals, offset + IMPAIRED, impaired);
    }
  }
}
