/**
 * The totals of the zones by minute. They are computed once, an hour at a time: incidents that are added later do not
 * change the past.
 */
import { Thread } from '../threads/thread';
import { floorTo, HOUR_MS, MINUTE_MS } from '../world/time';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { TOTAL_COUNT, type Totals } from './flowTotals';
import { type HourMinutes } from './zoneMinutesThread';
import { type ZoneTotals } from './zoneTotals';

const MINUTES_PER_HOUR = HOUR_MS / MINUTE_MS;

interface Hour {
  /** Earlier minutes are computed. */
  doneUntilMs: number;
  zones: ZoneTotals;
  /** Resolves when the minutes that the thread computes are available. */
  underWay?: Promise<void>;
}

/** Computes and keeps the totals of a world's zones. */
export class ZoneMinutes {
  private readonly hours = new Map<number, Hour>();
  /** Started when it is first needed. */
  private thread: Thread<HourMinutes, ZoneTotals> | undefined;

  constructor(private readonly world: SimulatedWorld) {}

  /**
   * Computes the minutes of [fromMs, untilMs), starting with the newest hour, one hour at a time, so that a concurrent
   * request for a few hours does not wait for all the others.
   */
  async prepare(fromMs: number, untilMs: number): Promise<void> {
    const firstMs = floorTo(Math.max(fromMs, this.world.options.epochMs), HOUR_MS);
    for (let hourMs = floorTo(untilMs, HOUR_MS); hourMs >= firstMs; hourMs -= HOUR_MS) {
      await this.extend(hourMs, Math.min(untilMs, hourMs + HOUR_MS));
    }
  }

  /** The sum of the zones' totals for a minute; undefined if the minute is not computed yet. */
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

  /** Ends the thread. What it has not computed is dropped. */
  async end(): Promise<void> {
    await this.thread?.end();
  }

  private async extend(hourMs: number, untilMs: number): Promise<void> {
    const hour: Hour = this.hours.get(hourMs) ?? { doneUntilMs: hourMs, zones: new Map() };
    this.hours.set(hourMs, hour);
    while (hour.doneUntilMs < untilMs) {
      hour.underWay ??= this.workOut(hour, hourMs, untilMs).finally(() => delete hour.underWay);
      await hour.underWay;
    }
  }

  private async workOut(hour: Hour, hourMs: number, endMs: number): Promise<void> {
    this.thread ??= new Thread(require.resolve('./zoneMinutesThread'), this.world.options);
    const startMs = hour.doneUntilMs;
    const zones = await this.thread.run({ startMs, endMs, incidents: this.world.incidents.all() });
    const offset = ((startMs - hourMs) / MINUTE_MS) * TOTAL_COUNT;
    for (const [zone, totals] of zones) {
      const known = hour.zones.get(zone) ?? new Float64Array(MINUTES_PER_HOUR * TOTAL_COUNT);
      known.set(totals, offset);
      hour.zones.set(zone, known);
    }
    hour.doneUntilMs = endMs;
  }
}
