import { retransmittedShare, timedOutShare } from './pairLosses';
import { workloadNameFromName } from '../kubernetes/workloads';

function pairs(cluster: string, ...names: string[]): string {
  const parts = names.map(
    (name) => `label_replace(sum_over_time(${name}{local_pod!="", remote_pod!=""}[5m]), "part", "${name}", "", "")`
  );
  const pods = `sum by (${cluster}, local_namespace, local_pod, remote_namespace, remote_pod) (${parts.join(' or ')})`;
  const workloads = workloadNameFromName(workloadNameFromName(pods, 'local_'), 'remote_');
  return `sum by (${cluster}, local_namespace, local_workload, remote_namespace, remote_workload) (${workloads})`;
}

describe('losses between two workloads', () => {
  it.each([
    ['k8s_cluster', {}],
    ['cluster, k8s_cluster', { clusterLabel: 'cluster' }],
    ['k8s_cluster', { clusterLabel: 'k8s_cluster' }],
  ])(
    'are shares of delivered segments by %s, where there are more than a few, and 1 where nothing arrives',
    (by, scope) => {
      const segments = pairs(by, 'nfm_segments_delivered');
      const retransmissions = pairs(by, 'nfm_retrans_syn', 'nfm_retrans_est');
      const timeouts = pairs(by, 'nfm_rtos_syn', 'nfm_rtos_est');
      expect(retransmittedShare('5m', 10, scope)).toBe(
        `clamp_max((${retransmissions} >= 10) / (${segments} or ${retransmissions} * 0), 1)`
      );
      expect(timedOutShare('5m', 10, scope)).toBe(
        `clamp_max((${timeouts} >= 10) / (${segments} or ${timeouts} * 0), 1)`
      );
    }
  );
});
