import { type AlertCase, constant, NOTHING } from './alertCase';

const MINUTES = 118;

const always = (series: readonly string[]) =>
  Object.fromEntries(series.map((name) => [name, constant(name.startsWith('bw_in') ? '0' : '1', MINUTES)]));

interface World {
  /** Additional labels of the metrics of kube-state-metrics and of the agents: `cluster="east", `. */
  labels?: string;
  nodes: Record<string, string>;
  pods: ReadonlyArray<[node: string, namespace: string, pod: string, address: string]>;
}

/** Nodes in zones, with their agents and pods. */
function clusterOf({ labels = '', nodes, pods }: World): Record<string, string> {
  const ofNodes = Object.entries(nodes).flatMap(([node, zone]) => [
    `kube_node_info{${labels}node="${node}", provider_id="aws:///${zone}/i-${node}"}`,
    `bw_in_allowance_exceeded{${labels}job="nfm", instance="${node}:9109", node="${node}", eni="eni-${node}"}`,
    `up{${labels}job="nfm", instance="${node}:9109"}`,
  ]);
  const ofPods = pods.flatMap(([node, namespace, pod, ip]) => {
    const own = `${labels}namespace="${namespace}", pod="${pod}", uid="${pod}"`;
    return [
      `kube_pod_info{${own}, node="${node}", pod_ip="${ip}", host_network="false"}`,
      `kube_pod_status_phase{${own}, phase="Running"}`,
    ];
  });
  return always([...ofNodes, ...ofPods]);
}

const WEB = '10.0.0.1';
const DATABASE = '10.0.1.1';
const CART = '10.0.0.2';
const ZONES = { n1: 'us-east-1a', n2: 'us-east-1b' };

/** Two nodes in two zones, with three pods. */
const cluster = () =>
  clusterOf({
    nodes: ZONES,
    pods: [
      ['n1', 'shop', 'web-84c96ffcc5-x2k4z', WEB],
      ['n2', 'shop', 'orders-db-0', DATABASE],
      ['n1', 'shop', 'cart-68d8f6bdd6-qq2jx', CART],
    ],
  });

/** The flow series that the agents at both ends report. @param written how the server's agent writes addresses */
function moved(
  client: string,
  server: string,
  bytes: string,
  { labels = '', written = (address: string) => address } = {}
): Record<string, string> {
  const ofClient = `local_address="${client}", local_port="0", remote_address="${server}", remote_port="5432"`;
  const ofServer = `local_address="${written(server)}", local_port="5432", remote_address="${written(client)}", remote_port="0"`;
  return {
    [`nfm_bytes_delivered{${labels}k8s_node="n1", ${ofClient}}`]: bytes,
    // The other end reports the same bytes.
    [`nfm_bytes_received{${labels}k8s_node="n2", ${ofServer}}`]: bytes,
  };
}

// 121 samples of 1 GB, because Prometheus 2 counts the samples at both ends of an hour, at USD 0.02 for 720 hours.
const GIGABYTE = constant('1000000000', MINUTES);
const ABOVE = (name: string, labels: Record<string, string> = {}) => ({
  uid: 'eastwest-cross-zone-budget',
  labels: { server_name: name, ...labels },
  summary: `Cross-zone traffic to and from ${name} costs about USD 1.742k per month`,
});

export const ZONE_CASES: AlertCase[] = [
  {
    what: 'a service whose cross-zone traffic exceeds the budget for more than one hour fires',
    series: { ...cluster(), ...moved(WEB, DATABASE, GIGABYTE) },
    firing: { 70: NOTHING, 100: [ABOVE('shop/orders-db')] },
  },
  {
    what: "a flow matches if the server's agent writes IPv4-mapped IPv6 addresses",
    series: { ...cluster(), ...moved(WEB, DATABASE, GIGABYTE, { written: (address) => `::ffff:${address}` }) },
    firing: { 70: NOTHING, 100: [ABOVE('shop/orders-db')] },
  },
  {
    what: 'a flow matches if the agents at both ends write IPv4-mapped IPv6 addresses in different notations',
    series: {
      ...cluster(),
      ...moved(`::FFFF:${WEB}`, `::FFFF:${DATABASE}`, GIGABYTE, {
        written: (address) => address.replace('::FFFF:', '0000:0000:0000:0000:0000:ffff:'),
      }),
    },
    firing: { 100: [ABOVE('shop/orders-db')] },
  },
  {
    what: 'flows are assigned to pods of their own cluster if another cluster has the same addresses and node names',
    series: {
      ...clusterOf({
        labels: 'cluster="east", ',
        nodes: ZONES,
        pods: [
          ['n1', 'shop', 'web-84c96ffcc5-x2k4z', WEB],
          ['n2', 'data', 'orders-db-0', DATABASE],
        ],
      }),
      ...clusterOf({
        labels: 'cluster="west", ',
        nodes: { n1: 'us-west-2a', n2: 'us-west-2a' },
        pods: [
          ['n1', 'ml', 'trainer-0', WEB],
          ['n2', 'ml', 'features-0', DATABASE],
        ],
      }),
      ...moved(WEB, DATABASE, GIGABYTE, { labels: 'k8s_cluster="east", ' }),
      ...moved(WEB, DATABASE, constant('9000000000', MINUTES), { labels: 'k8s_cluster="west", ' }),
    },
    firing: { 70: NOTHING, 100: [ABOVE('data/orders-db', { cluster: 'east' })] },
  },
  {
    what: 'flows of a cluster without kube-state-metrics are not assigned to the pods of another cluster',
    series: {
      ...clusterOf({
        labels: 'cluster="east", ',
        nodes: ZONES,
        pods: [
          ['n1', 'shop', 'web-84c96ffcc5-x2k4z', WEB],
          ['n2', 'data', 'orders-db-0', DATABASE],
        ],
      }),
      ...moved(WEB, DATABASE, constant('1000', MINUTES), { labels: 'k8s_cluster="east", ' }),
      ...moved(WEB, DATABASE, constant('9000000000', MINUTES), { labels: 'k8s_cluster="west", ' }),
    },
    firing: { 70: NOTHING, 100: NOTHING },
  },
  {
    what: 'services with the same name in two clusters each have their own budget',
    series: {
      ...['east', 'west'].reduce((all, name) => {
        const labels = `cluster="${name}", `;
        const pods: World['pods'] = [
          ['n1', 'shop', 'web-84c96ffcc5-x2k4z', WEB],
          ['n2', 'shop', 'orders-db-0', DATABASE],
        ];
        // USD 864 per month in each cluster.
        const bytes = constant('496000000', MINUTES);
        return {
          ...all,
          ...clusterOf({ labels, nodes: ZONES, pods }),
          ...moved(WEB, DATABASE, bytes, { labels: `k8s_${labels}` }),
        };
      }, {}),
    },
    firing: { 70: NOTHING, 100: NOTHING },
  },
  ...[
    ['only the flows name the cluster', '', 'k8s_cluster="demo", '],
    ['only kube-state-metrics names the cluster', 'cluster="production", ', ''],
    ['kube-state-metrics and the flows name it differently', 'cluster="production", ', 'k8s_cluster="demo", '],
    ['both have the cluster label', 'cluster="production", ', 'cluster="production", k8s_cluster="demo", '],
  ].map(([what = '', ofKubeState = '', ofFlows = '']): AlertCase => ({
    what: `a single cluster is recognized if ${what}`,
    series: {
      ...clusterOf({
        labels: ofKubeState,
        nodes: ZONES,
        pods: [
          ['n1', 'shop', 'web-84c96ffcc5-x2k4z', WEB],
          ['n2', 'shop', 'orders-db-0', DATABASE],
        ],
      }),
      ...moved(WEB, DATABASE, GIGABYTE, { labels: ofFlows }),
    },
    firing: { 100: [ABOVE('shop/orders-db', ofKubeState === '' ? {} : { cluster: 'production' })] },
  })),
  {
    what: 'a burst across zones, heavy traffic within a zone, and little traffic across zones do not fire',
    series: {
      ...cluster(),
      ...moved(WEB, DATABASE, `${constant('2000000000', 20)} ${constant('100000000', MINUTES - 20)}`),
      ...moved(WEB, CART, constant('1000000000', MINUTES)),
    },
    firing: { 25: NOTHING, 70: NOTHING, 85: NOTHING, 117: NOTHING },
  },
];
