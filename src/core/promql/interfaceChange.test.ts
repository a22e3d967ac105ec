import { interfaceChange, interfaceChangeInOrder } from './interfaceChange';

const BEFORE = (minutes: string, at = '', longer = `${minutes}1ms`) =>
  `(min_over_time(m[5m]${at} offset ${longer}) and sum_over_time(m[5m]${at} offset ${longer}) < 0 or ` +
  `min_over_time(m[5m]${at} offset ${minutes}) < min_over_time(m[${minutes}]${at}) ` +
  `and sum_over_time(m[5m]${at} offset ${minutes}) < 0)`;

describe('what an interface exceeded in a range', () => {
  it('leaves out a driver reset, and a failed read before the range that succeeds in it', () => {
    expect(interfaceChange('m', { window: '2m' })).toBe(
      'clamp_min(sum_over_time(m[2m]) - min_over_time(m[2m]) * (min_over_time(m[2m]) < bool -max_over_time(m[2m])) + ' +
        `(${BEFORE('2m')} >= -max_over_time(m[2m]) or 0 * sum_over_time(m[2m])), 0)`
    );
  });

  it('looks before the range wherever that ends', () => {
    expect(interfaceChange('m', { window: '$__range', at: ' @ end()' })).toContain(
      BEFORE('$__range', ' @ end()', '${__range}1ms')
    );
    expect(() => interfaceChange('m', { window: '4m', minutesAgo: 2 })).toThrow(/one offset/);
  });

  it('knows a burst before a reset from a failed read where the order is looked at', () => {
    expect(interfaceChangeInOrder('m', { window: '2m' })).toContain(
      '(min_over_time(m[2m]) < bool -max_over_time(m[2m]) * ' +
        '((predict_linear(m[2m], 0) or sum_over_time(m[2m])) + sum_over_time(m[2m]) >= bool 0))'
    );
  });
});
