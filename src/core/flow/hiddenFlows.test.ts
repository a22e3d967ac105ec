import { type CutAnswer, hiddenAtMost } from './hiddenFlows';

const HOUR_MS = 3_600_000;
const hour = (index: number) => ({ startMs: index * HOUR_MS, endMs: (index + 1) * HOUR_MS });

function cut(
  smallest: number,
  { metric = 'DATA_TRANSFERRED', category = 'INTRA_AZ', ...over }: Partial<CutAnswer> = {}
) {
  return { window: hour(0), metric, category, smallest, ...over };
}

describe('what a flow can have that no answer has', () => {
  it('is nothing where no answer is cut', () => {
    expect(hiddenAtMost([])).toEqual([]);
  });

  it('is the smallest bytes of each cut hour together, by category', () => {
    const found = hiddenAtMost([cut(500), cut(70, { category: 'INTER_AZ' }), cut(300, { window: hour(1) })]);
    expect(found).toEqual([
      { metric: 'DATA_TRANSFERRED', category: 'INTRA_AZ', most: 800 },
      { metric: 'DATA_TRANSFERRED', category: 'INTER_AZ', most: 70 },
    ]);
  });

  it('is what the monitor that answers less leaves out, because another one need not watch the flow', () => {
    expect(hiddenAtMost([cut(500), cut(900)])).toMatchObject([{ most: 900 }]);
  });

  it('counts losses at both ends, and the longest round-trip time of any hour', () => {
    const found = hiddenAtMost([
      cut(3, { metric: 'TIMEOUTS' }),
      cut(4, { metric: 'TIMEOUTS', window: hour(1) }),
      cut(900, { metric: 'ROUND_TRIP_TIME' }),
      cut(700, { metric: 'ROUND_TRIP_TIME', window: hour(1) }),
    ]);
    expect(found.map(({ most }) => most)).toEqual([14, 900]);
  });
});
