import fc from 'fast-check';
import { chooseSource, noMonitorSelected, type SourceFacts } from './chooseSource';
import { type MissingSource, NO_API_URL, NO_FLOW_SERIES } from './messages';
import { FLOW_FORMATS, FLOW_SOURCES } from './flowsQuery';
import { MAX_WINDOW_MS, planWindow } from './planWindow';

const missing = (why: MissingSource) => fc.option(fc.constant(why), { nil: undefined });
const facts: fc.Arbitrary<SourceFacts> = fc.record({
  requested: fc.constantFrom(...FLOW_SOURCES),
  format: fc.constantFrom(...FLOW_FORMATS),
  rangeMs: fc.constantFrom(60_000, MAX_WINDOW_MS, MAX_WINDOW_MS * 1.04, MAX_WINDOW_MS * 1.06, 86_400_000),
  apiMissing: missing(NO_API_URL),
  seriesMissing: missing(NO_FLOW_SERIES),
});

describe('the source of flows', () => {
  it('is one that can be queried, and the requested one if one is requested', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const chosen = chooseSource(some);
        const canBe = { api: some.apiMissing === undefined, series: some.seriesMissing === undefined };
        if ('source' in chosen) {
          expect(canBe[chosen.source]).toBe(true);
          expect(some.requested === 'auto' || some.format === 'timeSeries' || chosen.source === some.requested).toBe(
            true
          );
          // Only the agents' series have values over time.
          expect(some.format !== 'timeSeries' || chosen.source === 'series').toBe(true);
        } else {
          const wanted = some.format === 'timeSeries' ? 'series' : some.requested;
          expect(wanted === 'auto' ? canBe.api || canBe.series : canBe[wanted]).toBe(false);
        }
      })
    );
  });

  it('is the API for up to an hour, and explains itself wherever it is another one than for an hour', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const auto = { ...some, requested: 'auto', format: 'flows' } as const;
        const chosen = chooseSource(auto);
        fc.pre('source' in chosen);
        const isShort = some.rangeMs <= MAX_WINDOW_MS * 1.05;
        if (isShort && some.apiMissing === undefined) {
          expect(chosen).toEqual({ source: 'api' });
        } else {
          expect(chosen).toHaveProperty('reason');
        }
      })
    );
  });

  it('is reported with its remedy if it is missing', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const chosen = chooseSource(some);
        fc.pre('problem' in chosen);
        const remedies = [some.apiMissing, some.seriesMissing].flatMap((one) => one?.remedy ?? []);
        expect(remedies.some((remedy) => 'problem' in chosen && chosen.problem.includes(remedy))).toBe(true);
      })
    );
  });

  it('needs a monitor, and offers those that there are', () => {
    expect(noMonitorSelected(['a', 'b']).remedy).toContain('a, b');
    expect(noMonitorSelected([]).because).not.toBe(noMonitorSelected(['a']).because);
  });
});

describe('the windows of a range', () => {
  const MINUTE = 60_000;
  const plans = fc
    .record({
      nowMs: fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
      minutes: fc.integer({ min: 1, max: 7 * 24 * 60 }),
      endsInMs: fc.integer({ min: -10 * 86_400_000, max: 86_400_000 }),
      ingestionLagMs: fc.integer({ min: 0, max: 10 * MINUTE }),
      maxParts: fc.integer({ min: 1, max: 60 }),
    })
    .map(({ nowMs, minutes, endsInMs, ...rest }) => {
      const endMs = nowMs + endsInMs;
      const options = { nowMs, ...rest };
      return { range: { startMs: endMs - minutes * MINUTE, endMs }, options };
    });

  it('never end in the future or before the API has taken the reports in, and keep to the budget', () => {
    fc.assert(
      fc.property(plans, ({ range, options }) => {
        const { window, parts, notice } = planWindow(range, options);
        expect(window.endMs).toBeLessThanOrEqual(options.nowMs - options.ingestionLagMs);
        expect(parts.length).toBeGreaterThanOrEqual(1);
        expect(parts.length).toBeLessThanOrEqual(options.maxParts);
        expect(notice === undefined || parts.length === options.maxParts).toBe(true);
        expect(window.endMs % MINUTE).toBe(0);
      })
    );
  });

  it('are whole hours between the first and the last of a long range, so that responses can be cached', () => {
    fc.assert(
      fc.property(plans, ({ range, options }) => {
        const { parts } = planWindow(range, options);
        fc.pre(parts.length > 2);
        for (const { startMs, endMs } of parts.slice(1, -1)) {
          expect(startMs % MAX_WINDOW_MS).toBe(0);
          expect(endMs - startMs).toBe(MAX_WINDOW_MS);
        }
      })
    );
  });

  it('are the same for panels that load within the same minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(MINUTE - 1),
        fc.nat(MINUTE - 1),
        (minutes, firstMs, secondMs) => {
          const atMs = (ms: number) => {
            const nowMs = 1_800_000_000_000 + ms;
            return planWindow(
              { startMs: nowMs - minutes * MINUTE, endMs: nowMs },
              { nowMs, ingestionLagMs: 0, maxParts: 9 }
            );
          };
          expect(atMs(firstMs)).toEqual(atMs(secondMs));
        }
      )
    );
  });
});
