import { type AgentSeries } from '../inventory/agents';
import { agentFindings, type IntervalSetting } from './agents';
import { type Finding } from './finding';
import { kubeStateFinding, type KubeStateFacts } from './kubeState';
import { labelFindings, type LabelFacts } from './labels';
import { choiceFinding, type PrometheusChoice } from './prometheus';

const statesOf = (findings: readonly Finding[]) => findings.map(({ state, text }) => [state, text]);

describe('the selected Prometheus data source', () => {
  it.each<[PrometheusChoice, string, RegExp]>([
    [{ kind: 'none' }, 'info', /No Prometheus data source is selected.*select one/],
    [{ kind: 'gone', uid: 'old' }, 'broken', /\(uid "old"\) no longer exists\. Select another/],
    [
      { kind: 'incompatible', name: 'Logs', type: 'loki' },
      'broken',
      /"Logs" is .*"loki", which is not Prometheus\. Select/,
    ],
  ])('is checked before any query: %j', (choice, state, text) => {
    expect(choiceFinding(choice)).toEqual({ part: 'Prometheus', state, text: expect.stringMatching(text) });
  });

  it('has no finding if it can be queried', () => {
    expect(choiceFinding({ kind: 'usable', name: 'Prometheus' })).toBeUndefined();
  });
});

describe('the agents', () => {
  const series = (over: Partial<AgentSeries> = {}): AgentSeries => ({
    up: [{ node: 'a', value: 1 }],
    scrapers: [],
    withoutAgent: [],
    pods: [],
    endsKnownBy: 'by-change',
    intervalSeconds: 30,
    ...over,
  });
  const setting = (seconds: number, isDefault = false): IntervalSetting => ({ dataSource: 'Prom', seconds, isDefault });

  it.each([
    [undefined, /no metrics of network agents\. Enable.*OPEN_METRICS/],
    [5, /although 5 agent pods are running\. Enable.*OPEN_METRICS.*scrape/],
    [0, /and no agent pods are running\. Install the EKS add-on/],
  ])('are missing if Kubernetes runs %s of them', (installed, text) => {
    expect(statesOf(agentFindings(series({ up: [] }), installed))).toEqual([['broken', expect.stringMatching(text)]]);
  });

  it('are broken if none responds, and a warning if one does not respond', () => {
    expect(statesOf(agentFindings(series({ up: [{ node: 'a', value: 0 }] })))).toEqual([
      ['info', expect.stringMatching(/^0 of 1 nodes/)],
      ['broken', expect.stringMatching(/on 1 node is not responding: a\..*security group/)],
    ]);
    const up = [
      { node: 'a', value: 1 },
      { node: 'b', value: 0 },
    ];
    expect(statesOf(agentFindings(series({ up, scrapers: [{ node: 'a', value: 2 }] })))).toEqual([
      ['info', expect.stringMatching(/^1 of 2 nodes/)],
      ['warning', expect.stringMatching(/is not responding: b\./)],
      [
        'warning',
        expect.stringMatching(/^1 agent is scraped by more than one target: a\. .*one connection.*Let a single/),
      ],
    ]);
  });

  it('can be older than 1.1.5 and report allowances only', () => {
    const [, found] = statesOf(agentFindings(series({ withoutPods: [{ node: 'a', value: 1 }] })));
    expect(found).toEqual([
      'warning',
      expect.stringMatching(
        /^The agent on 1 node reports allowances but no pod metrics: a\. .*before version 1\.1\.5.*Update/
      ),
    ]);
  });

  it('can miss interfaces that were attached after their start', () => {
    const unreadInterfaces = ['b', 'a'].map((node) => ({ node, value: 1 }));
    const [, found] = statesOf(agentFindings(series({ unreadInterfaces })));
    expect(found).toEqual([
      'warning',
      expect.stringMatching(
        /^The agents on 2 nodes do not read all network interfaces: a, b\. .*Restart the agent's pod/
      ),
    ]);
  });

  it('can export terminated pods, which is only worth a note', () => {
    const [, ended] = statesOf(agentFindings(series({ pods: [{ exposed: 9, ended: 1 }] })));
    expect(ended).toEqual(['info', expect.stringMatching(/export series for 1 terminated pod\./)]);
  });

  it.each<[string, number, IntervalSetting | undefined, string | undefined, RegExp]>([
    ['equal to the setting', 30, setting(30), undefined, /./],
    ['slightly longer', 40, setting(30), undefined, /./],
    [
      'longer than the default',
      30,
      setting(15, true),
      'warning',
      /every 30 s,.*"Prom" is 15 s \(the default\).*Set it to 30s\./,
    ],
    ['longer', 60, setting(30), 'warning', /is 30 s\. .*too few samples.*Set it to 60s\./],
    ['much shorter', 15, setting(300), 'info', /coarser than necessary\. Set it to 15s\./],
    ['without a setting to compare with', 60, undefined, undefined, /./],
  ])('are scraped at an interval that is %s', (_, intervalSeconds, given, state, text) => {
    const [, ...others] = statesOf(agentFindings(series({ intervalSeconds }), undefined, given));
    expect(others).toEqual(state === undefined ? [] : [[state, expect.stringMatching(text)]]);
  });
});

describe('kube-state-metrics', () => {
  const facts = (over: Partial<KubeStateFacts> = {}): KubeStateFacts => ({
    isExpected: true,
    pods: 50,
    running: 40,
    renamed: 0,
    unknown: [],
    ...over,
  });
  const unknown = [{ cluster: 'test', exposed: 9, ended: 9 }];

  it.each<[string, Partial<KubeStateFacts>, Finding['state'], RegExp]>([
    ['is complete', {}, 'fine', /^40 running pods found\.$/],
    [
      'is missing',
      { pods: 0, running: 0 },
      'warning',
      /has no series of it\. Configure Prometheus to scrape it, or disable it.*return no data/,
    ],
    ['lacks phases', { running: 0 }, 'warning', /metric kube_pod_status_phase is missing\. Add it/],
    ['lacks pods', { pods: 0 }, 'warning', /metric kube_pod_info is missing\. Add it/],
    [
      'has its own pod as label',
      { renamed: 50 },
      'warning',
      /the exporter's own pod as their label\. Set honor_labels: true/,
    ],
    ['has its own pod as label in a second exporter only', { renamed: 25 }, 'fine', /40 running pods/],
    [
      'is of another cluster',
      { unknown: [{ exposed: 9, ended: 9 }] },
      'warning',
      /None of the pods that.*of the same cluster/,
    ],
    [
      'lacks the cluster label',
      { unknown, clusterLabel: 'cluster' },
      'warning',
      /None of the pods of test that.*Add the label "cluster"/,
    ],
    ['can be complete if the pods are not known', { unknown: undefined }, 'fine', /40 running pods/],
    ['is available although disabled', { isExpected: false }, 'warning', /available but disabled.*Enable it/],
    ['is disabled and missing', { isExpected: false, pods: 0, running: 0 }, 'info', /^Disabled in the settings/],
    ['is disabled and of no use', { isExpected: false, renamed: 50 }, 'info', /^Disabled in the settings/],
  ])('%s', (_, over, state, text) => {
    expect(kubeStateFinding(facts(over))).toEqual({
      part: 'kube-state-metrics',
      state,
      text: expect.stringMatching(text),
    });
  });
});

describe('labels', () => {
  const facts = (over: Partial<LabelFacts> = {}): LabelFacts => ({ clusters: [{}], renamed: 0, ...over });
  const clusters = [{ cluster: 'a', eks_cluster: '' }, { cluster: 'b' }, { cluster: 'b', eks_cluster: '' }];

  it.each<[string, Partial<LabelFacts>, Array<[Finding['state'], RegExp]>]>([
    ['can be those of one cluster without a label', {}, []],
    ['can be those of one cluster with a label', { clusters: [{ cluster: 'a' }] }, []],
    [
      'need a cluster label for several clusters',
      { clusters },
      [['warning', /contains 2 clusters \(cluster: a, b\).*Enter "cluster"/]],
    ],
    ['distinguish clusters', { clusters, clusterLabel: 'cluster' }, [['fine', /^2 clusters by "cluster": a, b\.$/]]],
    [
      'do not distinguish clusters if the label is missing',
      { clusters, clusterLabel: 'k8s' },
      [['warning', /do not have the cluster label "k8s" .*Correct/]],
    ],
    [
      'do not distinguish all clusters if the label is partly missing',
      { clusters: [{ cluster: 'a' }, {}], clusterLabel: 'cluster' },
      [
        ['fine', /^1 cluster by "cluster": a\.$/],
        ['warning', /Some series of the agents do not have the label "cluster"\. Add it/],
      ],
    ],
    ['have no finding without agents', { clusters: [], clusterLabel: 'cluster' }, []],
    ['can be renamed by Prometheus', { renamed: 3 }, [['info', /exported_\*.*honor_labels: true/]]],
  ])('%s', (_, over, expected) => {
    expect(statesOf(labelFindings(facts(over)))).toEqual(
      expected.map(([state, text]) => [state, expect.stringMatching(text)])
    );
  });
});
