import { deviceChange } from './deviceChange';
import { interfaceChange } from './interfaceChange';
import { type AgentMetric, agentMetric } from './catalog';
import { type DeltaGaugeQuery, inWindow, perSecond } from './deltaGauge';
import { where } from '../where';
import { podWorkloads, workloadFromName } from '../kubernetes/workloads';

const metric = (name: string): AgentMetric => {
  const found = agentMetric(name);
  if (!found) {
    throw new Error(`No such metric: ${name}`);
  }
  return found;
};

const fiveMinutes = { window: '5m', windowSeconds: '300' };
const unguardedBytes = {
  metric: metric('egress_bytes'),
  groupBy: 'pod',
  runningPods: 'unguarded',
  ...fiveMinutes,
} as const;

const ofUi = { label: 'workload', operator: '=', value: 'ui' } as const;

const restored = (label: string, inner: string) =>
  `label_replace(${inner}, "${label}", "$1", "exported_${label}", "(.+)")`;
const podOf = (inner: string) => restored('namespace', restored('pod', inner));
const podOnNodeOf = (inner: string) => restored('node', podOf(inner));

/** How many samples of kube-state-metrics say that each pod ran. */
const RAN =
  '(sum by (namespace, pod, node) (sum by (namespace, pod, uid) (sum_over_time(kube_pod_status_phase{phase="Running"}[5m])) ' +
  '* on (namespace, pod, uid) group_left (node) ' +
  'max by (namespace, pod, uid, node) (present_over_time(kube_pod_info{node!=""}[5m]))) > 0)';

const AGENTS = '{namespace="amazon-network-flow-monitor"}[5m] offset -2m';
const RESTARTED =
  `group by (node) (last_over_time(kube_pod_info${AGENTS}) and on (namespace, pod, uid) ` +
  `last_over_time(kube_pod_container_state_started${AGENTS}) > time() - 300 - 300)`;

const frozen = (series: string, at = '', samples = 10, window = '15m') =>
  `(min_over_time(${series}[${window}]${at}) == max_over_time(${series}[${window}]${at}) > 0 ` +
  `and count_over_time(${series}[${window}]${at}) >= ${samples})`;
/** 1, and 0 in VictoriaMetrics. */
const beforeChanges = (at: string) =>
  `scalar(count_over_time(vector(time())[2s:1s]${at}) - changes(vector(time())[2s:1s]${at}))`;
const repetitions = (series: string, window: string, at = '') =>
  `(count_over_time(${series}[${window}]${at}) - changes(${series}[${window}]${at}) - ${beforeChanges(at)})`;
const minus = (expression: string) => `label_replace(-(${expression}), "minus", "1", "", "")`;
const repeated = (series: string, window: string, at = '') =>
  minus(
    `last_over_time(${series}[${window}]${at}) * (count_over_time(${series}[${window}]${at}) - changes(${series}[${window}]${at}) - ` +
      `(min_over_time(${series}[${window}]${at}) != bool max_over_time(${series}[${window}]${at})) * ${beforeChanges(at)}) ` +
      `and ${frozen(series, at)}`
  );
const usual = (series: string, window: string) => `quantile_over_time(0.5, ${series}[${window}])`;
const wholeLife = (series: string, range: string, window: string) =>
  `(max_over_time(${series}[${range}]) > 10 * ${usual(series, window)}) - ${usual(series, window)}`;
/** Series whose largest sample is no whole life of a pod that the agent did not know for a while. */
const bursts = (series: string, range: string, window: string) =>
  `count_over_time(${series}[${range}]) unless ((sum_over_time(${series}[${window}]) - max_over_time(${series}[${window}])) ` +
  `/ count_over_time(${series}[${window}]) < 1.5 * ${usual(series, window)} and ${repetitions(series, window)} > 0)`;
const returned = (series: string, range: string, window: string) =>
  minus(`(${wholeLife(series, range, window)}) unless (${bursts(series, range, window)})`);
/** Interfaces that the agent exports as several pods. */
const MIXED_UP = (series: string, window: string) =>
  `(count by (node, iface) (max_over_time(${series}[${window}]) > 3 * min_over_time(${series}[${window}]) ` +
  `and count_over_time(${series}[${window}]) - changes(${series}[${window}]) > 1) > 1)`;
const othersThanMixedUp = (series: string, window: string, values: string) =>
  `(${values}) unless on (node, iface) ${MIXED_UP(series, window)}`;

describe('perSecond', () => {
  it.each<[string, DeltaGaugeQuery, string]>([
    [
      'bandwidth per running pod',
      { ...unguardedBytes, runningPods: 'kube-state-metrics' },
      `sum by (namespace, pod) (sum by (namespace, pod, node) (${podOnNodeOf('sum_over_time(egress_bytes[5m])')}) ` +
        `and on (namespace, pod, node) ${RAN}) / 300`,
    ],
    [
      'bandwidth per pod, without guards',
      unguardedBytes,
      `sum by (namespace, pod) (${podOf('sum_over_time(egress_bytes[5m])')}) / 300`,
    ],
    [
      'connections of a namespace, summed over pods, not over interfaces',
      { ...unguardedBytes, metric: metric('egress_flow'), groupBy: 'namespace' },
      `sum by (namespace) (max by (namespace, pod, node) (${podOnNodeOf('sum_over_time(egress_flow[5m])')})) / 300`,
    ],
    [
      'bandwidth without samples above 8 Mbit/s for one and a half scrape intervals',
      { ...unguardedBytes, spikes: { bytesPerSecond: 1e6, scrapeIntervalSeconds: 30 } },
      `sum by (namespace, pod) (${podOf(
        'sum_over_time(egress_bytes[5m]) or label_replace(-((max_over_time(egress_bytes[5m]) > 45000000) - ' +
          'quantile_over_time(0.5, egress_bytes[30m])), "minus", "1", "", "")'
      )}) / 300`,
    ],
    [
      'an allowance of some nodes, with or without renamed labels, with guards for driver resets and detached interfaces',
      {
        metric: metric('linklocal_allowance_exceeded'),
        groupBy: 'node',
        runningPods: 'unguarded',
        filters: [{ label: 'node', operator: '=~', value: 'ip-10-.*' }],
        ...fiveMinutes,
      },
      `sum by (node) (${restored(
        'node',
        [
          'linklocal_allowance_exceeded{exported_node="", node=~"ip-10-.*"}',
          'linklocal_allowance_exceeded{exported_node!="", exported_node=~"ip-10-.*"}',
        ]
          .map((some) => `${interfaceChange(some, { window: '5m' })} unless ${frozen(some)}`)
          .join(' or ')
      )}) / 300`,
    ],
    [
      'the top ten, ranked once, at the end of the range',
      {
        metric: metric('bw_in_allowance_exceeded'),
        groupBy: 'interface',
        runningPods: 'unguarded',
        top: { k: 10, over: '1h' },
        ...fiveMinutes,
      },
      `sum by (node, eni) (${restored(
        'node',
        `${interfaceChange('bw_in_allowance_exceeded', { window: '5m' })} unless ${frozen('bw_in_allowance_exceeded')}`
      )}) / 300 and on (node, eni) topk(10, sum by (node, eni) (clamp_min(sum by (node, eni) (${restored(
        'node',
        `${interfaceChange('bw_in_allowance_exceeded', { window: '1h', at: ' @ end()' })} ` +
          `or ${repeated('bw_in_allowance_exceeded', '1h', ' @ end()')}`
      )}), 0)))`,
    ],
    [
      'pods of a workload by node, from the owners of the pods',
      { ...unguardedBytes, runningPods: 'kube-state-metrics', groupBy: 'node', filters: [ofUi] },
      `sum by (node) ((sum by (namespace, pod, node) (${podOnNodeOf('sum_over_time(egress_bytes[5m])')}) and on (namespace, pod, node) ${RAN}) ` +
        `* on (namespace, pod) group_left (workload, workload_kind) ${where(podWorkloads({ window: '5m' }, {}), [ofUi])}) / 300`,
    ],
    [
      'pods of a workload, inferred from their names',
      { ...unguardedBytes, groupBy: 'namespace', filters: [ofUi] },
      `sum by (namespace) (${where(workloadFromName(`sum by (namespace, pod, node) (${podOnNodeOf('sum_over_time(egress_bytes[5m])')})`), [ofUi])}) / 300`,
    ],
    [
      'bytes of an Elastic Fabric Adapter, guarded by change',
      { metric: metric('efa_tx_bytes'), groupBy: 'device', runningPods: 'kube-state-metrics', ...fiveMinutes },
      `sum by (node, device) (${restored(
        'node',
        `${deviceChange('efa_tx_bytes', 'efa_tx_bytes', { window: '5m' })} unless ${frozen('efa_tx_bytes', '', 5, '5m')}`
      )}) / 300`,
    ],
  ])('queries %s', (_, query, expected) => {
    expect(perSecond(query)).toBe(expected);
  });
});

describe('inWindow', () => {
  const SAMPLES_PER_SCRAPE =
    `(max by (node) (sum by (node, eni) (${restored('node', 'count_over_time(bw_in_allowance_exceeded[5m])')})) ` +
    '/ on (node) sum by (node) (count_over_time(kube_node_info[5m])))';

  it.each<[string, DeltaGaugeQuery, string]>([
    [
      'bytes of a pod until it ended',
      { ...unguardedBytes, runningPods: 'kube-state-metrics' },
      `sum by (namespace, pod) (clamp_min(sum by (namespace, pod, node) (${podOnNodeOf('sum_over_time(egress_bytes[5m])')})` +
        ` - sum by (namespace, pod, node) (${podOnNodeOf('last_over_time(egress_bytes[5m]) * count_over_time(egress_bytes[5m])')})` +
        ` * clamp_min(1 - ((${RAN} * on (node) group_left () ${SAMPLES_PER_SCRAPE}) + 0.5)` +
        ` / max by (namespace, pod, node) (sum by (namespace, pod, node, iface) (${podOnNodeOf('count_over_time(egress_bytes[5m])')})), 0), 0))`,
    ],
    [
      'bytes as they are exported',
      unguardedBytes,
      `sum by (namespace, pod) (${podOf('sum_over_time(egress_bytes[5m])')})`,
    ],
    [
      'of one cluster among several',
      {
        ...unguardedBytes,
        groupBy: 'namespace',
        clusterLabel: 'cluster',
        filters: [{ label: 'cluster', operator: '=', value: 'east' }],
      },
      `sum by (cluster, namespace) (${restored('namespace', 'sum_over_time(egress_bytes{cluster="east"}[5m])')})`,
    ],
  ])('queries %s', (_, query, expected) => {
    expect(inWindow(query)).toBe(expected);
  });

  it('selects in kube-state-metrics only what matches the filters, within a cluster', () => {
    const filters = [
      { label: 'cluster', operator: '=', value: 'east' },
      { label: 'namespace', operator: '=~', value: 'shop|web' },
    ] as const;
    const query = inWindow({
      ...unguardedBytes,
      groupBy: 'workload',
      runningPods: 'kube-state-metrics',
      clusterLabel: 'cluster',
      filters,
    });
    expect(query).toContain('kube_pod_status_phase{phase="Running", cluster="east", namespace=~"shop|web"}[5m]');
    expect(query).toContain('kube_pod_info{node!="", cluster="east", namespace=~"shop|web"}[5m]');
    expect(query).toContain('kube_pod_owner{cluster="east", namespace=~"shop|web"}[5m]');
    const joins = [...query.matchAll(/(?:on|by) \(([^)]*)\)/g)].map(([, labels]) => labels);
    expect(joins.length).toBeGreaterThan(10);
    expect(joins.filter((labels) => !labels?.startsWith('cluster, '))).toEqual([]);
  });
});

describe('whole-life samples', () => {
  const byChange = { ...unguardedBytes, runningPods: 'by-change' } as const;

  it('are subtracted from series with repeated values, without kube-state-metrics', () => {
    const series = `sum_over_time(egress_bytes[5m]) unless ${frozen('egress_bytes')} or ${returned('egress_bytes', '5m', '30m')}`;
    expect(perSecond(byChange)).toContain(podOnNodeOf(othersThanMixedUp('egress_bytes', '30m', series)));
  });

  it('are searched for in the whole window of a total', () => {
    const series = `sum_over_time(egress_bytes[5m]) or ${repeated('egress_bytes', '5m')} or ${returned('egress_bytes', '5m', '5m')}`;
    expect(inWindow(byChange)).toContain(podOnNodeOf(othersThanMixedUp('egress_bytes', '5m', series)));
  });

  it('are also subtracted after restarts of an agent, with kube-state-metrics', () => {
    const query = perSecond({ ...byChange, runningPods: 'kube-state-metrics', spikes: 'kube-state-metrics' });
    const spikes = `(${wholeLife('egress_bytes', '5m', '30m')}) unless ((${bursts('egress_bytes', '5m', '30m')}) unless on (node) ${RESTARTED})`;
    const series = `sum_over_time(egress_bytes[5m]) or ${minus(spikes)}`;
    expect(query).toContain(podOnNodeOf(othersThanMixedUp('egress_bytes', '30m', series)));
  });

  it('are detected by bytes in counts of connections, which repeat by chance', () => {
    const query = perSecond({ ...byChange, metric: metric('egress_flow') });
    expect(query).toContain(`${repetitions('ingress_bytes', '30m')} > 0`);
    expect(query).not.toContain(`${repetitions('egress_flow', '30m')} > 0`);
  });

  it('are searched for in all pods of an interface, for any filters on pods', () => {
    const filters = [
      { label: 'namespace', operator: '=', value: 'shop' },
      { label: 'node', operator: '=', value: 'n1' },
    ] as const;
    expect(perSecond({ ...byChange, filters })).toContain(MIXED_UP('egress_bytes{node="n1"}', '30m'));
  });

  it('are kept without guards', () => {
    expect(perSecond(unguardedBytes)).not.toContain('quantile_over_time');
  });
});

describe('filters', () => {
  it('are left out if they match everything, as with a variable set to All', () => {
    const all = [{ label: 'namespace', operator: '=~' as const, value: '.*' }];
    const guarded = { ...unguardedBytes, runningPods: 'kube-state-metrics' } as const;
    expect(perSecond({ ...guarded, filters: all })).toBe(perSecond(guarded));
  });

  it('are escaped', () => {
    const hostile = [{ label: 'pod', operator: '=' as const, value: 'a"} or up{b="\\' }];
    expect(inWindow({ ...unguardedBytes, filters: hostile })).toContain(
      'egress_bytes{exported_pod="", pod="a\\"} or up{b=\\"\\\\"}[5m]'
    );
  });
});
