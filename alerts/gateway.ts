import { COLLECTION_HEALTH_UID } from '../src/common/dashboards';
import {
  gatewayLatencySeconds,
  gatewayRequests,
  gatewayShare,
  silentGateways,
} from '../src/core/prometheus/gateway/gateway';
import { type AlertOptions, type AlertRule, type PromQlQuery } from './rule';

const MINUTE_SECONDS = 60;
const WINDOW = { window: '10m' };
/** The data source repeats single requests that fail, so people do not notice fewer. */
const MANY = 0.1;
/** A panel with flows sends dozens of requests, several of them one after the other. */
const SLOW_SECONDS = 5;
/** Six requests in the window: a single one is a mistake or a test. */
const SEVERAL_PER_SECOND = 0.01;

const COMMON = {
  severity: 'warning',
  forSeconds: 5 * MINUTE_SECONDS,
  runbook: 'gateway',
  links: { dashboard_url: { uid: COLLECTION_HEALTH_UID, variables: {} } },
} as const;

/** Rules about the gateway to the flow API. They fire only if Prometheus scrapes a gateway. */
export function gatewayRules(scope: AlertOptions): Array<AlertRule<PromQlQuery>> {
  const promql = (expr: string) => ({ language: 'promql', expr }) as const;
  return [
    {
      ...COMMON,
      name: 'EastwestGatewaySilent',
      title: 'Gateway does not respond',
      uid: 'eastwest-gateway-silent',
      query: promql(silentGateways(scope)),
      above: 0,
      valueFormat: 'humanize',
      summary: 'The gateway {instance} has not responded to Prometheus for 5 minutes',
      description:
        'If no other replica runs, flow graphs and flow tables show an error. Check that the process or the pod runs, and read the last lines of its log.',
    },
    {
      ...COMMON,
      name: 'EastwestGatewayRejected',
      title: 'AWS rejects requests of the gateway',
      uid: 'eastwest-gateway-rejected',
      query: promql(gatewayShare('rejected', WINDOW, scope)),
      above: MANY,
      valueFormat: 'humanizePercentage',
      summary: 'AWS rejects {value} of the requests of the gateway for {region} (port {port})',
      description:
        "Either AWS does not accept the gateway's signature, or its role may not use an operation. Click Save & test in the settings of the Eastwest data source: it says which, and what to do.",
    },
    {
      ...COMMON,
      name: 'EastwestGatewayFailed',
      title: 'Requests of the gateway to AWS fail',
      uid: 'eastwest-gateway-failed',
      query: promql(gatewayShare('failed', WINDOW, scope)),
      above: MANY,
      valueFormat: 'humanizePercentage',
      summary: '{value} of the requests of the gateway for {region} (port {port}) fail',
      description:
        'The gateway cannot reach the flow API, AWS does not respond within 20 seconds, or AWS reports an error of its own. Check DNS, routes, and security groups between the gateway and AWS, then the AWS Health Dashboard.',
    },
    {
      ...COMMON,
      name: 'EastwestGatewayThrottled',
      title: 'AWS throttles the gateway',
      uid: 'eastwest-gateway-throttled',
      severity: 'info',
      forSeconds: 15 * MINUTE_SECONDS,
      query: promql(gatewayShare('throttled', WINDOW, scope)),
      above: MANY,
      valueFormat: 'humanizePercentage',
      summary: 'AWS throttles {value} of the requests of the gateway for {region} (port {port})',
      description:
        'Flow graphs and flow tables are complete, but take longer. Refresh dashboards less often, show fewer categories, or request a higher quota from AWS.',
    },
    {
      ...COMMON,
      name: 'EastwestGatewaySlow',
      title: 'AWS responds slowly to the gateway',
      uid: 'eastwest-gateway-slow',
      severity: 'info',
      forSeconds: 15 * MINUTE_SECONDS,
      query: promql(gatewayLatencySeconds(0.9, WINDOW, scope)),
      above: SLOW_SECONDS,
      valueFormat: 'humanize',
      summary: 'One of ten requests of the gateway for {region} (port {port}) takes more than {value} seconds',
      description:
        'Flow graphs and flow tables take long to load, and requests that take more than 20 seconds fail. Check the network between the gateway and AWS, and the AWS Health Dashboard.',
    },
    {
      ...COMMON,
      name: 'EastwestGatewayRefuses',
      title: 'Gateway refuses requests',
      uid: 'eastwest-gateway-refuses',
      severity: 'info',
      query: promql(gatewayRequests('refused', WINDOW, scope)),
      above: SEVERAL_PER_SECOND,
      valueFormat: 'humanize',
      summary: 'The gateway for {region} (port {port}) refuses {value} requests per second',
      description:
        "Requests arrive that are not operations of the data source, or that have no valid client token. The gateway's log lists them. After an upgrade of the app, generate the gateway's configuration again.",
    },
  ];
}
