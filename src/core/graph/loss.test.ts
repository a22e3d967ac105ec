import { type EdgeMetrics, noMetrics } from './edgeMetrics';
import { lossLevel, lossPerGb } from './loss';

const edge = (over: Partial<EdgeMetrics>): EdgeMetrics => ({
  ...noMetrics(),
  flowCount: 1,
  bytes: 1e9,
  ratedLosses: (over.retransmissions ?? 0) + (over.timeouts ?? 0),
  ...over,
});

describe('lossLevel', () => {
  it.each([
    ['no report told', edge({}), 'unknown'],
    ['none were reported', edge({ retransmissions: 0 }), 'none'],
    ['0.1 % of segments', edge({ retransmissions: 685 }), 'none'],
    ['0.2 % of segments', edge({ retransmissions: 1_370 }), 'some'],
    ['3 % of segments', edge({ retransmissions: 20_000 }), 'severe'],
    ['timeouts count too', edge({ retransmissions: 600, timeouts: 600 }), 'some'],
    ['one loss in a kilobyte is chance', edge({ retransmissions: 1, bytes: 1_000 }), 'none'],
    ['a dead path without bytes', edge({ timeouts: 40, bytes: 0 }), 'severe'],
    [
      'losses of flows whose bytes nobody told are no ratio',
      edge({ retransmissions: 40, bytes: undefined, ratedLosses: 0 }),
      'some',
    ],
    ['but not beside bytes that make them few', edge({ retransmissions: 40, ratedLosses: 0 }), 'none'],
    ['few of them are chance', edge({ retransmissions: 5, bytes: undefined, ratedLosses: 0 }), 'none'],
  ])('%s', (_, lossy, level) => {
    expect(lossLevel(lossy)).toBe(level);
  });

  it('gives no ratio where nobody told', () => {
    expect(lossPerGb(edge({}))).toBeUndefined();
    expect(lossPerGb(edge({ retransmissions: 5, timeouts: 1, bytes: 5e8 }))).toBe(12);
  });
});
