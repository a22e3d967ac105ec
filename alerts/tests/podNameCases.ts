import { type AlertCase, NOTHING } from './alertCase';

/** A Deployment name of 52 characters: Kubernetes truncates the names of its pods, without a hyphen before the random suffix. */
const DEPLOYMENT = 'a-release-name-of-a-team-payments-api-gateway-v2-and';
const PODS = ['x2k4z', 'bcd5f', '77777', 'zzzzz', 'mn2pq', 'vwx24'].map((random) => `${DEPLOYMENT}-84c96${random}`);

/** In each report of each pod, 3 of 24 segments are retransmitted: six in five minutes for one pod alone would count as chance. */
const flow = (name: string, pod: string) =>
  `${name}{k8s_cluster="demo", k8s_node="n1", local_namespace="shop", local_pod="${pod}", ` +
  'remote_namespace="data", remote_pod="orders-db-0", remote_port="5432"}';

export const POD_NAME_CASES: AlertCase[] = [
  {
    what: 'losses of a Deployment are summed over all its pods, although Kubernetes truncates their names',
    series: Object.fromEntries(
      PODS.flatMap((pod) => [
        [flow('nfm_retrans_est', pod), '3 _ _ _ '.repeat(15)],
        [flow('nfm_segments_delivered', pod), '24 _ _ _ '.repeat(15)],
      ])
    ),
    firing: {
      8: NOTHING,
      14: [
        {
          uid: 'eastwest-retransmissions',
          labels: {
            k8s_cluster: 'demo',
            local_namespace: 'shop',
            local_workload: DEPLOYMENT,
            remote_namespace: 'data',
            remote_workload: 'orders-db',
          },
          summary: `12.5% of segments from shop/${DEPLOYMENT} to data/orders-db were retransmitted`,
        },
      ],
    },
  },
];
