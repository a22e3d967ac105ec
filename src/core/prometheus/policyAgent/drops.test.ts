import { syntaxErrors } from '../../../testing/syntaxErrors';
import { drops, hasDrops, policyAgentsUp, risenDrops } from './drops';

const CLUSTER = { clusterLabel: 'cluster' };

describe('drops by network policies', () => {
  it('are the increase of the counter, and its first value if the agent responded before the series began', () => {
    const series = 'network_policy_drop_count_total{node!=""}';
    expect(drops({ metric: 'packets', nodeName: 'label', ...CLUSTER }, { window: '5m' })).toContain(
      `sum by (cluster, node, direction) (increase(${series}[5m]) or label_replace(min_over_time(${series}[5m]) ` +
        `unless ${series} offset 5m and on (cluster, job, instance) (up offset 5m == 1), "apart", "1", "", "")`
    );
  });

  it('can be counted over a whole range, in bytes, and for some nodes', () => {
    const whole = { window: '$__range', at: ' @ end()' };
    const query = { metric: 'bytes', nodeName: 'kube-state-metrics' } as const;
    const text = drops({ ...query, filters: [{ label: 'node', operator: '=~', value: 'ip-.*' }] }, whole);
    expect(text).toContain('network_policy_drop_bytes_total{node=~"ip-.*", node!=""} @ end() offset $__range');
    expect(text).toContain('kube_node_info{node=~"ip-.*"}[$__range] @ end()');
  });

  it('are valid PromQL', () => {
    const names = ['label', 'kube-state-metrics'] as const;
    const queries = [{}, CLUSTER].flatMap((scope) => [
      ...names.map((nodeName) => drops({ metric: 'packets', nodeName, ...scope }, { window: '5m' })),
      ...names.map((nodeName) => drops({ metric: 'bytes', nodeName, ...scope }, { window: '1h', at: ' @ end()' })),
      policyAgentsUp(scope),
      risenDrops({ windowMinutes: 10, usualWindows: 36, times: 3 }, scope),
    ]);
    expect([...queries, hasDrops({ window: '1h' }, CLUSTER)].flatMap(syntaxErrors)).toEqual([]);
  });
});
