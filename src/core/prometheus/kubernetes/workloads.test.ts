import * as fc from 'fast-check';
import { podNames } from '../../../testing/podNames';
import { workloadFromPodName } from '../../kubernetes/workloadFromPodName';
import { podWorkloads, workloadFromName, workloadNameFromName } from './workloads';

describe('workloads from kube-state-metrics', () => {
  it('are the owners of the owners if there are any', () => {
    const pods =
      'sum by (namespace, pod, owner, workload) (label_replace(label_replace(label_join(count_over_time(kube_pod_owner[5m]), ' +
      '"owner", "/", "owner_kind", "owner_name"), "workload", "Pod/$1", "pod", "(.*)"), "workload", "$1", "owner", "([A-Z].*)"))';
    const controllers =
      'sum by (namespace, owner, workload) (label_replace(label_replace(label_join(' +
      'count_over_time({__name__=~"kube_(replicaset|job)_owner", owner_kind=~"[A-Z].*"}[5m]), ' +
      '"workload", "/", "owner_kind", "owner_name"), ' +
      '"owner", "ReplicaSet/$1", "replicaset", "(.+)"), "owner", "Job/$1", "job_name", "(.+)"))';
    expect(podWorkloads({ window: '5m' }, {})).toBe(
      'group by (namespace, pod, workload, workload_kind) (label_replace(label_replace(topk by (namespace, pod) (1, ' +
        `${pods} * on (namespace, owner) group_left (workload) topk by (namespace, owner) (1, ${controllers}) ` +
        `or on (namespace, pod) ${pods}), ` +
        '"workload_kind", "$1", "workload", "([^/]+)/.*"), "workload", "$1", "workload", "[^/]+/(.*)"))'
    );
  });
});

/** What `label_replace(…, "workload", replacement, "pod", pattern)` makes of it: patterns must match all of a value. */
function labelReplaceChain(expression: string, pod: string) {
  const labels: Record<string, string> = { pod };
  for (const [, to, replacement, from, pattern] of expression.matchAll(
    /, "([^"]*)", "([^"]*)", "([^"]*)", "([^"]*)"\)/g
  )) {
    const match = labels[from ?? '']?.match(new RegExp(`^(?:${pattern})$`));
    if (match) {
      labels[to ?? ''] = (replacement ?? '').replace(/\$(\d+)/g, (_, group) => match[Number(group)] ?? '');
    }
  }
  return { kind: labels.workload_kind, name: labels.workload };
}

describe('workloads from names', () => {
  const nameAlone = workloadNameFromName('up');

  it('are the same as in the graph', () => {
    const expression = workloadFromName('up');
    fc.assert(
      fc.property(podNames, (pod) => {
        const { kind, name } = workloadFromPodName(pod);
        expect(labelReplaceChain(expression, pod)).toEqual({ kind, name });
        expect(labelReplaceChain(nameAlone, pod)).toEqual({ name });
      }),
      { numRuns: 4_000 }
    );
  });

  it('can have the labels of one end of a flow', () => {
    expect(workloadNameFromName('x', 'local_')).toBe(
      nameAlone.replace('up', 'x').replace(/"(pod|workload)"/g, '"local_$1"')
    );
  });
});
