import { GraphDrawStyle, StackingConfigBuilder, StackingMode } from '@grafana/grafana-foundation-sdk/common';
import {
  gatewayLatencySeconds,
  type GatewayOutcome,
  gatewayRequests,
  gatewaysUp,
} from '../../src/core/prometheus/gateway/gateway';
import { GATEWAYS_TITLE, NO_GATEWAY, NO_GATEWAY_REQUESTS } from '../noData';
import { CHART_WINDOW, overTime, PROMETHEUS } from '../prometheus';
import { lineChart } from './lineChart';

/** The title of the row with these panels. */
export const GATEWAY_ROW = 'Gateway to the flow API';

/** What happened to requests, with its color; good news first, so that it is the lowest layer. */
const OUTCOMES: ReadonlyArray<{ outcome: GatewayOutcome; legend: string; color: string }> = [
  { outcome: 'succeeded', legend: 'Succeeded', color: 'green' },
  { outcome: 'throttled', legend: 'Throttled by AWS', color: 'orange' },
  { outcome: 'rejected', legend: 'Rejected by AWS', color: 'red' },
  { outcome: 'failed', legend: 'Failed', color: 'dark-red' },
  { outcome: 'limited', legend: 'Above the limit of the gateway', color: 'blue' },
  { outcome: 'refused', legend: 'Refused by the gateway', color: 'purple' },
];

/** The target of the gateway, after what a line shows. */
const OF_TARGET = '{{region}} (port {{port}})';

export function gatewaysChart() {
  return (
    lineChart({
      title: GATEWAYS_TITLE,
      description:
        'The number of gateways that Prometheus scrapes, and of those that respond. A gateway that stops responding is included for one hour. If none responds, flow graphs and flow tables show errors.',
      width: 6,
      interval: '1m',
    })
      .datasource(PROMETHEUS.ref)
      .noValue(NO_GATEWAY)
      .decimals(0)
      .lineWidth(2)
      .fillOpacity(0)
      .withTarget(overTime({ expr: `count(${gatewaysUp()})`, legend: 'gateways' }))
      // The last line is above the others: usually, both have the same values.
      .withTarget(overTime({ expr: `sum(${gatewaysUp()})`, legend: 'responding gateways', refId: 'responding' }))
      .overrideByQuery('A', [{ id: 'color', value: { mode: 'fixed', fixedColor: 'red' } }])
      .overrideByQuery('responding', [{ id: 'color', value: { mode: 'fixed', fixedColor: 'green' } }])
  );
}

export function gatewayRequestsChart() {
  const chart = lineChart({
    title: 'Requests of the gateway',
    description:
      'Requests to the flow API through the gateway by what happened to them. Throttled: AWS limits the rate, and the data source waits. Rejected: AWS does not accept the signature, or denies the operation; Save & test of the data source says which. Failed: AWS is unreachable, too slow, or reports an error. Refused: the gateway does not have the operation, or the client token is wrong.',
    width: 9,
    interval: '1m',
  })
    .datasource(PROMETHEUS.ref)
    .noValue(NO_GATEWAY_REQUESTS)
    .unit('reqps')
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(40)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
  return OUTCOMES.reduce((panel, { outcome, legend, color }) => {
    // Without zeros, whose color would be at the top of every stack.
    const expr = `${gatewayRequests(outcome, CHART_WINDOW)} > 0`;
    return panel
      .withTarget(overTime({ expr, refId: outcome, legend: `${legend}, ${OF_TARGET}` }))
      .overrideByQuery(outcome, [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }]);
  }, chart);
}

export function gatewayLatencyChart() {
  return lineChart({
    title: 'Response time of AWS to the gateway',
    description:
      'The time in which AWS responds to half of the requests, and to 99% of them. A panel with flows sends dozens of requests, so seconds add up. The gateway gives up after 20 seconds.',
    width: 9,
    interval: '1m',
  })
    .datasource(PROMETHEUS.ref)
    .noValue(NO_GATEWAY_REQUESTS)
    .unit('s')
    .fillOpacity(0)
    .withTarget(overTime({ expr: gatewayLatencySeconds(0.5, CHART_WINDOW), legend: `50%, ${OF_TARGET}` }))
    .withTarget(overTime({ expr: gatewayLatencySeconds(0.99, CHART_WINDOW), refId: 'B', legend: `99%, ${OF_TARGET}` }));
}
