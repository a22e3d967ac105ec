import fc from 'fast-check';
import { ALLOWANCES } from '../prometheus/agent/allowances';
import { RECENT_SECONDS } from '../prometheus/kubernetes/rollouts';
import { allowanceEvents, podReplacementEvents, restartEvents, rolloutEvents } from './clusterEvents';
import { EVENT_KINDS } from './event';
import { EVENT_LABELS, filterNotices, filtersFor } from './eventFilters';
import { eventStepSeconds, windowToQuery, within } from './eventSteps';
import { intervalsOf, type Points } from './intervals';

const STEP_MS = 60_000;
const [allowance] = ALLOWANCES;

/** Points at whole steps, some of them missing, zero, or no number. */
const points: fc.Arbitrary<Points> = fc
  .uniqueArray(fc.tuple(fc.nat(60), fc.constantFrom(0, 1, 2, 5, NaN)), { selector: ([step]) => step, maxLength: 25 })
  .map((all) => {
    const sorted = [...all].sort(([a], [b]) => a - b);
    return {
      labels: { node: 'n1', namespace: 'shop', workload: 'ui', created_by_name: 'ui-1' },
      timesMs: sorted.map(([step]) => step * STEP_MS),
      values: sorted.map(([, value]) => value),
    };
  });
const positive = ({ timesMs, values }: Points) =>
  timesMs.flatMap((timeMs, index) => ((values[index] ?? 0) > 0 ? [{ timeMs, value: values[index] ?? 0 }] : []));

describe('intervals of points', () => {
  const gap = fc.integer({ min: 1, max: 6 }).map((steps) => steps * STEP_MS);

  it('contain every point above zero once, and none of them pauses for too long', () => {
    fc.assert(
      fc.property(points, gap, (some, mostGapMs) => {
        const intervals = intervalsOf(some, { stepMs: STEP_MS, mostGapMs });
        const known = positive(some);
        const covered = intervals.map(({ startMs, endMs }) =>
          known.filter(({ timeMs }) => timeMs > startMs && timeMs <= endMs)
        );
        expect(covered.flat()).toEqual(known);
        intervals.forEach(({ startMs, endMs, sum }, index) => {
          const own = covered[index] ?? [];
          expect(sum).toBe(own.reduce((total, { value }) => total + value, 0));
          // A point describes the step that ends at it.
          expect([startMs, endMs]).toEqual([(own[0]?.timeMs ?? NaN) - STEP_MS, own.at(-1)?.timeMs]);
          own
            .slice(1)
            .forEach(({ timeMs }, at) => expect(timeMs - (own[at]?.timeMs ?? 0)).toBeLessThanOrEqual(mostGapMs));
          const next = covered[index + 1]?.[0];
          expect(next === undefined || next.timeMs - endMs > mostGapMs).toBe(true);
        });
      }),
      { numRuns: 300 }
    );
  });
});

describe('events', () => {
  const context = { stepMs: STEP_MS, clusterLabel: 'cluster' };

  it('contain all packets of their steps for allowances', () => {
    fc.assert(
      fc.property(points, (some) => {
        const packets = allowanceEvents(allowance, [some], context).map(({ text }) =>
          Number(/([\d,]+) packets?/.exec(text)?.[1]?.replaceAll(',', ''))
        );
        const perSecond = positive(some).reduce((total, { value }) => total + value, 0);
        expect(packets.reduce((total, count) => total + count, 0)).toBe(perSecond * 60);
      })
    );
  });

  it('contain all pods of rollouts and replacements, but only the first of scaled ReplicaSets', () => {
    fc.assert(
      fc.property(points, (some) => {
        const replaced = podReplacementEvents([some], context);
        const rollouts = rolloutEvents([some], context);
        expect(rollouts.length).toBeLessThanOrEqual(replaced.length);
        const starts = replaced.map(({ startMs }) => startMs);
        expect(rollouts.every(({ startMs }) => starts.includes(startMs))).toBe(true);
        expect(rollouts[0]?.startMs).toBe(replaced[0]?.startMs);
        // What starts soon after the end of the one before is the same ReplicaSet, which was scaled.
        replaced.slice(1).forEach(({ startMs }, index) => {
          const isLater = startMs - (replaced[index]?.endMs ?? 0) > RECENT_SECONDS * 1_000;
          expect(rollouts.some((rollout) => rollout.startMs === startMs)).toBe(isLater);
        });
      }),
      { numRuns: 200 }
    );
  });

  it('contain each agent start once, even if several points report it', () => {
    const starts = fc.array(fc.constantFrom(1_000, 2_000, 3_000), { maxLength: 8 });
    fc.assert(
      fc.property(starts, (values) => {
        const series = { labels: { node: 'n1' }, timesMs: values.map((_, index) => index * STEP_MS), values };
        const found = restartEvents([series], context).map(({ startMs }) => startMs / 1_000);
        expect(found).toEqual([...new Set(values)]);
      })
    );
  });

  it('have tags that Grafana can separate, with the cluster if there are several', () => {
    const labels = { node: 'a,b', namespace: 'shop', workload: 'ui', cluster: 'east' };
    const series = [{ labels, timesMs: [STEP_MS], values: [1] }];
    const all = [
      ...allowanceEvents(allowance, series, context),
      ...restartEvents(series, context),
      ...rolloutEvents(series, context),
      ...podReplacementEvents(series, context),
    ];
    expect(all).toHaveLength(4);
    for (const { tags } of all) {
      expect(tags.join().split(',')).toEqual(tags);
      expect(tags).toContain('east');
      expect(tags).not.toContain('');
    }
    const [alone] = allowanceEvents(allowance, series, { stepMs: STEP_MS });
    expect(alone?.tags).not.toContain('east');
  });
});

describe('steps of a window', () => {
  const window = fc
    .tuple(fc.nat(1e9), fc.integer({ min: 1, max: 90 * 86_400 }))
    .map(([start, seconds]) => ({ startMs: start * 1_000, endMs: (start + seconds) * 1_000 }));

  it('are whole minutes, few enough for Prometheus, and cover the window', () => {
    fc.assert(
      fc.property(window, fc.constantFrom(...EVENT_KINDS), (of, kind) => {
        const seconds = eventStepSeconds(of);
        expect(seconds % 60).toBe(0);
        expect((of.endMs - of.startMs) / 1_000 / seconds).toBeLessThanOrEqual(500);
        const queried = windowToQuery(kind, of, seconds);
        expect(queried.startMs).toBeLessThanOrEqual(of.startMs);
        expect(queried.endMs).toBeGreaterThanOrEqual(of.endMs);
      })
    );
  });

  it('leave of an event what is in the window', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.nat(100), fc.nat(100), (a, b, c, d) => {
        const [event, of] = [
          { startMs: Math.min(a, b), endMs: Math.max(a, b) },
          { startMs: Math.min(c, d), endMs: Math.max(c, d) },
        ];
        const rest = within(event, of);
        // Second by second: those that are in both.
        const both = Array.from({ length: 100 }, (_, second) => second).filter((second) =>
          [event, of].every(({ startMs, endMs }) => startMs <= second && second < endMs)
        );
        expect(
          rest ? Array.from({ length: rest.endMs - rest.startMs }, (_, index) => rest.startMs + index) : []
        ).toEqual(both);
      }),
      { numRuns: 300 }
    );
  });
});

describe('filters of kinds of events', () => {
  it('apply to a kind, or a notice says to which they do not', () => {
    const label = fc.constantFrom(...EVENT_LABELS, 'cluster', 'container');
    fc.assert(
      fc.property(fc.subarray([...EVENT_KINDS], { minLength: 1 }), label, (kinds, of) => {
        const filter = { label: of, operator: '=', value: 'a' } as const;
        const without = kinds.filter((kind) => filtersFor(kind, [filter], 'cluster').length === 0);
        expect(filterNotices(kinds, [filter], 'cluster')).toHaveLength(without.length > 0 ? 1 : 0);
        expect(of === 'cluster' ? without : []).toEqual([]);
        expect(of === 'container' ? without : kinds).toEqual(kinds);
      })
    );
  });
});
