import { type AlertCase, constant, type Firing, NOTHING } from './alertCase';

const agent = (node: string, job = 'nfm', instance = `${node}:9109`) =>
  `bw_in_allowance_exceeded{job="${job}", instance="${instance}", node="${node}", eni="eni-1"}`;
const up = (node: string, job = 'nfm') => `up{job="${job}", instance="${node}:9109"}`;
const ofReplica = (replica: string, series: string) => series.replace('{', `{prometheus_replica="${replica}", `);
const nodeInfo = (node: string, labels = '') => `kube_node_info{job="ksm", node="${node}"${labels}}`;
const ready = (node: string) =>
  `kube_node_status_condition{job="ksm", node="${node}", condition="Ready", status="true"}`;
const ofCluster = (cluster: string, series: string) => series.replace('{', `{cluster="${cluster}", `);

const on = (uid: string, summary: string, node = 'n1'): Firing => ({ uid, labels: { node }, summary });
const SILENT = on('eastwest-agent-silent', 'The network agent on n1 has not responded to Prometheus for 5 minutes');
const missing = (node: string) =>
  on('eastwest-agent-missing', `No network agent on ${node} reports to Prometheus`, node);
const noData = (cluster: string): Firing => ({
  uid: 'eastwest-no-data',
  labels: { cluster },
  summary: `No network agent in the cluster ${cluster} has reported data to Prometheus for 15 minutes`,
});

const LIVING = 'kube_pod_status_phase{namespace="shop", pod="p-0", uid="u-0", phase="Running"}';

/** The series of terminated pods. */
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

const scrapedTwice = (node: string, targets = 2) =>
  on('eastwest-agent-scraped-twice', `The network agent on ${node} is scraped by ${targets} targets`, node);

/** Series of a target that is replaced by another one after ten minutes, without staleness markers. */
function replaced(before: Record<string, string>, after: Record<string, string>): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(before).map(([name, value]) => [name, constant(value, 10)])),
    ...Object.fromEntries(
      Object.entries(after).map(([name, value]) => [name, `${constant('_', 10)} 0 ${constant(value, 40)}`])
    ),
  };
}

/** Cases of agents with several scrapers. An agent responds to one scraper only; the targets of the others are always down. */
const SCRAPER_CASES: AlertCase[] = [
  {
    what: 'an agent that responds to one of two jobs is scraped twice, and not silent',
    series: {
      [agent('n1')]: constant('0', 60),
      [up('n1')]: constant('1', 60),
      [up('n1', 'again')]: constant('0', 60),
    },
    firing: { 14: NOTHING, 16: [scrapedTwice('n1')], 59: [scrapedTwice('n1')] },
  },
  {
    what: 'agents that each respond to one of two Prometheus replicas are scraped twice, and none is silent',
    series: {
      [ofReplica('a', agent('n1'))]: constant('0', 60),
      [ofReplica('a', up('n1'))]: constant('1', 60),
      [ofReplica('b', up('n1'))]: constant('0', 60),
      [ofReplica('b', agent('n2'))]: constant('0', 60),
      [ofReplica('a', up('n2'))]: constant('0', 60),
      [ofReplica('b', up('n2'))]: constant('1', 60),
      [ofReplica('a', agent('n3'))]: constant('0', 60),
      [ofReplica('a', up('n3'))]: constant('1', 60),
    },
    firing: { 14: NOTHING, 16: [scrapedTwice('n1'), scrapedTwice('n2')], 59: [scrapedTwice('n1'), scrapedTwice('n2')] },
  },
  {
    what: 'an agent that starts to respond to another scraper is still scraped twice, and not silent',
    series: {
      [agent('n1')]: `${constant('0', 20)} ${constant('stale', 1)}`,
      [up('n1')]: `${constant('1', 20)} ${constant('0', 40)}`,
      [agent('n1', 'again')]: `${constant('_', 20)} ${constant('0', 40)}`,
      [up('n1', 'again')]: `${constant('0', 20)} ${constant('1', 40)}`,
    },
    firing: { 16: [scrapedTwice('n1')], 27: [scrapedTwice('n1')], 59: [scrapedTwice('n1')] },
  },
  {
    what: 'an agent with two scrapers that responds to neither is silent, and not scraped twice',
    series: {
      [agent('n1')]: `${constant('0', 20)} ${constant('stale', 1)}`,
      [up('n1')]: `${constant('1', 20)} ${constant('0', 40)}`,
      [up('n1', 'again')]: constant('0', 60),
    },
    firing: { 19: [scrapedTwice('n1')], 26: [SILENT], 59: [SILENT] },
  },
  {
    what: 'a rolling upgrade, after which targets have the labels of other pods, does not fire',
    series: {
      ...replaced(
        { 'up{job="nfm", instance="n1:9109", pod="agent-x2k4z"}': '1' },
        { 'up{job="nfm", instance="n1:9109", pod="agent-bbbbb"}': '1' }
      ),
      [agent('n1')]: constant('0', 50),
    },
    firing: { 9: NOTHING, 14: NOTHING, 16: NOTHING, 26: NOTHING, 40: NOTHING },
  },
  {
    what: 'a node that is replaced by another node with the same address does not fire',
    series: replaced(
      {
        [agent('i-0a', 'nfm', '10.0.1.5:9109')]: '0',
        'up{job="nfm", instance="10.0.1.5:9109", scrape_node="i-0a"}': '1',
      },
      {
        [agent('i-0b', 'nfm', '10.0.1.5:9109')]: '0',
        'up{job="nfm", instance="10.0.1.5:9109", scrape_node="i-0b"}': '1',
      }
    ),
    firing: { 9: NOTHING, 14: NOTHING, 16: NOTHING, 26: NOTHING, 40: NOTHING },
  },
  {
    what: 'agents of two clusters without a cluster label are separate agents, although they have the same address',
    series: {
      [agent('east-1', 'nfm', '10.0.1.5:9109').replace('{', '{prometheus="east", ')]: constant('0', 40),
      'up{prometheus="east", job="nfm", instance="10.0.1.5:9109"}': constant('1', 40),
      [agent('west-1', 'nfm', '10.0.1.5:9109').replace('{', '{prometheus="west", ')]: constant('0', 40),
      'up{prometheus="west", job="nfm", instance="10.0.1.5:9109"}': constant('1', 40),
    },
    firing: { 16: NOTHING, 39: NOTHING },
  },
  {
    what: 'other jobs that name their targets by the node do not count as scrapers of its agent',
    series: {
      [agent('n1', 'nfm', 'n1')]: constant('0', 40),
      'up{job="nfm", instance="n1"}': constant('1', 40),
      'up{job="kubelet", instance="n1"}': constant('1', 40),
      'up{job="node-exporter", instance="n1"}': constant('0', 40),
      'up{job="node-exporter", instance="10.0.1.5:9100"}': constant('0', 40),
    },
    firing: { 16: NOTHING, 39: NOTHING },
  },
];

export const AGENT_CASES: AlertCase[] = [
  ...SCRAPER_CASES,
  {
    what: 'an agent that does not respond is silent after 5 minutes, until it responds again',
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
    what: 'an agent that is silent for more than one hour is missing',
    series: {
      [agent('n1')]: constant('0', 10),
      [up('n1')]: `${constant('1', 10)} ${constant('0', 90)}`,
      [nodeInfo('n1')]: constant('1', 100),
    },
    firing: { 60: [SILENT], 72: NOTHING, 90: [missing('n1')] },
  },
  {
    what: 'a node without an agent fires after 15 minutes, unless it cannot run an agent or is removed',
    series: {
      [nodeInfo('n0')]: constant('1', 40),
      [nodeInfo('n2')]: constant('1', 40),
      [nodeInfo('n3')]: `${constant('1', 10)} ${constant('stale', 1)}`,
      [nodeInfo('fargate-ip-10-0-0-8')]: constant('1', 40),
    },
    firing: { 14: NOTHING, 16: [missing('n2')], 30: [missing('n2')] },
  },
  {
    what: 'an agent whose target is removed is missing after 20 minutes, and not silent',
    series: {
      [agent('n1')]: constant('0', 10),
      [up('n1')]: constant('1', 10),
      [nodeInfo('n1')]: constant('1', 90),
    },
    firing: { 14: NOTHING, 20: NOTHING, 30: [missing('n1')], 80: [missing('n1')] },
  },
  {
    what: 'nodes that cannot run an agent, are not ready, or are being removed do not fire',
    series: {
      [nodeInfo('win', ', os_image="Windows Server 2022 Datacenter"')]: constant('1', 40),
      [nodeInfo('fargate-ip-10-0-0-8', ', provider_id="aws:///us-east-1a/0f4e/fargate-ip-10-0-0-8"')]: constant(
        '1',
        40
      ),
      [nodeInfo('mi-0a', ', provider_id="eks-hybrid:///us-west-2/demo/mi-0a"')]: constant('1', 40),
      [nodeInfo('broken')]: constant('1', 40),
      [ready('broken')]: constant('0', 40),
      [nodeInfo('removed')]: constant('1', 40),
      'kube_node_deletion_timestamp{job="ksm", node="removed"}': constant('60', 40),
      [nodeInfo('cordoned', ', os_image="Amazon Linux 2023"')]: constant('1', 40),
      [ready('cordoned')]: constant('1', 40),
      'kube_node_spec_unschedulable{job="ksm", node="cordoned"}': constant('1', 40),
    },
    firing: { 14: NOTHING, 30: [missing('cordoned')] },
  },
  {
    what: 'a removed node is not silent if another node with the same address has no responding agent',
    series: {
      [agent('i-0a', 'nfm', '10.0.1.5:9109')]: `${constant('0', 10)} ${constant('stale', 1)}`,
      'up{job="nfm", instance="10.0.1.5:9109"}': `${constant('1', 10)} ${constant('stale', 5)} ${constant('0', 30)}`,
      [nodeInfo('i-0a', ', internal_ip="10.0.1.5"')]: `${constant('1', 10)} ${constant('stale', 1)}`,
      [nodeInfo('i-0b', ', internal_ip="10.0.1.5"')]: `${constant('_', 15)} ${constant('1', 30)}`,
    },
    firing: { 21: NOTHING, 25: NOTHING, 31: [missing('i-0b')], 40: [missing('i-0b')] },
  },
  {
    what: 'a removed node is not silent without kube-state-metrics either, if targets have a node label',
    series: {
      [`${agent('i-0a', 'nfm', '10.0.1.5:9109').slice(0, -1)}, scrape_node="i-0a"}`]: constant('0', 10),
      'up{job="nfm", instance="10.0.1.5:9109", scrape_node="i-0a"}': `${constant('1', 10)} ${constant('stale', 1)}`,
      'up{job="nfm", instance="10.0.1.5:9109", scrape_node="i-0b"}': `${constant('_', 15)} ${constant('0', 30)}`,
    },
    firing: { 25: NOTHING, 40: NOTHING },
  },
  {
    what: 'a silent agent stays silent while kube-state-metrics is unavailable',
    series: {
      [agent('n1')]: constant('0', 10),
      [up('n1')]: `${constant('1', 10)} ${constant('0', 40)}`,
      [nodeInfo('n1')]: `${constant('1', 20)} ${constant('stale', 10)} ${constant('1', 20)}`,
    },
    firing: { 19: [SILENT], 25: [SILENT], 35: [SILENT] },
  },
  {
    what: 'an agent that two jobs scrape fires, but not one whose target was renamed',
    series: {
      [agent('n1')]: constant('0', 40),
      [agent('n1', 'again')]: constant('0', 40),
      [agent('n2')]: constant('0', 10),
      [agent('n2', 'renamed')]: `${constant('_', 10)} ${constant('0', 30)}`,
    },
    firing: {
      14: NOTHING,
      16: [scrapedTwice('n1')],
    },
  },
  {
    what: 'terminated pods fire if an agent exposes more of them than a node can run, for one hour',
    series: { ...endedPods(111), ...FEW_PODS, [agent('n1')]: constant('0', 80), [nodeInfo('n1')]: constant('1', 80) },
    firing: {
      59: NOTHING,
      61: [on('eastwest-frozen-series', 'The network agent on n1 still exposes 111 terminated pods')],
    },
  },
  {
    what: 'fewer terminated pods do not fire',
    series: { ...endedPods(110), ...FEW_PODS, [agent('n1')]: constant('0', 80), [nodeInfo('n1')]: constant('1', 80) },
    firing: { 61: NOTHING },
  },
  {
    what: 'terminated pods do not fire without kube-state-metrics, as they cannot be recognized',
    series: endedPods(111),
    firing: { 61: NOTHING },
  },
  {
    what: 'no data at all fires after 10 minutes plus 5',
    series: { [agent('n1')]: constant('0', 10) },
    isAlone: true,
    firing: {
      20: NOTHING,
      24: NOTHING,
      26: [
        {
          uid: 'eastwest-no-data',
          labels: {},
          summary: 'No network agent has reported data to Prometheus for 15 minutes',
        },
      ],
    },
  },
  {
    what: 'a cluster that stops reporting while others report fires, and so do its nodes while they exist',
    series: {
      [ofCluster('prod', agent('p1'))]: constant('0', 10),
      [ofCluster('prod', up('p1'))]: constant('1', 10),
      [ofCluster('prod', nodeInfo('p1'))]: constant('1', 90),
      [ofCluster('dev', agent('d1'))]: constant('0', 90),
      [ofCluster('dev', up('d1'))]: constant('1', 90),
      [ofCluster('dev', nodeInfo('d1'))]: constant('1', 90),
    },
    firing: {
      24: NOTHING,
      26: [noData('prod')],
      85: [noData('prod'), { ...missing('p1'), labels: { cluster: 'prod', node: 'p1' } }],
    },
  },
  {
    what: 'a single cluster that stops reporting fires once',
    series: { [ofCluster('prod', agent('p1'))]: constant('0', 10), [ofCluster('prod', up('p1'))]: constant('1', 10) },
    isAlone: true,
    firing: { 24: NOTHING, 26: [noData('prod')], 85: [noData('prod')] },
  },
  {
    what: 'the alert of a cluster resolves when the cluster reports again',
    series: { [ofCluster('prod', agent('p1'))]: `${constant('0', 10)} ${constant('_', 20)} ${constant('0', 30)}` },
    firing: { 28: [noData('prod')], 31: NOTHING, 50: NOTHING },
  },
];
