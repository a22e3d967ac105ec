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
    ['is unknown if no losses were reported', edge({}), 'unknown'],
    ['is none for zero losses', edge({ retransmissions: 0 }), 'none'],
    ['is none for 0.1 % of segments', edge({ retransmissions: 685 }), 'none'],
    ['is some for 0.2 % of segments', edge({ retransmissions: 1_370 }), 'some'],
    ['is severe for 3 % of segments', edge({ retransmissions: 20_000 }), 'severe'],
    ['includes timeouts', edge({ retransmissions: 600, timeouts: 600 }), 'some'],
    ['ignores one loss in a kilobyte as chance', edge({ retransmissions: 1, bytes: 1_000 }), 'none'],
    ['is severe for a dead path without bytes', edge({ timeouts: 40, bytes: 0 }), 'severe'],
    [
      'is some for many losses of flows with unknown bytes',
      edge({ retransmissions: 40, bytes: undefined, ratedLosses: 0 }),
      'some',
    ],
    ['is none if the known bytes make them few', edge({ retransmissions: 40, ratedLosses: 0 }), 'none'],
    [
      'ignores few losses of flows with unknown bytes as chance',
      edge({ retransmissions: 5, bytes: undefined, ratedLosses: 0 }),
      'none',
    ],
  ])('%s', (_, lossy, level) => {
    expect(lossLevel(lossy)).toBe(level);
  });

  it('returns no ratio if no losses were reported', () => {
    expect(lossPerGb(edge({}))).toBeUndefined();
    expect(lossPerGb(edge({ retransmissions: 5, timeouts: 1, bytes: 5e8 }))).toBe(12);
  });
});
