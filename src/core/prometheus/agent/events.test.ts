import { ALLOWANCES } from './allowances';
import { agentStarts, allowanceExceeded, GRAFANA_STEP, stepOf } from './events';
import { interfaceChange } from './interfaceChange';
import { newReplicaSets, replacedPods } from '../kubernetes/rollouts';

const [bandwidth] = ALLOWANCES;
const node = (inner: string) => `label_replace(${inner}, "node", "$1", "exported_node", "(.+)")`;
const MINUTE = { step: stepOf(60) };

describe('exceeded allowances', () => {
  it('have a point for each step with any, without frozen series and driver resets', () => {
    expect(allowanceExceeded(bandwidth, { ...MINUTE, clusterLabel: 'cluster' })).toBe(
      `sum by (cluster, node) (${node(
        `${interfaceChange('bw_in_allowance_exceeded', { window: '60s' })} ` +
          'unless (min_over_time(bw_in_allowance_exceeded[15m]) == max_over_time(bw_in_allowance_exceeded[15m]) > 0 and count_over_time(bw_in_allowance_exceeded[15m]) >= 10)'
      )}) / 60 > 0`
    );
  });
});

describe('starts of agents', () => {
  const AGENTS = 'namespace="amazon-network-flow-monitor"';

  it('are the restarts in each step on the nodes that match the filters', () => {
    const filters = [{ label: 'node', operator: '=', value: 'n' }] as const;
    expect(agentStarts({ ...MINUTE, filters })).toBe(
      `(max by (node) (max by (namespace, pod, uid) (kube_pod_container_state_started{${AGENTS}} offset -2m) ` +
        `* on (namespace, pod, uid) group_left (node) group by (namespace, pod, uid, node) (kube_pod_info{${AGENTS}, node!="", node="n"} offset -2m)) ` +
        '> time() - 60 <= time()) ' +
        `and on (node) group by (node) (${node('last_over_time(bw_in_allowance_exceeded[1h] offset 60s)')})`
    );
  });
});

describe('rollouts', () => {
  const filters = [
    { label: 'namespace', operator: '=', value: 'shop' },
    { label: 'workload', operator: '=~', value: 'ui.*' },
  ] as const;
  const selectors = (query: string) => query.match(/kube_\w+(\{[^}]*\})?/g) ?? [];

  it('are searched for in the namespaces and workloads that match the filters', () => {
    const query = newReplicaSets({ ...MINUTE, filters });
    expect(selectors(query).filter((one) => !one.includes('namespace="shop"'))).toEqual([]);
    const ofOwners = selectors(query).filter((one) => one.startsWith('kube_replicaset_owner'));
    expect(new Set(ofOwners)).toEqual(
      new Set(['kube_replicaset_owner{owner_kind=~"[A-Z].*", namespace="shop", owner_name=~"ui.*"}'])
    );
  });

  it.each(['StatefulSet', 'DaemonSet'] as const)('of a %s are looked for likewise', (kind) => {
    const query = replacedPods(kind, { ...MINUTE, filters });
    expect(selectors(query).filter((one) => !one.includes('namespace="shop"'))).toEqual([]);
    const ofPods = selectors(query).filter((one) => one.startsWith('kube_pod_info'));
    expect(
      ofPods.filter(
        (one) => !one.includes(`created_by_kind="${kind}", node!="", namespace="shop", created_by_name=~"ui.*"`)
      )
    ).toEqual([]);
  });
});

describe('the windows of events', () => {
  it('are as long as the steps in Grafana', () => {
    const scope = { step: GRAFANA_STEP };
    const ours = [allowanceExceeded(bandwidth, MINUTE), agentStarts(MINUTE), newReplicaSets(MINUTE)];
    const inGrafana = [allowanceExceeded(bandwidth, scope), agentStarts(scope), newReplicaSets(scope)];
    const replaceMacros = (query: string) =>
      query.replaceAll('($__interval_ms / 1000)', '60').replaceAll(/\$__interval\b|\$\{__interval\}/g, '60s');
    expect(inGrafana.map(replaceMacros)).toEqual(ours);
  });
});
