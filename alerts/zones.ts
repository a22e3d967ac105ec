import { ZONES_AND_COST_UID } from '../src/common/dashboards';
import { LIST_PRICES, windowsPerMonth } from '../src/core/transfer/charges';
import { inCluster } from '../src/core/prometheus/labels';
import { bytesAcrossZones } from '../src/core/prometheus/flowSeries/podZones';
import { type AlertOptions, type AlertRule, type PromQlQuery } from './rule';

const HOUR_MS = 3_600_000;
const BYTES_PER_GB = 1e9;

/**
 * What callers of each service move across zones, in US dollars a month, if all of it is like the last hour;
 * at AWS' list price. Nothing where no agent sends its flow series to Prometheus.
 */
function usdPerMonth(scope: AlertOptions): string {
  const hours = windowsPerMonth({ prices: LIST_PRICES, windowMs: HOUR_MS }) ?? 0;
  const usdPerByte = `${LIST_PRICES.acrossZones} / ${BYTES_PER_GB}`;
  const bytes = bytesAcrossZones({ window: '1h', clusterLabel: scope.clusterLabel }, inCluster(['server_name'], scope));
  return `${bytes} * ${usdPerByte} * ${hours}`;
}

/** Transfer that nobody meant to pay for. */
export function zoneRules(options: AlertOptions): Array<AlertRule<PromQlQuery>> {
  return [
    {
      name: 'EastwestCrossZoneBudget',
      title: 'Transfer across zones above its budget',
      uid: 'eastwest-cross-zone-budget',
      severity: 'info',
      query: { language: 'promql', expr: usdPerMonth(options) },
      above: options.crossZoneBudgetUsd,
      forSeconds: HOUR_MS / 1_000,
      summary: `What is called of {server_name} crosses zones for about {value} US dollars a month`,
      description:
        'Look at Zones and cost: whether the service routes by zone (trafficDistribution: PreferClose), whether each zone has ready pods enough, and since when it is so.',
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
