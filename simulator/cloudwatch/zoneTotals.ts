/** What the flows of each zone amount to in each minute: all of them, where the flow API has the 500 largest. */
import { type Chunk } from '../world/cell';
import { nodeOf } from '../world/ends';
import { type Pair } from '../world/pairs';
import { MINUTE_MS } from '../world/time';
import { accumulate } from '../world/traffic';
import { isNothing, noAmounts } from '../world/trafficAmounts';
import { type World } from '../world/world';
import { add, addFlow, IMPAIRED, isImpaired, TOTAL_COUNT, type Totals } from './flowTotals';

/** By zone id, minute after minute. */
export type ZoneTotals = Map<string, Totals>;

const amounts = noAmounts();

/** Of the whole minutes in [startMs, endMs). */
export function zoneTotals(world: World, startMs: number, endMs: number): ZoneTotals {
  const zones: ZoneTotals = new Map();
  for (const cell of world.cells) {
    for (const chunk of cell.chunksIn(startMs, endMs)) {
      addChunk(zones, chunk, startMs, endMs);
    }
  }
  return zones;
}

function addChunk(zones: ZoneTotals, { pairs }: Chunk, startMs: number, endMs: number): void {
  const minutes = (endMs - startMs) / MINUTE_MS;
  for (const pair of pairs) {
    if (pair.conversation.spec.protocol === 'TCP') {
      for (let minute = 0; minute < minutes; minute++) {
        addMinute(zones, pair, startMs + minute * MINUTE_MS, minute * TOTAL_COUNT, minutes * TOTAL_COUNT);
      }
    }
  }
}

function addMinute(zones: ZoneTotals, pair: Pair, minuteMs: number, offset: number, length: number): void {
  amounts.fill(0);
  accumulate(pair, minuteMs, minuteMs + MINUTE_MS, amounts);
  const impaired = Number(isImpaired(pair, minuteMs, minuteMs + MINUTE_MS));
  if (impaired === 0 && isNothing(amounts)) {
    return;
  }
  for (const end of [pair.client, pair.server]) {
    const zone = nodeOf(end)?.azId;
    if (zone !== undefined) {
      const totals = zones.get(zone) ?? new Float64Array(length);
      zones.set(zone, totals);
      addFlow(totals, offset, amounts, end === pair.client);
      add(totals, offset + IMPAIRED, impaired);
    }
  }
}
