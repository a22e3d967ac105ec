import { type AlertCase, NOTHING } from './alertCase';

/** A Deployment of 52 letters: Kubernetes cuts the names of its pods, and leaves no hyphen before what is random. */
const DEPLOYMENT = 'a-release-name-of-a-team-payments-api-gateway-v2-and';
const PODS = ['x2k4z', 'bcd5f', '77777', 'zzzzz', 'mn2pq', 'vwx24'].map((random) => `${DEPLOYMENT}-84c96${random}`);

/** Three of 24 segments are sent again in each report of each pod: six in five minutes would be chance. */
const flow = (name: string, pod: string) =>
  `${name}{k8s_cluster="demo", k8s_node="n1", local_namespace="shop", local_pod="${pod}", ` +
  'remote_namespace="data", remote_pod="orders-db-0", remote_port="5432"}';

export const POD_NAME_CASES: AlertCase[] = [
  {
    what: 'losses of a Deployment are those of all its pods, although Kubernetes cut their names',
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
          summary: `12.5% of the segments from shop/${DEPLOYMENT} to data/orders-db were sent again`,
        },
      ],
    },
  },
];
