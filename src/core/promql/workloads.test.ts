import * as fc from 'fast-check';
import { workloadFromPodName } from '../workload/workloadFromPodName';
import { podWorkloads, workloadFromName, workloadNameFromPod } from './workloads';

describe('workloads from kube-state-metrics', () => {
  it('are the owners’ owners where there are such', () => {
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
      labels[to ?? ''] = (replacement ?? '').replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    }
  }
  return { kind: labels.workload_kind, name: labels.workload };
}

describe('workloads from names', () => {
  const letters = fc.constantFrom(...'bcdfghjklmnpqrstvwxz2456789', 'a', 'e', '0', '1', '3', '-', '.');
  const parts = fc.oneof(
    fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/),
    fc.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{4,6}$/),
    fc.stringMatching(/^[456789bcdf]{1,11}$/),
    fc.stringMatching(/^[0-9]{1,11}$/),
    fc.constantFrom('ip-10-0-1-23.ec2.internal', 'ip-10-0-1-23', 'x2k4z', '84c96ffcc5', '29384756'),
    fc.array(letters, { minLength: 1, maxLength: 6 }).map((some) => some.join(''))
  );
  const names = fc.array(parts, { minLength: 1, maxLength: 4 }).map((some) => some.join('-'));

  it('are those that the graph shows', () => {
    const expression = workloadFromName('up');
    const nameAlone = workloadNameFromPod('up');
    fc.assert(
      fc.property(names, (pod) => {
        const { kind, name } = workloadFromPodName(pod);
        expect(labelReplaceChain(expression, pod)).toEqual({ kind, name });
        expect(labelReplaceChain(nameAlone, pod)).toEqual({ kind: undefined, name });
      }),
      { numRuns: 2_000 }
    );
  });

  it('can be about one end of a flow', () => {
    expect(workloadFromName('x', 'local_')).toContain(
      'label_replace(x, "local_workload", "Pod/$1", "local_pod", "(.+)")'
    );
  });
});
