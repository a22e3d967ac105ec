import { ALLOWANCES } from './allowances';
import { agentStarts, allowanceExceeded } from './events';
import { newReplicaSets, replacedPods } from './rollouts';
import { restartedAgents } from './runningPods';

const [bandwidth] = ALLOWANCES;
const node = (inner: string) => `label_replace(${inner}, "node", "$1", "exported_node", "(.+)")`;
const MINUTE = { stepSeconds: 60 };

describe('exceeded allowances', () => {
  it('are what each step holds more of than nothing, without frozen series and resets of the driver', () => {
    expect(allowanceExceeded(bandwidth, { ...MINUTE, clusterLabel: 'cluster' })).toBe(
      `sum by (cluster, node) (${node(
        'sum_over_time(bw_in_allowance_exceeded[60s]) - clamp_max(min_over_time(bw_in_allowance_exceeded[60s]), 0) ' +
          'unless (bw_in_allowance_exceeded > 0 and changes(bw_in_allowance_exceeded[15m]) == 0 and count_over_time(bw_in_allowance_exceeded[15m]) >= 10)'
      )}) / 60 > 0`
    );
  });
});

describe('starts of agents', () => {
  const AGENTS = 'namespace="amazon-network-flow-monitor"';

  it('are of agents that were there before, on the nodes that pass the filters', () => {
    const filters = [{ label: 'node', operator: '=', value: 'n' }] as const;
    expect(agentStarts({ ...MINUTE, filters })).toBe(
      `max by (node) (max by (namespace, pod, uid) (kube_pod_container_state_started{${AGENTS}}) ` +
        `* on (namespace, pod, uid) group_left (node) group by (namespace, pod, uid, node) (kube_pod_info{${AGENTS}, node!="", node="n"})) ` +
        `and on (node) ${restartedAgents({ window: '60s', seconds: '60' }, {})} ` +
        `and on (node) group by (node) (${node('last_over_time(bw_in_allowance_exceeded[1h] offset 360s)')})`
    );
  });
});

describe('rollouts', () => {
  const STARTED = (pods: string) => `(${pods} > time() - 180 <= time() - 120)`;

  it('of Deployments are pods that started in the step, of ReplicaSets that have none that is older', () => {
    const starts =
      'max by (namespace, pod, uid) (kube_pod_start_time{namespace="shop"}) * on (namespace, pod, uid) group_left (created_by_name) ' +
      'group by (namespace, pod, uid, created_by_name) (kube_pod_info{created_by_kind="ReplicaSet", node!="", namespace="shop"})';
    const filters = [
      { label: 'namespace', operator: '=', value: 'shop' },
      { label: 'workload', operator: '=~', value: 'ui.*' },
    ] as const;
    expect(newReplicaSets({ ...MINUTE, filters })).toBe(
      `(count by (namespace, created_by_name) (${STARTED(starts)}) and on (namespace, created_by_name) ` +
        `(min by (namespace, created_by_name) (${starts}) > time() - 1980)) ` +
        '* on (namespace, created_by_name) group_left (workload, workload_kind) ' +
        'group by (namespace, created_by_name, workload, workload_kind) (label_replace(label_replace(label_replace(' +
        'kube_replicaset_owner{owner_kind=~"[A-Z].*", namespace="shop", owner_name=~"ui.*"}, ' +
        '"created_by_name", "$1", "replicaset", "(.+)"), "workload", "$1", "owner_name", "(.+)"), "workload_kind", "$1", "owner_kind", "(.+)"))'
    );
  });

  it.each([
    ['StatefulSet', 'pod', 'created_by_name'],
    ['DaemonSet', 'created_by_name, node', 'created_by_name, node'],
  ] as const)('of a %s are pods that started in the step in place of others', (kind, place, carried) => {
    const info = `kube_pod_info{created_by_kind="${kind}", node!="", created_by_name="db"}`;
    const starts =
      `max by (namespace, pod, uid) (kube_pod_start_time) * on (namespace, pod, uid) group_left (${carried}) ` +
      `group by (namespace, pod, uid, ${carried}) (${info})`;
    expect(replacedPods(kind, { ...MINUTE, filters: [{ label: 'workload', operator: '=', value: 'db' }] })).toBe(
      `label_replace(label_replace(count by (namespace, created_by_name) (${STARTED(starts)} and on (namespace, ${place}) ` +
        `(count by (namespace, ${place}) (group by (namespace, ${place}, uid) (present_over_time(${info}[1980s]))) > 1)), ` +
        `"workload", "$1", "created_by_name", "(.+)"), "workload_kind", "${kind}", "", "")`
    );
  });
});
