import { constant, repeated } from './alertCase';

/** A scenario in which one thing fails or happens, for the matrix of alerts. */
export interface MatrixWorld {
  what: string;
  /** Kind of the event: an incident of the simulator, behavior of the real agent, or another event in a cluster. */
  origin: 'Incident' | 'Agent' | 'Cluster';
  /** Values by series, which replace or extend those of the quiet world; null removes a series. */
  changes: Record<string, string | null>;
  /** The names of all alerts that fire at any time in the two hours. */
  fires: readonly string[];
}

export const MATRIX_MINUTES = 120;

const always = (value: string) => constant(value, MATRIX_MINUTES);
/** Quiet for 30 minutes, then a pattern for a number of minutes, then quiet again. */
const inBetween = (quiet: string, pattern: readonly string[], minutes: number) =>
  [constant(quiet, 30), repeated(pattern, minutes), constant(quiet, MATRIX_MINUTES - 30 - minutes)].join(' ');
const once = (values: string) => `${constant('0', 30)} ${values} ${constant('0', 80)}`;

const allowance = (name: string, node = 'n1', eni = `eni-${node}`) =>
  `${name}_allowance_exceeded{job="nfm", instance="${node}:9109", node="${node}", eni="${eni}"}`;
const up = (node: string, more = '') => `up{job="nfm", instance="${node}:9109"${more}}`;
const nodeInfo = (node: string, zone: string) =>
  `kube_node_info{node="${node}", provider_id="aws:///us-east-1${zone}/i-${node}"}`;
const podInfo = (pod: string, node: string, address: string) =>
  `kube_pod_info{namespace="shop", pod="${pod}", uid="${pod}", node="${node}", pod_ip="${address}", host_network="false"}`;
const phase = (pod: string, name = 'Running') =>
  `kube_pod_status_phase{namespace="shop", pod="${pod}", uid="${pod}", phase="${name}"}`;
const bytes = (pod: string, node: string, iface = `eni-${pod}`) =>
  `ingress_bytes{namespace="shop", pod="${pod}", node="${node}", iface="${iface}"}`;

const WEB = 'web-84c96ffcc5-x2k4z';
const DATABASE = 'orders-db-0';
const ENDS = `local_namespace="shop", local_pod="${WEB}", remote_namespace="shop", remote_pod="${DATABASE}", remote_port="5432"`;
const losses = (name: string) => `nfm_${name}{k8s_cluster="demo", k8s_node="n0", ${ENDS}}`;
const DELIVERED =
  'nfm_bytes_delivered{k8s_cluster="demo", k8s_node="n0", local_address="10.0.0.1", local_port="0", remote_address="10.0.1.1", remote_port="5432"}';

const TRAFFIC = ['500', '700', '600'];
const ALLOWANCES = ['bw_in', 'bw_out', 'pps', 'conntrack', 'linklocal'];

/** Two nodes in two zones, each with an agent, and two pods that communicate across the zones, within budget and with few losses. */
export const QUIET_WORLD: Record<string, string> = {
  ...Object.fromEntries(ALLOWANCES.flatMap((name) => ['n0', 'n1'].map((node) => [allowance(name, node), always('0')]))),
  [up('n0')]: always('1'),
  [up('n1')]: always('1'),
  [nodeInfo('n0', 'a')]: always('1'),
  [nodeInfo('n1', 'b')]: always('1'),
  [podInfo(WEB, 'n0', '10.0.0.1')]: always('1'),
  [podInfo(DATABASE, 'n1', '10.0.1.1')]: always('1'),
  [phase(WEB)]: always('1'),
  [phase(DATABASE)]: always('1'),
  [bytes(WEB, 'n0')]: repeated(TRAFFIC, MATRIX_MINUTES),
  [bytes(DATABASE, 'n1')]: repeated(TRAFFIC, MATRIX_MINUTES),
  [DELIVERED]: always('1000000'),
  [losses('segments_delivered')]: always('1000'),
  [losses('retrans_est')]: always('2'),
  [losses('rtos_est')]: always('0'),
};

/** Changes all series of a node's agent. */
const agentIs = (node: string, values: (usual: string) => string): Record<string, string> => ({
  ...Object.fromEntries(ALLOWANCES.map((name) => [allowance(name, node), values('0')])),
  [up(node)]: values('1'),
});
const away = (minutes: number, isTarget: boolean) => (usual: string) =>
  [
    constant(usual, 30),
    usual === '1' && isTarget ? constant('0', minutes) : `stale ${constant('_', minutes)}`,
    constant(usual, MATRIX_MINUTES - 30 - minutes),
  ].join(' ');

const many = (count: number, seriesOf: (index: number) => Record<string, string>): Record<string, string> =>
  Object.assign({}, ...Array.from({ length: count }, (_, index) => seriesOf(index)));

const drops = 'network_policy_drop_count_total{job="policy-agent", instance="n0:8162", direction="egress"}';
const policyAgentUp = 'up{job="policy-agent", instance="n0:8162"}';

const checked = (name: string, labels: string) =>
  `eastwest_policy_check_${name}{job="pushgateway", instance="gateway"${labels}}`;
const DENIED_FLOWS = ', namespace="shop", workload="web", direction="egress", verdict="denied"';

const INCIDENTS: MatrixWorld[] = [
  {
    what: 'A new network policy denies connections',
    origin: 'Incident',
    changes: { [policyAgentUp]: always('1'), [drops]: '_x60 10+10x180' },
    fires: ['EastwestPolicyDrops'],
  },
  {
    what: 'A check finds observed flows that the intended policies deny',
    origin: 'Cluster',
    changes: { [checked('flows', DENIED_FLOWS)]: always('2'), [checked('timestamp_seconds', '')]: always('0') },
    fires: ['EastwestPolicyCheckDenied'],
  },
  {
    what: 'The check of policies has not run for two days',
    origin: 'Cluster',
    changes: { [checked('timestamp_seconds', '')]: always('-180000') },
    fires: ['EastwestPolicyCheckStale'],
  },
  {
    what: 'Inbound bandwidth of a node is exceeded',
    origin: 'Incident',
    changes: { [allowance('bw_in')]: inBetween('0', ['0', '900'], 40) },
    fires: ['EastwestInboundBandwidthExceeded'],
  },
  {
    what: 'Outbound bandwidth of a node is exceeded',
    origin: 'Incident',
    changes: { [allowance('bw_out')]: inBetween('0', ['30', '40'], 10) },
    fires: ['EastwestOutboundBandwidthExceeded'],
  },
  {
    what: 'Connection tracking of a node is exhausted',
    origin: 'Incident',
    changes: { [allowance('conntrack')]: inBetween('0', ['0', '25'], 20) },
    fires: ['EastwestConnectionTrackingExceeded'],
  },
  {
    what: 'An interface is detached while its node exceeds its packet rate',
    origin: 'Incident',
    changes: { [allowance('pps')]: `${constant('0', 30)} ${repeated(['40', '30'], 10)} ${constant('30', 80)}` },
    fires: ['EastwestPacketsPerSecondExceeded'],
  },
  {
    what: 'DNS lookups of CoreDNS exceed the link-local limit of an interface',
    origin: 'Incident',
    changes: { [allowance('linklocal')]: inBetween('0', ['100', '120'], 30) },
    fires: ['EastwestLinkLocalExceeded'],
  },
  {
    what: 'A path between two workloads loses packets',
    origin: 'Incident',
    changes: {
      [losses('retrans_est')]: inBetween('2', ['40'], 30),
      [losses('rtos_est')]: inBetween('0', ['5'], 30),
    },
    fires: ['EastwestRetransmissions', 'EastwestTimeouts'],
  },
  {
    what: 'Clients are routed to pods in their own zone',
    origin: 'Incident',
    changes: { [DELIVERED]: `${constant('1000000', 60)} ${constant('0', 60)}` },
    fires: [],
  },
  {
    what: 'A workload connects to another one for the first time',
    origin: 'Incident',
    changes: { [DELIVERED.replace('5432', '6379')]: `${constant('_', 60)} ${constant('2000000', 60)}` },
    fires: [],
  },
  {
    what: 'An agent restarts',
    origin: 'Incident',
    changes: agentIs('n1', away(1, true)),
    fires: [],
  },
  {
    what: 'An agent is down for 30 minutes',
    origin: 'Incident',
    changes: agentIs('n1', away(30, true)),
    fires: ['EastwestAgentSilent'],
  },
  {
    what: 'An agent is down permanently',
    origin: 'Incident',
    changes: agentIs('n1', away(90, true)),
    fires: ['EastwestAgentSilent', 'EastwestAgentMissing'],
  },
  {
    what: 'The driver of a network interface is reset',
    origin: 'Incident',
    changes: { [allowance('pps')]: once('-7000'), [allowance('linklocal')]: once('-12') },
    fires: [],
  },
];

const AGENT: MatrixWorld[] = [
  {
    what: 'Two pods with the same address are mixed up, with a whole-life sample at each change',
    origin: 'Agent',
    changes: {
      [bytes(WEB, 'n0', 'eni-old')]: repeated(['200800', '200800', '14660010', '200734'], MATRIX_MINUTES),
      [bytes('report-29384756-abcde', 'n0', 'eni-old')]: repeated(['14057676', '200734', '200800'], MATRIX_MINUTES),
      [podInfo('report-29384756-abcde', 'n0', '10.0.0.1')]: always('1'),
      [phase('report-29384756-abcde', 'Succeeded')]: always('1'),
    },
    fires: [],
  },
  {
    what: 'A pod is unknown for two scrapes and then has a whole-life sample',
    origin: 'Agent',
    changes: { [bytes(WEB, 'n0')]: inBetween('401666', ['401666', '401666', '13053606'], 1) },
    fires: [],
  },
  {
    what: 'A second job scrapes an agent and gets no response',
    origin: 'Agent',
    changes: { [up('n1').replace('job="nfm"', 'job="again"')]: always('0') },
    fires: ['EastwestAgentScrapedTwice'],
  },
  {
    what: 'Two Prometheus replicas each get the responses of one agent',
    origin: 'Agent',
    changes: {
      [up('n0', ', prometheus_replica="b"')]: always('0'),
      [up('n1', ', prometheus_replica="b"')]: always('0'),
    },
    fires: ['EastwestAgentScrapedTwice'],
  },
  {
    what: 'A scraper that disappeared without closing its connection blocks an agent',
    origin: 'Agent',
    changes: agentIs('n1', away(40, true)),
    fires: ['EastwestAgentSilent'],
  },
  {
    what: 'Reads of the allowance counters fail for one scrape and for several',
    origin: 'Agent',
    changes: {
      [allowance('linklocal')]: once('-5000 5000'),
      [allowance('bw_in')]: once('-900 0 0 0 900'),
      [allowance('pps', 'n0')]: once('0 -3 3 -3 3'),
    },
    fires: [],
  },
  {
    what: 'Network interfaces are attached after the agent starts',
    origin: 'Agent',
    changes: many(64, (index) => ({
      [podInfo(`many-${index}`, 'n1', `10.0.${index}.${index}`)]: always('1'),
      [phase(`many-${index}`)]: always('1'),
    })),
    fires: ['EastwestInterfacesNotRead'],
  },
  {
    what: 'Many pods use prefixes of one network interface',
    origin: 'Cluster',
    changes: many(110, (index) => ({
      [podInfo(`many-${index}`, 'n1', `10.0.7.${index}`)]: always('1'),
      [phase(`many-${index}`)]: always('1'),
    })),
    fires: [],
  },
  {
    what: 'All pods have a whole-life sample in the first scrape after a restart',
    origin: 'Agent',
    changes: {
      ...agentIs('n1', away(1, true)),
      [bytes(DATABASE, 'n1')]: `${repeated(TRAFFIC, 30)} stale _ 98000000000 ${repeated(TRAFFIC, 85)}`,
    },
    fires: [],
  },
  {
    what: 'An EFA device disappears, returns, and has a whole-life sample',
    origin: 'Agent',
    changes: {
      'efa_rx_drops{node="n1", device="rdmap0s31", port="1", namespace="ml", pod="trainer-0"}': `${constant('0', 30)} stale ${constant('_', 5)} 70000 ${constant('0', 80)}`,
      'efa_tx_bytes{node="n1", device="rdmap0s31", port="1", namespace="ml", pod="trainer-0"}': `${constant('5', 30)} stale ${constant('_', 5)} 98000000000 ${constant('5', 80)}`,
    },
    fires: [],
  },
  {
    what: 'An agent older than 1.1.5 reports no pods (_Save & test_ recognizes it)',
    origin: 'Agent',
    changes: { [bytes(DATABASE, 'n1')]: null },
    fires: [],
  },
  {
    what: 'An agent exposes more terminated pods than a node can run',
    origin: 'Agent',
    changes: many(111, (index) => ({ [bytes(`ended-${index}`, 'n1')]: always('5') })),
    fires: ['EastwestFrozenSeries'],
  },
];

const CLUSTER: MatrixWorld[] = [
  {
    what: 'The cross-zone traffic of a service exceeds the budget',
    origin: 'Cluster',
    changes: { [DELIVERED]: always('1000000000') },
    fires: ['EastwestCrossZoneBudget'],
  },
  {
    what: 'A node has no agent',
    origin: 'Cluster',
    changes: { [nodeInfo('n2', 'c')]: always('1') },
    fires: ['EastwestAgentMissing'],
  },
  {
    what: 'A node is removed',
    origin: 'Cluster',
    changes: {
      ...agentIs('n1', () => `${constant('1', 30)} stale`),
      [nodeInfo('n1', 'b')]: `${constant('1', 30)} stale`,
    },
    fires: [],
  },
  {
    what: 'A node is replaced by another node with the same address',
    origin: 'Cluster',
    changes: {
      ...agentIs('n1', (usual) => `${constant(usual, 30)} stale`),
      [nodeInfo('n1', 'b')]: `${constant('1', 30)} stale`,
      [allowance('bw_in', 'n1', 'eni-n2').replace('node="n1"', 'node="n2"')]:
        `${constant('_', 33)} ${constant('0', 80)}`,
      [up('n1', ', scrape_node="n2"')]: `${constant('_', 31)} 0 0 0 0 ${constant('1', 80)}`,
      [nodeInfo('n2', 'b')]: `${constant('_', 31)} ${constant('1', 80)}`,
    },
    fires: [],
  },
  {
    what: 'Agents are upgraded, and their targets get the labels of other pods',
    origin: 'Cluster',
    changes: many(2, (index) => ({
      [up(`n${index}`)]: `${constant('1', 30 + index)}`,
      [up(`n${index}`, ', pod="agent-bbbbb"')]: `${constant('_', 30 + index)} 0 ${constant('1', 80)}`,
    })),
    fires: [],
  },
  {
    what: 'kube-state-metrics is unavailable for 20 minutes',
    origin: 'Cluster',
    changes: Object.fromEntries(
      Object.keys(QUIET_WORLD)
        .filter((name) => name.startsWith('kube_'))
        .map((name) => [name, `${constant('1', 30)} stale ${constant('_', 20)} ${constant('1', 60)}`])
    ),
    fires: [],
  },
  {
    what: 'All agents stop reporting, and their targets are removed',
    origin: 'Cluster',
    changes: {
      ...agentIs('n0', () => `${constant('0', 30)} stale`),
      ...agentIs('n1', () => `${constant('0', 30)} stale`),
      [up('n0')]: `${constant('1', 30)} stale`,
      [up('n1')]: `${constant('1', 30)} stale`,
    },
    fires: ['EastwestAgentMissing', 'EastwestNoData'],
  },
  {
    what: 'Nothing is wrong',
    origin: 'Cluster',
    changes: {},
    fires: [],
  },
];

export const MATRIX_WORLDS: readonly MatrixWorld[] = [...INCIDENTS, ...AGENT, ...CLUSTER];
