import { deviceChange } from './deviceChange';

it('corrects the whole counter only of devices that were detached in the range or shortly before, for any filters', () => {
  const samples = (metric: string, aggregated: string) => `${aggregated} (count_over_time(${metric}[2m300000ms]))`;
  const [sum, max, count] = ['sum', 'max', 'count'].map((name) => `${name}_over_time(m{pod="p"}[2m])`);
  expect(deviceChange('m', 'm{pod="p"}', { window: '2m' })).toBe(
    `((${sum} - ${max} < ${max} * ${count} / 10 and on (node, device, port) ` +
      `(${samples('m', 'sum by (node, device, port)')} < on (node) group_left () ` +
      `${samples('bw_in_allowance_exceeded', 'max by (node)')})) * (1 + 1 / ${count}) or ${sum})`
  );
});
