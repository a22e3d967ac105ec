/**
 * What the flows of each zone amounted to in each minute: all of them, where the flow API tells the
 * 500 largest. Worked out once, an hour at a time: the past is settled, whatever incidents are to come.
 */
import { type Chunk } from '../world/cell';
import { nodeOf } from '../world/ends';
import { type Pair } from '../world/pairs';
import { floorTo, HOUR_MS, MINUTE_MS } from '../world/time';
import { accumulate } from '../world/traffic';
import { isNothing, noAmounts } from '../world/trafficAmounts';
import { type World } from '../world/world';
import { add, addFlow, IMPAIRED, isImpaired, TOTAL_COUNT, type Totals } from './flowTotals';

const MINUTES_PER_HOUR = HOUR_MS / MINUTE_MS;

interface Hour {
  /** Its minutes before are worked out. */
  doneUntilMs: number;
  /** By zone id, minute after minute. */
  zones: Map<string, Totals>;
}

export class ZoneMinutes {
  private readonly hours = new Map<number, Hour>();
  private readonly amounts = noAmounts();

  constructor(private readonly world: World) {}

  /** Works out the minutes of [fromMs, untilMs), the newest hour first. Others have a turn after each hour. */
  async prepare(fromMs: number, untilMs: number, isWanted = () => true): Promise<void> {
    const firstMs = floorTo(Math.max(fromMs, this.world.options.epochMs), HOUR_MS);
    for (let hourMs = floorTo(untilMs, HOUR_MS); hourMs >= firstMs && isWanted(); hourMs -= HOUR_MS) {
      if (this.extend(hourMs, Math.min(untilMs, hourMs + HOUR_MS))) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  /** The zones' totals of a minute, summed; `undefined` of a minute that is not worked out. */
  totals(zones: readonly string[], minuteMs: number): Totals | undefined {
    const hourMs = floorTo(minuteMs, HOUR_MS);
    const hour = this.hours.get(hourMs);
    if (!hour || minuteMs >= hour.doneUntilMs) {
      return undefined;
    }
    const offset = ((minuteMs - hourMs) / MINUTE_MS) * TOTAL_COUNT;
    const sum = new Float64Array(TOTAL_COUNT);
    for (const zone of zones) {
      const totals = hour.zones.get(zone);
      sum.forEach((value, position) => (sum[position] = value + (totals?.[offset + position] ?? 0)));
    }
    return sum;
  }

  /** False if there was nothing left to do. */
  private extend(hourMs: number, untilMs: number): boolean {
    const hour = this.hours.get(hourMs) ?? { doneUntilMs: hourMs, zones: new Map<string, Totals>() };
    if (hour.doneUntilMs >= untilMs) {
      return false;
    }
    this.hours.set(hourMs, hour);
    for (const cell of this.world.cells) {
      for (const chunk of cell.chunksIn(hour.doneUntilMs, untilMs)) {
        this.addChunk(hour, chunk, untilMs);
      }
    }
    hour.doneUntilMs = untilMs;
    return true;
  }

  private addChunk(hour: Hour, { startMs, pairs }: Chunk, untilMs: number): void {
    for (const pair of pairs) {
      if (pair.conversation.spec.protocol !== 'TCP') {
        continue;
      }
      for (let minuteMs = hour.doneUntilMs; minuteMs < untilMs; minuteMs += MINUTE_MS) {
        this.addMinute(hour, pair, minuteMs, ((minuteMs - startMs) / MINUTE_MS) * TOTAL_COUNT);
      }
    }
  }

  private addMinute({ zones }: Hour, pair: Pair, minuteMs: number, offset: number): void {
    this.amounts.fill(0);
    accumulate(pair, minuteMs, minuteMs + MINUTE_MS, this.amounts);
    const impaired = Number(isImpaired(pair, minuteMs, minuteMs + MINUTE_MS));
    if (impaired === 0 && isNothing(this.amounts)) {
      return;
    }
    for (const end of [pair.client, pair.server]) {
      const zone = nodeOf(end)?.azId;
      if (zone !== undefined) {
        const totals = zones.get(zone) ?? new Float64Array(MINUTES_PER_HOUR * TOTAL_COUNT);
        zones.set(zone, totals);
        addFlow(totals, offset, this.amounts, end === pair.client);
        add(totals, offset + IMPAIRED, impaired);
      }
    }
  }
}
