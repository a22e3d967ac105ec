import { type AlertCase, constant, type Firing } from './alertCase';

const MINUTES = 120;
const UID = 'eastwest-policy-drops';
const dropped = (direction: string, host = 'n0') =>
  `network_policy_drop_count_total{cluster="demo", job="policy-agent", instance="${host}:8162", node="${host}", direction="${direction}"}`;
const up = (host = 'n0') => `up{cluster="demo", job="policy-agent", instance="${host}:8162"}`;
const NOTHING: Firing[] = [];
const firing = (direction: string, packets: number): Firing[] => [
  {
    uid: UID,
    labels: { cluster: 'demo', direction },
    summary: `Network policies dropped ${packets} packets in 10 minutes (${direction}), more than 3 times the usual number`,
  },
];

const check = (name: string, labels: string, host = 'gateway') =>
  `eastwest_policy_check_${name}{cluster="demo", job="pushgateway", instance="${host}"${labels}}`;
const orders = (verdict: string) => `, namespace="shop", workload="orders", direction="ingress", verdict="${verdict}"`;

export const POLICY_CASES: AlertCase[] = [
  {
    what: 'a new policy denies connections on two nodes',
    series: {
      [up()]: constant('1', MINUTES),
      [up('n1')]: constant('1', MINUTES),
      // Five packets in each half minute of each node, from minute 30 on. Series begin with their first drop.
      [dropped('egress')]: '_x60 5+5x179',
      [dropped('egress', 'n1')]: '_x60 5+5x179',
    },
    firing: { 29: NOTHING, 33: NOTHING, 45: firing('egress', 200) },
  },
  {
    what: 'a policy that always drops the same is no rise, and five times as much is one',
    series: {
      [up()]: constant('1', MINUTES),
      [dropped('ingress')]: '0+4x140 580+20x99',
    },
    firing: { 15: NOTHING, 69: NOTHING, 85: firing('ingress', 400) },
  },
  {
    what: 'a few packets are single attempts',
    series: { [up()]: constant('1', MINUTES), [dropped('ingress')]: '_x60 7+0x20 14+0x100' },
    firing: { 35: NOTHING, 45: NOTHING },
  },
  {
    what: 'an agent that Prometheus did not scrape before counted for an unknown time',
    series: { [up()]: `_x60 ${constant('1', 60)}`, [dropped('ingress')]: '_x60 900000+0x120' },
    firing: { 36: NOTHING, 50: NOTHING },
  },
  {
    what: 'a check of the intended policies finds denied flows, and the next one does not',
    series: {
      [check('flows', orders('denied'))]: `${constant('3', 30)} ${constant('0', 30)}`,
      [check('flows', orders('allowed'))]: constant('40', 60),
      [check('timestamp_seconds', '')]: `${constant('0', 30)} ${constant('1800', 30)}`,
      // An older file on another node.
      [check('flows', orders('denied'), 'old')]: constant('9', 60),
      [check('timestamp_seconds', '', 'old')]: constant('-60', 60),
    },
    firing: {
      5: [
        {
          uid: 'eastwest-policy-check-denied',
          labels: { cluster: 'demo', namespace: 'shop', workload: 'orders', direction: 'ingress' },
          summary: 'The intended network policies deny 3 observed flows of shop/orders (ingress)',
        },
      ],
      40: NOTHING,
    },
  },
  {
    what: 'a check that no longer runs is stale, also if its metrics are gone',
    series: { [check('timestamp_seconds', '')]: `${constant('-179000', 20)} stale` },
    firing: {
      15: NOTHING,
      30: [
        {
          uid: 'eastwest-policy-check-stale',
          labels: { cluster: 'demo' },
          summary: 'Network policies were last checked against observed flows 180.8k seconds ago',
        },
      ],
    },
  },
];
