import { interfaceChange, interfaceChangeInOrder } from './interfaceChange';

describe('the packets of an interface above an allowance in a range', () => {
  it('exclude driver resets, and failed reads before the range', () => {
    expect(interfaceChange('m', { window: '2m' })).toBe(
      'clamp_min((sum_over_time(m[2m]) + (min_over_time(m[5m] offset 2m) >= -max_over_time(m[2m])) ' +
        'and sum_over_time(m[2m300000ms]) < sum_over_time(m[2m]) or sum_over_time(m[2m])) ' +
        '- min_over_time(m[2m]) * (min_over_time(m[2m]) < bool -max_over_time(m[2m])), 0)'
    );
  });

  it('depend on the samples before the range, for any end of the range', () => {
    const atEnd = interfaceChange('m', { window: '$__range', at: ' @ end()' });
    expect(atEnd).toContain('min_over_time(m[5m] @ end() offset $__range)');
    expect(atEnd).toContain('sum_over_time(m[${__range}300000ms] @ end()) < sum_over_time(m[$__range] @ end())');
    const minutesAgo = interfaceChange('m', { window: '$__range', minutesAgo: 2 });
    expect(minutesAgo).toContain('min_over_time(m[5m] offset ${__range}120s)');
    expect(minutesAgo).toContain('sum_over_time(m[${__range}300000ms] offset 2m)');
  });

  it('distinguish a burst before a reset from a failed read by the order', () => {
    expect(interfaceChangeInOrder('m', { window: '2m' })).toContain(
      '(min_over_time(m[2m]) < bool -max_over_time(m[2m]) * ' +
        '((predict_linear(m[2m], 0) or sum_over_time(m[2m])) + sum_over_time(m[2m]) >= bool 0))'
    );
  });
});
