import { interfaceChange, interfaceChangeInOrder } from './interfaceChange';

describe('what an interface exceeded in a range', () => {
  it('leaves out a driver reset, and a failed read before the range that succeeds in it', () => {
    expect(interfaceChange('m', { window: '2m' })).toBe(
      'clamp_min((sum_over_time(m[2m300000ms]) < sum_over_time(m[2m]) >= sum_over_time(m[2m]) - max_over_time(m[2m]) ' +
        'or sum_over_time(m[2m])) - min_over_time(m[2m]) * (min_over_time(m[2m]) < bool -max_over_time(m[2m])), 0)'
    );
  });

  it('begins earlier wherever the range ends', () => {
    expect(interfaceChange('m', { window: '$__range', at: ' @ end()' })).toContain(
      'sum_over_time(m[${__range}300000ms] @ end()) < sum_over_time(m[$__range] @ end())'
    );
    expect(interfaceChange('m', { window: '4m', minutesAgo: 2 })).toContain('sum_over_time(m[4m300000ms] offset 2m)');
  });

  it('knows a burst before a reset from a failed read where the order is looked at', () => {
    expect(interfaceChangeInOrder('m', { window: '2m' })).toContain(
      '(min_over_time(m[2m]) < bool -max_over_time(m[2m]) * ' +
        '((predict_linear(m[2m], 0) or sum_over_time(m[2m])) + sum_over_time(m[2m]) >= bool 0))'
    );
  });
});
