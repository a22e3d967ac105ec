import { ZONES_AND_COST_UID } from '../src/common/dashboards';
import { LIST_PRICES, windowsPerMonth } from '../src/core/transfer/charges';
import { inCluster } from '../src/core/prometheus/labels';
import { bytesAcrossZones } from '../src/core/prometheus/flowSeries/podZones';
import { type AlertOptions, type AlertRule, type PromQlQuery } from './rule';

const HOUR_MS = 3_600_000;
const BYTES_PER_GB = 1e9;

/**
 * PromQL for the cross-zone traffic between each service and its callers, in USD per month at the rate of the last hour and
 * at the AWS list price. It needs the agents' flow series in Prometheus and has no result without them.
 */
function usdPerMonth(scope: AlertOptions): string {
  const hours = windowsPerMonth({ prices: LIST_PRICES, windowMs: HOUR_MS }) ?? 0;
  const usdPerByte = `${LIST_PRICES.acrossZones} / ${BYTES_PER_GB}`;
  const bytes = bytesAcrossZones({ window: '1h', clusterLabel: scope.clusterLabel }, inCluster(['server_name'], scope));
  return `${bytes} * ${usdPerByte} * ${hours}`;
}

/** Rules about unexpected transfer costs. */
export function zoneRules(options: AlertOptions): Array<AlertRule<PromQlQuery>> {
  return [
    {
      name: 'EastwestCrossZoneBudget',
      title: 'Cross-zone traffic above budget',
      uid: 'eastwest-cross-zone-budget',
      severity: 'info',
      query: { language: 'promql', expr: usdPerMonth(options) },
      above: options.crossZoneBudgetUsd,
      forSeconds: HOUR_MS / 1_000,
      summary: 'Cross-zone traffic to and from {server_name} costs about USD {value} per month',
      description:
        'In the dashboard Zones and cost, check whether the service routes by zone (trafficDistribution: PreferClose), whether each zone has enough ready pods, and when the increase began.',
      valueFormat: 'humanize',
      runbook: 'zones',
      links: {
        dashboard_url: {
          uid: ZONES_AND_COST_UID,
          variables: { namespace: '{server_namespace}' },
          clusterLabels: [options.clusterLabel],
        },
      },
    },
  ];
}
