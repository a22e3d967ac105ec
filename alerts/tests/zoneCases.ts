import { type AlertCase, constant, NOTHING } from './alertCase';

const MINUTES = 118;

/** Two nodes in two zones with their agents, and a pod on each, named by its address's last number. */
function cluster(): Record<string, string> {
  const nodes = Object.entries({ n1: 'us-east-1a', n2: 'us-east-1b' }).flatMap(([node, zone]) => [
    `kube_node_info{node="${node}", provider_id="aws:///${zone}/i-${node}"}`,
    `bw_in_allowance_exceeded{job="nfm", instance="${node}:9109", node="${node}", eni="eni-${node}"}`,
    `up{job="nfm", instance="${node}:9109"}`,
  ]);
  const pods = [
    ['n1', 'web-84c96ffcc5-x2k4z', '10.0.0.1'],
    ['n2', 'orders-db-0', '10.0.1.1'],
    ['n1', 'cart-68d8f6bdd6-qq2jx', '10.0.0.2'],
  ].flatMap(([node, pod, ip]) => [
    `kube_pod_info{namespace="shop", pod="${pod}", uid="${pod}", node="${node}", pod_ip="${ip}", host_network="false"}`,
    `kube_pod_status_phase{namespace="shop", pod="${pod}", uid="${pod}", phase="Running"}`,
  ]);
  const valueOf = (series: string) => (series.startsWith('bw_in') ? '0' : '1');
  return Object.fromEntries([...nodes, ...pods].map((series) => [series, constant(valueOf(series), MINUTES)]));
}

const WEB = '10.0.0.1';
const DATABASE = '10.0.1.1';
const CART = '10.0.0.2';

function moved(client: string, server: string, bytes: string): Record<string, string> {
  const ofClient = `local_address="${client}", local_port="0", remote_address="${server}", remote_port="5432"`;
  const ofServer = `local_address="${server}", local_port="5432", remote_address="${client}", remote_port="0"`;
  return {
    [`nfm_bytes_delivered{k8s_node="n1", ${ofClient}}`]: bytes,
    // The other end tells of the same bytes.
    [`nfm_bytes_received{k8s_node="n2", ${ofServer}}`]: bytes,
  };
}

export const ZONE_CASES: AlertCase[] = [
  {
    what: 'a service that is called across zones for more than the budget, for more than an hour',
    series: { ...cluster(), ...moved(WEB, DATABASE, constant('1000000000', MINUTES)) },
    firing: {
      70: NOTHING,
      100: [
        {
          uid: 'eastwest-cross-zone-budget',
          labels: { server_name: 'shop/orders-db' },
          // 121 samples of a gigabyte, as Prometheus 2 counts those at both ends of an hour; 0.02 dollars; 720 hours.
          summary: 'What is called of shop/orders-db crosses zones for about 1.742k US dollars a month',
        },
      ],
    },
  },
  {
    what: 'a burst across zones, much within one and a little across are none',
    series: {
      ...cluster(),
      ...moved(WEB, DATABASE, `${constant('2000000000', 20)} ${constant('100000000', MINUTES - 20)}`),
      ...moved(WEB, CART, constant('1000000000', MINUTES)),
    },
    firing: { 25: NOTHING, 70: NOTHING, 85: NOTHING, 117: NOTHING },
  },
];
