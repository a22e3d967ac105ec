import { retransmittedShare, timedOutShare } from './workloadPairs';
import { workloadNameFromName } from './workloads';

function pairs(...names: string[]): string {
  const parts = names.map(
    (name) => `label_replace(sum_over_time(${name}{local_pod!="", remote_pod!=""}[5m]), "part", "${name}", "", "")`
  );
  const pods = `sum by (k8s_cluster, local_namespace, local_pod, remote_namespace, remote_pod) (${parts.join(' or ')})`;
  const workloads = workloadNameFromName(workloadNameFromName(pods, 'local_'), 'remote_');
  return `sum by (k8s_cluster, local_namespace, local_workload, remote_namespace, remote_workload) (${workloads})`;
}

describe('losses between two workloads', () => {
  const segments = pairs('nfm_segments_delivered');

  it('are retransmissions by delivered segments, where there are more than a few', () => {
    expect(retransmittedShare('5m', 10)).toBe(
      `(${pairs('nfm_retrans_syn', 'nfm_retrans_est')} >= 10) / (${segments} > 0)`
    );
  });

  it('are timeouts likewise', () => {
    expect(timedOutShare('5m', 10)).toBe(`(${pairs('nfm_rtos_syn', 'nfm_rtos_est')} >= 10) / (${segments} > 0)`);
  });
});
