import fc from 'fast-check';
import { coveredShare, sumInWindow } from './coverage';
import { type CutAnswer, hiddenAtMost } from './hiddenFlows';
import { type FlowMetricName } from './metric';
import { type Report } from './report';
import { mergeReports } from './mergeReports';
import { withZeroBytes } from './zeroBytes';

function report(over: Partial<Report>): Report {
  return {
    local: { ip: '10.0.1.5' },
    remote: { ip: '10.0.2.7' },
    targetPort: 80,
    category: 'INTRA_AZ',
    path: [],
    metric: 'DATA_TRANSFERRED',
    value: 1,
    ...over,
  };
}
const METRICS: readonly FlowMetricName[] = ['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS', 'ROUND_TRIP_TIME'];
const ip = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3');
const reports = fc.array(
  fc
    .record({
      from: ip,
      to: ip,
      metric: fc.constantFrom(...METRICS),
      category: fc.constantFrom('INTRA_AZ', 'INTER_AZ'),
      targetPort: fc.constantFrom(0, 80),
      value: fc.integer({ min: 1, max: 100 }),
    })
    .map(({ from, to, ...rest }) => report({ local: { ip: from }, remote: { ip: to }, ...rest })),
  { maxLength: 12 }
);
const identity = ({ local, remote, targetPort, category, metric }: Report) =>
  [local.ip, remote.ip, targetPort, category, metric].join();

describe('reports of several monitors', () => {
  /** By what distinguishes reports: the sum of one monitor's rows, or the worst of its times. */
  function valuesOf(some: readonly Report[]): Record<string, number> {
    const values: Record<string, number> = {};
    for (const one of some) {
      const before = values[identity(one)];
      const isTime = one.metric === 'ROUND_TRIP_TIME';
      values[identity(one)] =
        before === undefined ? one.value : isTime ? Math.max(before, one.value) : before + one.value;
    }
    return values;
  }

  it('count what several of them watch once, with the largest value', () => {
    fc.assert(
      fc.property(fc.array(reports, { minLength: 2, maxLength: 4 }), (monitors) => {
        const expected: Record<string, number> = {};
        for (const values of monitors.map(valuesOf)) {
          for (const [key, value] of Object.entries(values)) {
            expected[key] = Math.max(expected[key] ?? 0, value);
          }
        }
        const united = mergeReports(monitors);
        expect(new Set(united.map(identity)).size).toBe(united.length);
        expect(valuesOf(united)).toEqual(expected);
        expect(valuesOf(mergeReports([...monitors].reverse()))).toEqual(expected);
        expect(valuesOf(mergeReports([...monitors, ...monitors]))).toEqual(expected);
      })
    );
  });
});

describe('flows of which nothing arrives', () => {
  const pairOf = ({ local, remote }: Report) => [local.ip, remote.ip].sort().join();

  it('are those with losses and without bytes of either end, in categories that are completely known', () => {
    fc.assert(
      fc.property(reports, fc.subarray(['INTRA_AZ', 'INTER_AZ']), (some, known) => {
        const completed = withZeroBytes(some, known);
        expect(completed.slice(0, some.length)).toEqual(some);
        const added = completed.slice(some.length);
        const alive = new Set(some.filter(({ metric }) => metric === 'DATA_TRANSFERRED').map(pairOf));
        const dead = some.filter(
          (one) =>
            ['RETRANSMISSIONS', 'TIMEOUTS'].includes(one.metric) &&
            known.includes(one.category) &&
            !alive.has(pairOf(one))
        );
        expect(added.map(pairOf)).toEqual(dead.map(pairOf));
        expect(added.every(({ metric, value }) => metric === 'DATA_TRANSFERRED' && value === 0)).toBe(true);
      })
    );
  });

  it('are not dead if the other end reports their bytes under a translated address', () => {
    const losses = report({ metric: 'TIMEOUTS', dnatIp: '10.0.2.8' });
    const bytes = report({ local: { ip: '10.0.2.8' }, remote: { ip: '10.0.1.5' }, targetPort: 0 });
    expect(withZeroBytes([losses, bytes], ['INTRA_AZ'])).toHaveLength(2);
    expect(withZeroBytes([losses], ['INTRA_AZ'])).toHaveLength(2);
    expect(withZeroBytes([losses], [])).toHaveLength(1);
  });
});

describe('the most that hidden flows can have', () => {
  const HOUR = 3_600_000;
  const cut: fc.Arbitrary<CutAnswer> = fc.record({
    window: fc.nat(3).map((hour) => ({ startMs: hour * HOUR, endMs: (hour + 1) * HOUR })),
    metric: fc.constantFrom(...METRICS),
    category: fc.constantFrom('INTRA_AZ', 'INTER_AZ'),
    smallest: fc.nat(100),
  });

  it('is never less than what a flow in none of the answers has', () => {
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 10 }), (answers) => {
        const hidden = hiddenAtMost(answers);
        for (const metric of METRICS) {
          for (const category of ['INTRA_AZ', 'INTER_AZ']) {
            const some = answers.filter((one) => one.metric === metric && one.category === category);
            // The largest flow that no answer has: in each hour as much as the answer that leaves out most.
            const hours = [0, 1, 2, 3].map((hour) =>
              Math.max(
                0,
                ...some.filter(({ window }) => window.startMs === hour * HOUR).map(({ smallest }) => smallest)
              )
            );
            const total = hours.reduce((sum, value) => sum + value, 0);
            const ends = metric === 'RETRANSMISSIONS' || metric === 'TIMEOUTS' ? 2 : 1;
            const expected = metric === 'ROUND_TRIP_TIME' ? Math.max(...hours) : ends * total;
            const found = hidden.filter((one) => one.metric === metric && one.category === category);
            expect(found.map(({ most }) => most)).toEqual(some.length === 0 ? [] : [expected]);
          }
        }
      })
    );
  });
});

describe('the sum in a window', () => {
  const MINUTE = 60_000;
  const period = fc.record({ start: fc.nat(20), value: fc.nat(1_000) });

  it('is that of an even rate in each period, minute by minute', () => {
    const LENGTH = 5;
    fc.assert(
      fc.property(
        fc.uniqueArray(period, { selector: ({ start }) => start, minLength: 1, maxLength: 8 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 60 }),
        (periods, startMinute, minutes) => {
          const known = periods
            .map(({ start, value }) => ({ start: start * LENGTH, value }))
            .sort((a, b) => a.start - b.start);
          const window = { startMs: startMinute * MINUTE, endMs: (startMinute + minutes) * MINUTE };
          const found = sumInWindow(
            {
              startsMs: known.map(({ start }) => start * MINUTE),
              values: known.map(({ value }) => value),
              periodMs: LENGTH * MINUTE,
            },
            window
          );
          let sum = 0;
          for (let minute = startMinute; minute < startMinute + minutes; minute += 1) {
            const at = known.find(({ start }) => start <= minute && minute < start + LENGTH);
            sum += (at?.value ?? 0) / LENGTH;
          }
          const last = Math.max(...known.map(({ start }) => start + LENGTH));
          const reached = Math.min(Math.max(last - startMinute, 0), minutes) / minutes;
          if (reached < 0.8) {
            expect(found).toBeUndefined();
          } else {
            expect(found).toBeCloseTo(sum / reached, 6);
          }
        }
      ),
      { numRuns: 300 }
    );
  });

  it('as a share is at most all, and unknown if the two do not count the same', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (answeredBytes, totalBytes) => {
        const share = coveredShare({ answeredBytes, totalBytes });
        if (share === undefined) {
          expect(totalBytes === 0 || answeredBytes > totalBytes).toBe(true);
        } else {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBe(Math.min(answeredBytes / totalBytes, 1));
        }
      })
    );
  });
});
