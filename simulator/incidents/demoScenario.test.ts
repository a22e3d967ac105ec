/** @jest-environment node */
import { defaultEpoch } from '..';
import { interfaceTruths, pairTruths } from '../server/truth';
import { DAY_MS, MINUTE_MS } from '../world/time';
import { SimulatedWorld } from './simulatedWorld';
import { demoScenario } from './demoScenario';

const PAST_DAYS = 7;

/**
 * Hours with little and much traffic, the first and the last minute of an hour, the ends of a month and of a year, and
 * a leap day.
 */
const STARTS = [
  '2026-11-28T00:00:30Z',
  '2026-11-28T06:17:00Z',
  '2026-11-28T12:59:59Z',
  '2026-11-30T18:31:00Z',
  '2026-12-31T23:59:59Z',
  '2028-02-29T23:05:00Z',
];

describe.each(STARTS)('a demo that starts at %s', (start) => {
  const nowMs = Date.parse(start);
  const epochMs = defaultEpoch(nowMs) - PAST_DAYS * DAY_MS;
  const world = new SimulatedWorld({ seed: 1, nodes: 12, clusterName: 'demo', epochMs }, (nodes, worldMs) =>
    demoScenario(nodes, worldMs, PAST_DAYS)
  );
  const halfHour = [nowMs - 30 * MINUTE_MS, nowMs] as const;

  it('shows most losses on the lossy path in the last half hour', () => {
    const [worst] = pairTruths(world, ...halfHour).sort((a, b) => b.retransmissions - a.retransmissions);
    expect(worst).toMatchObject({ client: 'ecommerce/graphql-api', server: 'ecommerce/orders' });
  });

  it.each(['bw_in_allowance_exceeded', 'conntrack_allowance_exceeded', 'linklocal_allowance_exceeded'] as const)(
    'shows %s in the last half hour',
    (allowance) => {
      const exceeded = interfaceTruths(world, ...halfHour).filter((truth) => truth[allowance] > 0);
      expect(exceeded.length).toBeGreaterThan(0);
    }
  );
});
