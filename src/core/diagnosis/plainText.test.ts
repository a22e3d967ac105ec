import { factText, plainText } from './plainText';
import { amount, at, say, time, timeOrEarlier } from './sentence';

const clock = (timeMs: number) => new Date(timeMs).toISOString().slice(11, 16);
const NOON_MS = Date.UTC(2026, 10, 28, 12);

describe('the text of', () => {
  it('a sentence has all of its facts', () => {
    const pair = {
      kind: 'pair',
      client: { kind: 'workload', namespace: 'shop', workload: 'ui' },
      server: { kind: 'external', name: 'Amazon S3' },
    } as const;
    expect(
      plainText(
        say('pairLoses', {
          pair: at(pair),
          events: amount(1_234_567),
          since: time(NOON_MS),
          rate: amount(17_040, 'perGb'),
        }),
        clock
      )
    ).toBe('1,230,000 retransmissions and timeouts between shop/ui and Amazon S3 since 12:00, which is 17,000 per GB.');
  });

  it.each([
    [amount(999.4), '999'],
    [amount(-1_234), '-1,230'],
    [amount(0, 'bytes'), '0 B'],
    [amount(1_236_000, 'bytes'), '1.24 MB'],
    [amount(9e20, 'bytes'), '900000 PB'],
    [amount(0.256, 'share'), '26%'],
    [amount(1_234, 'usdPerMonth'), 'USD 1,230 per month'],
    [amount(1, 'seconds'), '1 second'],
    [amount(100, 'seconds'), '100 seconds'],
    [amount(125, 'seconds'), '2 minutes'],
    [timeOrEarlier(NOON_MS), '12:00 or earlier'],
    [at({ kind: 'interface', node: 'n1', eni: '' }), 'an interface of n1'],
  ])('%j is %s', (fact, text) => {
    expect(factText(fact, clock)).toBe(text);
  });
});
