import { type CutAnswer, hiddenAtMost } from './hiddenFlows';

const HOUR_MS = 3_600_000;
const hour = (index: number) => ({ startMs: index * HOUR_MS, endMs: (index + 1) * HOUR_MS });

function cut(
  smallest: number,
  { metric = 'DATA_TRANSFERRED', category = 'INTRA_AZ', ...over }: Partial<CutAnswer> = {}
) {
  return { window: hour(0), metric, category, smallest, ...over };
}

describe('the bound of a flow that is in no response', () => {
  it('does not exist if no response is truncated', () => {
    expect(hiddenAtMost([])).toEqual([]);
  });

  it('is the sum of the smallest bytes of each truncated hour, by category', () => {
    const found = hiddenAtMost([cut(500), cut(70, { category: 'INTER_AZ' }), cut(300, { window: hour(1) })]);
    expect(found).toEqual([
      { metric: 'DATA_TRANSFERRED', category: 'INTRA_AZ', most: 800 },
      { metric: 'DATA_TRANSFERRED', category: 'INTER_AZ', most: 70 },
    ]);
  });

  it('is the larger bound of several monitors, because the others may not watch the flow', () => {
    expect(hiddenAtMost([cut(500), cut(900)])).toMatchObject([{ most: 900 }]);
  });

  it('includes losses of both ends, and the longest round-trip time of any hour', () => {
    const found = hiddenAtMost([
      cut(3, { metric: 'TIMEOUTS' }),
      cut(4, { metric: 'TIMEOUTS', window: hour(1) }),
      cut(900, { metric: 'ROUND_TRIP_TIME' }),
      cut(700, { metric: 'ROUND_TRIP_TIME', window: hour(1) }),
    ]);
    expect(found.map(({ most }) => most)).toEqual([14, 900]);
  });
});
