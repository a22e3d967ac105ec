import { isPrometheusCompatible } from './prometheusCompatible';
import { instantQuery, queryFor } from './prometheusQuery';

const VICTORIA_METRICS = 'victoriametrics-metrics-datasource';

it.each([
  ['prometheus', true],
  ['grafana-amazonprometheus-datasource', true],
  ['grafana-azureprometheus-datasource', true],
  [VICTORIA_METRICS, true],
  ['victoriametrics-logs-datasource', false],
  ['loki', false],
])('a data source of the type %s answers Prometheus queries: %s', (type, isCompatible) => {
  expect(isPrometheusCompatible({ type })).toBe(isCompatible);
});

it('a query has only macros that the plugin of its data source fills in', () => {
  const query = instantQuery('A', 'sum(sum_over_time(ingress_bytes[$__rate_interval])) / ($__rate_interval_ms / 1000)');
  const exprFor = (type: string) => queryFor({ type, getRef: () => ({ uid: 'p', type }) }, query).expr;
  expect(exprFor('prometheus')).toBe(query.expr);
  expect(exprFor(VICTORIA_METRICS)).toBe('sum(sum_over_time(ingress_bytes[$__rate_interval])) / $__rate_interval');
});
