import * as fc from 'fast-check';
import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { workloadFromName, workloadNameFromName } from '../../src/core/prometheus/kubernetes/workloads';
import { workloadFromPodName } from '../../src/core/kubernetes/workloadFromPodName';
import { podNames } from '../../src/testing/podNames';
import { SERIES_START_MS, startPrometheusWith } from '../support/syntheticSeries';
import { promInstant } from '../support/promInstant';

const GATEWAY = 'a-release-name-of-a-team-payments-api-gateway-v2';

/** Pods and their owners. */
const TRUTHS: ReadonlyArray<[pod: string, kind: string, workload: string]> = [
  [`${GATEWAY}-84c96ffccx2k4z`, 'Deployment', GATEWAY],
  [`${GATEWAY}-84c96ffccbcd5f`, 'Deployment', GATEWAY],
  [`${GATEWAY}-84c96ffcc77777`, 'Deployment', GATEWAY],
  [`${GATEWAY}-and-84c96x2k4z`, 'Deployment', `${GATEWAY}-and`],
  [`${GATEWAY}-and-29384x2k4z`, 'CronJob', `${GATEWAY}-and`],
  [`${GATEWAY}-for-otherx2k4z`, 'DaemonSet or Job', `${GATEWAY}-for-other`],
  [`${GATEWAY}-for-otherbcd5f`, 'DaemonSet or Job', `${GATEWAY}-for-other`],
  ['migrate-db-x2k4z', 'DaemonSet or Job', 'migrate-db'],
  ['web-b-x2k4z', 'DaemonSet or Job', 'web-b'],
  ['web-84c96ffcc5-x2k4z', 'Deployment', 'web'],
  ['nightly-29384756-x2k4z', 'CronJob', 'nightly'],
  ['nightly-29384756-0-x2k4z', 'CronJob', 'nightly'],
  ['indexed-12-x2k4z', 'Job', 'indexed'],
  ['orders-db-0', 'StatefulSet', 'orders-db'],
  ['kube-proxy-i-0123456789abcdef0', 'Node', 'kube-proxy'],
  ['kube-proxy-x2k4z', 'DaemonSet or Job', 'kube-proxy'],
  ['etcd-ip-10-0-1-23', 'Node', 'etcd'],
  ['debug', 'Pod', 'debug'],
];
const OTHERS = fc.sample(podNames, { numRuns: 1_500, seed: 47 });

describe('the workloads that PromQL derives from pod names', () => {
  let prometheus: RunningPrometheus;

  beforeAll(async () => {
    const pods = new Set([...TRUTHS.map(([pod]) => pod), ...OTHERS]);
    prometheus = await startPrometheusWith(
      [...pods].map((pod) => ({ name: 'nfm_bytes_delivered', labels: { local_pod: pod }, values: [1] }))
    );
  });

  afterAll(() => prometheus.close());

  const labelsByPod = async (expression: string) => {
    const found = await promInstant(prometheus.url, expression, SERIES_START_MS);
    return new Map(found.map(({ labels }) => [labels.local_pod ?? '', labels]));
  };

  it('are the real owners of the pods, even if Kubernetes truncated the names', async () => {
    const found = await labelsByPod(workloadFromName('nfm_bytes_delivered', 'local_'));
    const named = TRUTHS.map(([pod]) => [pod, found.get(pod)?.local_workload_kind, found.get(pod)?.local_workload]);
    expect(named).toEqual(TRUTHS);
  });

  it('are the same in Prometheus and in the browser, for any name', async () => {
    const found = await labelsByPod(workloadFromName('nfm_bytes_delivered', 'local_'));
    const names = await labelsByPod(workloadNameFromName('nfm_bytes_delivered', 'local_'));
    expect(found.size).toBeGreaterThan(1_000);
    for (const [pod, labels] of found) {
      const { kind, name } = workloadFromPodName(pod);
      expect([pod, labels.local_workload_kind, labels.local_workload]).toEqual([pod, kind, name]);
      expect(names.get(pod)).toEqual({ ...labels, local_workload_kind: undefined });
    }
  });
});
