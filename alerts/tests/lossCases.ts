import { type AlertCase, constant, type Firing, NOTHING } from './alertCase';

const CALLER = 'local_namespace="shop", local_pod="web-84c96ffcc5-x2k4z"';
const CALLED = 'remote_namespace="data", remote_pod="orders-db-0"';

/** A series of one flow; by default from a pod of shop/web to a pod of data/orders-db. */
function flow(name: string, ends = `${CALLER}, ${CALLED}`, port = '5432'): string {
  return `${name}{k8s_cluster="demo", k8s_node="n1", ${ends}, remote_port="${port}"}`;
}

const PAIR = {
  k8s_cluster: 'demo',
  local_namespace: 'shop',
  local_workload: 'web',
  remote_namespace: 'data',
  remote_workload: 'orders-db',
};

const retransmissions = (share: string): Firing => ({
  uid: 'eastwest-retransmissions',
  labels: PAIR,
  summary: `${share} of segments from shop/web to data/orders-db were retransmitted`,
});
const timeouts = (share: string): Firing => ({
  uid: 'eastwest-timeouts',
  labels: PAIR,
  summary: `Retransmission timeouts from shop/web to data/orders-db amount to ${share} of segments`,
});

const SECOND_POD = 'local_namespace="shop", local_pod="web-84c96ffcc5-bbbbb"';
const OUTSIDE = `${CALLER}, remote_address="203.0.113.7"`;

const UNACKNOWLEDGED = `${CALLER}, remote_namespace="data", remote_pod="search-0"`;
const ofSearch = [retransmissions('100%'), timeouts('100%')].map(({ uid, labels, summary }) => ({
  uid,
  labels: { ...labels, remote_workload: 'search' },
  summary: summary.replace('orders-db', 'search'),
}));

/** Series of a cluster in which a number of every 1,000 segments are retransmitted. */
function loss(cluster: string, ofThousand: number): Record<string, string> {
  return {
    [`nfm_retrans_est{${cluster}${CALLER}, ${CALLED}}`]: constant(String(ofThousand), 30),
    [`nfm_segments_delivered{${cluster}${CALLER}, ${CALLED}}`]: constant('1000', 30),
  };
}

function ofCluster(cluster: Record<string, string>): Firing {
  const { k8s_cluster: _, ...pair } = PAIR;
  return { ...retransmissions('3%'), labels: { ...pair, ...cluster } };
}

export const LOSS_CASES: AlertCase[] = [
  {
    what: 'retransmissions of a workload pair are summed over all its pods and flows, and fire only if they last',
    series: {
      [flow('nfm_retrans_est')]: constant('9', 30),
      [flow('nfm_retrans_syn', undefined, '5433')]: constant('1', 30),
      [flow('nfm_retrans_est', `${SECOND_POD}, ${CALLED}`)]: constant('2', 30),
      [flow('nfm_segments_delivered')]: constant('250', 30),
      [flow('nfm_segments_delivered', `${SECOND_POD}, ${CALLED}`)]: constant('150', 30),
    },
    firing: { 8: NOTHING, 12: [retransmissions('3%')], 29: [retransmissions('3%')] },
  },
  {
    what: 'retransmissions in one scrape only, few retransmissions, a usual share, and losses outside the cluster do not fire',
    series: {
      [flow('nfm_retrans_est')]: `0 900 ${constant('0', 30)}`,
      [flow('nfm_segments_delivered')]: constant('300', 30),
      [flow('nfm_retrans_est', `${SECOND_POD}, remote_namespace="data", remote_pod="few-0"`)]:
        `0 ${'1 _ _ _ '.repeat(15)}`,
      [flow('nfm_segments_delivered', `${SECOND_POD}, remote_namespace="data", remote_pod="few-0"`)]: constant('5', 30),
      [flow('nfm_retrans_est', `${CALLER}, remote_namespace="data", remote_pod="busy-0"`)]: constant('50', 30),
      [flow('nfm_segments_delivered', `${CALLER}, remote_namespace="data", remote_pod="busy-0"`)]: constant('9999', 30),
      [flow('nfm_retrans_est', OUTSIDE)]: constant('50', 30),
      [flow('nfm_segments_delivered', OUTSIDE)]: constant('500', 30),
    },
    firing: { 5: NOTHING, 11: NOTHING, 12: NOTHING, 20: NOTHING, 29: NOTHING },
  },
  {
    what: 'timeouts fire above 0.1 %, including those of connection attempts',
    series: {
      [flow('nfm_rtos_syn')]: constant('2', 30),
      [flow('nfm_rtos_est')]: constant('3', 30),
      [flow('nfm_segments_delivered')]: constant('1000', 30),
      [flow('nfm_rtos_est', `${CALLER}, remote_namespace="data", remote_pod="busy-0"`)]: constant('2', 30),
      [flow('nfm_segments_delivered', `${CALLER}, remote_namespace="data", remote_pod="busy-0"`)]: constant('9999', 30),
    },
    firing: { 8: NOTHING, 12: [timeouts('0.5%')] },
  },
  {
    what: 'timeouts in one scrape only and few timeouts do not fire',
    series: {
      [flow('nfm_rtos_syn')]: `0 90 ${constant('0', 30)}`,
      [flow('nfm_segments_delivered')]: constant('300', 30),
      [flow('nfm_rtos_est', `${SECOND_POD}, remote_namespace="data", remote_pod="few-0"`)]:
        `0 ${'1 _ _ _ '.repeat(15)}`,
      [flow('nfm_segments_delivered', `${SECOND_POD}, remote_namespace="data", remote_pod="few-0"`)]: constant('5', 30),
    },
    firing: { 5: NOTHING, 11: NOTHING, 12: NOTHING, 20: NOTHING },
  },
  {
    what: 'a pair that delivers nothing fires, whether its agents report 0 delivered segments or no such series',
    series: {
      [flow('nfm_retrans_syn')]: constant('40', 30),
      [flow('nfm_rtos_syn')]: constant('40', 30),
      [flow('nfm_segments_delivered')]: constant('0', 30),
      [flow('nfm_retrans_syn', UNACKNOWLEDGED)]: constant('40', 30),
      [flow('nfm_rtos_syn', UNACKNOWLEDGED)]: constant('40', 30),
    },
    firing: {
      9: NOTHING,
      12: [retransmissions('100%'), timeouts('100%'), ...ofSearch],
      29: [retransmissions('100%'), timeouts('100%'), ...ofSearch],
    },
  },
  {
    what: 'a pair that delivers fewer segments than it retransmits has 100%, and a few failed attempts count as chance',
    series: {
      [flow('nfm_retrans_syn')]: constant('40', 30),
      [flow('nfm_segments_delivered')]: constant('3', 30),
      [flow('nfm_rtos_syn', UNACKNOWLEDGED)]: `0 ${'1 _ _ _ '.repeat(15)}`,
      [flow('nfm_retrans_syn', UNACKNOWLEDGED)]: `0 ${'1 _ _ _ '.repeat(15)}`,
    },
    firing: { 9: NOTHING, 12: [retransmissions('100%')], 29: [retransmissions('100%')] },
  },
  {
    what: 'pairs with the same names in two clusters are separate, whichever label names the cluster',
    series: {
      ...loss('cluster="east", ', 30),
      ...loss('cluster="west", ', 1),
      ...loss('k8s_cluster="north", ', 30),
      ...loss('k8s_cluster="south", ', 1),
    },
    firing: { 12: [ofCluster({ cluster: 'east' }), ofCluster({ k8s_cluster: 'north' })] },
  },
];
