import { type AlertCase, constant, type Firing, NOTHING } from './alertCase';

const agent = (node: string, job = 'nfm') =>
  `bw_in_allowance_exceeded{job="${job}", instance="${node}:9109", node="${node}", eni="eni-1"}`;
const up = (node: string) => `up{job="nfm", instance="${node}:9109"}`;
const nodeInfo = (node: string) => `kube_node_info{job="ksm", node="${node}"}`;

const on = (uid: string, summary: string, node = 'n1'): Firing => ({ uid, labels: { node }, summary });
const SILENT = on('eastwest-agent-silent', 'The network agent on n1 has not answered Prometheus for five minutes');
const missing = (node: string) =>
  on('eastwest-agent-missing', `No network agent on ${node} has told Prometheus anything within the last hour`, node);

const LIVING = 'kube_pod_status_phase{namespace="shop", pod="p-0", uid="u-0", phase="Running"}';

/** The series of pods of which none runs any more. */
function endedPods(count: number): Record<string, string> {
  const names = Array.from({ length: count }, (_, index) => `ended-${index}`);
  const series = names.map((pod) => [`ingress_bytes{namespace="batch", pod="${pod}", node="n1"}`, constant('5', 80)]);
  return Object.fromEntries(series);
}

const FEW_PODS = {
  'ingress_bytes{namespace="shop", pod="p-0", node="n1"}': constant('5', 80),
  [LIVING]: constant('1', 80),
  'kube_pod_info{namespace="shop", pod="p-0", uid="u-0", node="n1"}': constant('1', 80),
};

export const AGENT_CASES: AlertCase[] = [
  {
    what: 'an agent that does not answer is silent after five minutes, until it answers again',
    series: {
      [agent('n1')]: `${constant('0', 10)} ${constant('_', 10)} ${constant('0', 10)}`,
      [up('n1')]: `${constant('1', 10)} ${constant('0', 10)} ${constant('1', 10)}`,
    },
    firing: { 14: NOTHING, 15: [SILENT], 19: [SILENT], 20: NOTHING },
  },
  {
    what: 'an agent that restarts is not silent',
    series: {
      [agent('n1')]: `${constant('0', 10)} ${constant('_', 2)} ${constant('0', 10)}`,
      [up('n1')]: `${constant('1', 10)} ${constant('0', 2)} ${constant('1', 10)}`,
    },
    firing: { 11: NOTHING, 12: NOTHING, 16: NOTHING },
  },
  {
    what: 'an agent that is silent for more than an hour is missing',
    series: {
      [agent('n1')]: constant('0', 10),
      [up('n1')]: `${constant('1', 10)} ${constant('0', 90)}`,
      [nodeInfo('n1')]: constant('1', 100),
    },
    firing: { 60: [SILENT], 72: NOTHING, 90: [missing('n1')] },
  },
  {
    what: 'a node without an agent is told after a quarter of an hour, unless it cannot have one or goes',
    series: {
      [nodeInfo('n0')]: constant('1', 40),
      [nodeInfo('n2')]: constant('1', 40),
      [nodeInfo('n3')]: `${constant('1', 10)} ${constant('stale', 1)}`,
      [nodeInfo('fargate-ip-10-0-0-8')]: constant('1', 40),
    },
    firing: { 14: NOTHING, 16: [missing('n2')], 30: [missing('n2')] },
  },
  {
    what: 'an agent that two jobs scrape is told, but not one whose target was renamed',
    series: {
      [agent('n1')]: constant('0', 40),
      [agent('n1', 'again')]: constant('0', 40),
      [agent('n2')]: constant('0', 10),
      [agent('n2', 'renamed')]: `${constant('_', 10)} ${constant('0', 30)}`,
    },
    firing: {
      14: NOTHING,
      16: [on('eastwest-agent-scraped-twice', 'The network agent on n1 is scraped by 2 targets')],
    },
  },
  {
    what: 'pods that ended are told where an agent prints more of them than a node can run, for an hour',
    series: { ...endedPods(111), ...FEW_PODS, [agent('n1')]: constant('0', 80), [nodeInfo('n1')]: constant('1', 80) },
    firing: {
      59: NOTHING,
      61: [on('eastwest-frozen-series', 'The network agent on n1 goes on printing 111 pods that ended')],
    },
  },
  {
    what: 'fewer pods that ended are not told',
    series: { ...endedPods(110), ...FEW_PODS, [agent('n1')]: constant('0', 80), [nodeInfo('n1')]: constant('1', 80) },
    firing: { 61: NOTHING },
  },
  {
    what: 'without kube-state-metrics nobody can tell which pods ended',
    series: endedPods(111),
    firing: { 61: NOTHING },
  },
  {
    what: 'no data at all is told after ten minutes and five',
    series: { [agent('n1')]: constant('0', 10) },
    isAlone: true,
    firing: {
      20: NOTHING,
      24: NOTHING,
      26: [
        {
          uid: 'eastwest-no-data',
          labels: {},
          summary: 'No network agent has told Prometheus anything for a quarter of an hour',
        },
      ],
    },
  },
];
