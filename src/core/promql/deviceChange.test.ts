import { deviceChange } from './deviceChange';

it('leaves out a whole counter only of devices that were away in the range or shortly before, whatever is filtered', () => {
  const others = '(sum_over_time(m{pod="p"}[2m]) - max_over_time(m{pod="p"}[2m])) / count_over_time(m{pod="p"}[2m])';
  const samples = (metric: string, aggregated: string) =>
    `(${aggregated} (count_over_time(${metric}[2m])) + (${aggregated} (count_over_time(${metric}[5m] offset 2m)) ` +
    `or 0 * ${aggregated} (count_over_time(${metric}[2m]))))`;
  expect(deviceChange('m', 'm{pod="p"}', { window: '2m' })).toBe(
    `(sum_over_time(m{pod="p"}[2m]) - ((max_over_time(m{pod="p"}[2m]) > 10 * ${others}) - ${others} ` +
      `and on (node, device, port) (${samples('m', 'sum by (node, device, port)')} < on (node) group_left () ` +
      `${samples('bw_in_allowance_exceeded', 'max by (node)')}) or 0 * sum_over_time(m{pod="p"}[2m])))`
  );
});
