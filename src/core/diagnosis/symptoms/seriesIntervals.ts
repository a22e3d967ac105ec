import { type Interval, intervalsOf, type Points } from '../../events/intervals';
import { type Observations } from '../observations';

/** One quiet step does not end an interval, because a scrape can be late or missing. */
const QUIET_STEPS = 2;

/** The time spans in the window in which a series is above zero. */
export function intervalsNow(points: Points, { stepMs, windows: { now } }: Observations): Interval[] {
  return intervalsOf(points, { stepMs, mostGapMs: QUIET_STEPS * stepMs }).filter(({ endMs }) => endMs > now.startMs);
}
