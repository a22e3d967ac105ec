import { type AlertCase, constant, type Firing, NOTHING } from './alertCase';

const MINUTES = 60;
const TARGET = 'job="gateway", instance="10.0.0.7:9790"';
const NAME = 'networkflowmonitor_eu-west-1_9700';
const responses = (status: number) =>
  `envoy_cluster_upstream_rq{${TARGET}, envoy_cluster_name="${NAME}", envoy_response_code="${status}"}`;
const refused = `envoy_http_rq_direct_response{${TARGET}, envoy_http_conn_manager_prefix="${NAME}"}`;
const slowerThan = (le: string) =>
  `envoy_cluster_upstream_rq_time_bucket{${TARGET}, envoy_cluster_name="${NAME}", le="${le}"}`;
const membership = `envoy_cluster_membership_total{${TARGET}, envoy_cluster_name="${NAME}"}`;
const up = `up{${TARGET}}`;

/** A counter that gains this in each sample for ten minutes, and then that for the rest of the hour. */
const gaining = (first: number, then: number) => `0+${first}x20 ${20 * first + then}+${then}x${(MINUTES - 10) * 2 - 1}`;
const steadily = (perSample: number) => gaining(perSample, perSample);

const LABELS = { region: 'eu-west-1', port: '9700' };
const firing = (uid: string, summary: string): Firing[] => [{ uid, labels: LABELS, summary }];
const ofTarget = 'for eu-west-1 (port 9700)';

export const GATEWAY_CASES: AlertCase[] = [
  {
    what: 'a gateway whose requests succeed has no alert',
    series: { [responses(200)]: steadily(30), [responses(404)]: steadily(5), [up]: constant('1', MINUTES) },
    firing: { 15: NOTHING, 59: NOTHING },
  },
  {
    what: 'AWS rejects one request in ten: few enough for a mistake',
    series: { [responses(200)]: steadily(27), [responses(403)]: steadily(3) },
    firing: { 59: NOTHING },
  },
  {
    what: 'AWS rejects more than one request in ten for five minutes',
    series: { [responses(200)]: steadily(25), [responses(403)]: gaining(0, 25) },
    firing: {
      15: NOTHING,
      59: firing('eastwest-gateway-rejected', `AWS rejects 50% of the requests of the gateway ${ofTarget}`),
    },
  },
  {
    what: 'requests without a response from AWS, and those with an error, are one alert',
    series: { [responses(200)]: steadily(20), [responses(500)]: steadily(10), [responses(504)]: steadily(10) },
    firing: {
      4: NOTHING,
      59: firing('eastwest-gateway-failed', `50% of the requests of the gateway ${ofTarget} fail`),
    },
  },
  {
    what: 'AWS throttles for a quarter of an hour',
    series: { [responses(200)]: steadily(30), [responses(429)]: steadily(10) },
    firing: {
      14: NOTHING,
      59: firing('eastwest-gateway-throttled', `AWS throttles 25% of the requests of the gateway ${ofTarget}`),
    },
  },
  {
    what: 'one request in five takes between five and ten seconds',
    series: {
      [slowerThan('5000')]: steadily(8),
      [slowerThan('10000')]: steadily(10),
      [slowerThan('+Inf')]: steadily(10),
    },
    firing: {
      14: NOTHING,
      59: firing('eastwest-gateway-slow', `One of ten requests of the gateway ${ofTarget} takes more than 7.5 seconds`),
    },
  },
  {
    what: 'a single refused request is a mistake, and one in each minute is not',
    series: { [refused]: `${constant('0', 10)} ${constant('1', 20)} 1+0.5x${(MINUTES - 30) * 2}` },
    firing: {
      15: NOTHING,
      29: NOTHING,
      59: firing('eastwest-gateway-refuses', `The gateway ${ofTarget} refuses 16.67m requests per second`),
    },
  },
  {
    what: 'a gateway that does not respond is silent after five minutes, and for one hour',
    series: {
      [membership]: `${constant('1', 10)} stale`,
      [up]: `${constant('1', 10)} ${constant('0', 100)}`,
    },
    firing: {
      14: NOTHING,
      16: [
        {
          uid: 'eastwest-gateway-silent',
          labels: { job: 'gateway', instance: '10.0.0.7:9790' },
          summary: 'The gateway 10.0.0.7:9790 has not responded to Prometheus for 5 minutes',
        },
      ],
      80: NOTHING,
    },
  },
  {
    what: 'a replica that was replaced is no target anymore',
    series: { [membership]: `${constant('1', 10)} stale`, [up]: `${constant('1', 10)} stale` },
    firing: { 16: NOTHING, 40: NOTHING },
  },
  {
    what: 'other Envoys have no alerts',
    series: {
      'envoy_cluster_upstream_rq{envoy_cluster_name="shop", envoy_response_code="503"}': steadily(30),
      'envoy_http_rq_direct_response{envoy_http_conn_manager_prefix="ingress"}': steadily(30),
      'envoy_cluster_membership_total{job="mesh", instance="a", envoy_cluster_name="shop"}': `${constant('1', 10)} stale`,
      'up{job="mesh", instance="a"}': `${constant('1', 10)} ${constant('0', 40)}`,
    },
    firing: { 30: NOTHING, 49: NOTHING },
  },
];
