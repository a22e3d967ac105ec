import { interfaceChange, interfaceChangeInOrder } from './interfaceChange';

describe('what an interface exceeded in a range', () => {
  it('leaves out a driver reset, and a failed read before the range that succeeds in it', () => {
    expect(interfaceChange('m', { window: '2m' })).toBe(
      'clamp_min((sum_over_time(m[2m]) + (min_over_time(m[5m] offset 2m) >= -max_over_time(m[2m])) ' +
        'and sum_over_time(m[2m300000ms]) < sum_over_time(m[2m]) or sum_over_time(m[2m])) ' +
        '- min_over_time(m[2m]) * (min_over_time(m[2m]) < bool -max_over_time(m[2m])), 0)'
    );
  });

  it('looks before the range wherever that ends', () => {
    const atEnd = interfaceChange('m', { window: '$__range', at: ' @ end()' });
    expect(atEnd).toContain('min_over_time(m[5m] @ end() offset $__range)');
    expect(atEnd).toContain('sum_over_time(m[${__range}300000ms] @ end()) < sum_over_time(m[$__range] @ end())');
    const minutesAgo = interfaceChange('m', { window: '$__range', minutesAgo: 2 });
    expect(minutesAgo).toContain('min_over_time(m[5m] offset ${__range}120s)');
    expect(minutesAgo).toContain('sum_over_time(m[${__range}300000ms] offset 2m)');
  });

  it('knows a burst before a reset from a failed read where the order is looked at', () => {
    expect(interfaceChangeInOrder('m', { window: '2m' })).toContain(
      '(min_over_time(m[2m]) < bool -max_over_time(m[2m]) * ' +
        '((predict_linear(m[2m], 0) or sum_over_time(m[2m])) + sum_over_time(m[2m]) >= bool 0))'
    );
  });
});
