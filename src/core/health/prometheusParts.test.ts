import { type AgentSeries } from '../inventory/agents';
import { agentFindings, type IntervalSetting } from './agents';
import { type Finding } from './finding';
import { kubeStateFinding, type KubeStateFacts } from './kubeState';
import { labelFindings, type LabelFacts } from './labels';
import { choiceFinding, type PrometheusChoice } from './prometheus';

const told = (findings: readonly Finding[]) => findings.map(({ state, text }) => [state, text]);

describe('the choice of a Prometheus data source', () => {
  it.each<[PrometheusChoice, string, RegExp]>([
    [{ kind: 'none' }, 'info', /No Prometheus data source is chosen.*Choose one/],
    [{ kind: 'gone', uid: 'old' }, 'broken', /\(uid "old"\) does not exist any more\. Choose another/],
    [
      { kind: 'incompatible', name: 'Logs', type: 'loki' },
      'broken',
      /"Logs" is .*"loki", which is not Prometheus\. Choose/,
    ],
  ])('%j', (choice, state, text) => {
    expect(choiceFinding(choice)).toEqual({ part: 'Prometheus', state, text: expect.stringMatching(text) });
  });

  it('is nothing to talk about where it can be asked', () => {
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
  ])('are missing, of %s in Kubernetes', (installed, text) => {
    expect(told(agentFindings(series({ up: [] }), installed))).toEqual([['broken', expect.stringMatching(text)]]);
  });

  it('are as good as none where none answers, and a warning where one does not', () => {
    expect(told(agentFindings(series({ up: [{ node: 'a', value: 0 }] })))).toEqual([
      ['info', expect.stringMatching(/^0 of 1 nodes/)],
      ['broken', expect.stringMatching(/on 1 node is not responding: a\..*security group/)],
    ]);
    const up = [
      { node: 'a', value: 1 },
      { node: 'b', value: 0 },
    ];
    expect(told(agentFindings(series({ up, scrapers: [{ node: 'a', value: 2 }] })))).toEqual([
      ['info', expect.stringMatching(/^1 of 2 nodes/)],
      ['warning', expect.stringMatching(/is not responding: b\./)],
      [
        'warning',
        expect.stringMatching(/^1 agent is scraped by more than one target: a\. .*one connection.*Let a single/),
      ],
    ]);
  });

  it('may be older than 1.1.5, which reports allowances and nothing of pods', () => {
    const [, found] = told(agentFindings(series({ withoutPods: [{ node: 'a', value: 1 }] })));
    expect(found).toEqual([
      'warning',
      expect.stringMatching(
        /^The agent on 1 node reports allowances but no pod metrics: a\. .*before version 1\.1\.5.*Update/
      ),
    ]);
  });

  it('may not read interfaces that were attached after their start', () => {
    const unreadInterfaces = ['b', 'a'].map((node) => ({ node, value: 1 }));
    const [, found] = told(agentFindings(series({ unreadInterfaces })));
    expect(found).toEqual([
      'warning',
      expect.stringMatching(
        /^The agents on 2 nodes do not read all network interfaces: a, b\. .*Restart the agent's pod/
      ),
    ]);
  });

  it('may print what ended, which is worth a info', () => {
    const [, ended] = told(agentFindings(series({ pods: [{ exposed: 9, ended: 1 }] })));
    expect(ended).toEqual(['info', expect.stringMatching(/export series for 1 terminated pod\./)]);
  });

  it.each<[string, number, IntervalSetting | undefined, string | undefined, RegExp]>([
    ['as set', 30, setting(30), undefined, /./],
    ['a little longer', 40, setting(30), undefined, /./],
    [
      'set by nobody',
      30,
      setting(15, true),
      'warning',
      /every 30 seconds.*"Prom" is 15 seconds \(nobody set it\).*Set it to 30s\./,
    ],
    ['longer', 60, setting(30), 'warning', /is 30 seconds: .*too few samples.*Set it to 60s\./],
    ['much shorter', 15, setting(300), 'info', /coarser than they could be\. Set it to 15s\./],
    ['unknown to us', 60, undefined, undefined, /./],
  ])('are scraped at an interval, compared with Grafana’s: %s', (_, intervalSeconds, given, state, text) => {
    const [, ...others] = told(agentFindings(series({ intervalSeconds }), undefined, given));
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
    ['is there', {}, 'fine', /^It tells of 40 running pods\.$/],
    [
      'is not there',
      { pods: 0, running: 0 },
      'warning',
      /and it is not\. Have Prometheus scrape it, or switch it off.*find nothing/,
    ],
    ['lacks phases', { running: 0 }, 'warning', /gives no kube_pod_status_phase\. Let that metric through/],
    ['lacks pods', { pods: 0 }, 'warning', /gives no kube_pod_info\. Let that metric through/],
    ['speaks of itself', { renamed: 50 }, 'warning', /labelled with its own pod\. Set honor_labels: true/],
    ['speaks of itself in a second one only', { renamed: 25 }, 'fine', /40 running pods/],
    [
      'is of another cluster',
      { unknown: [{ exposed: 9, ended: 9 }] },
      'warning',
      /none of the pods that.*of the same cluster/,
    ],
    [
      'lacks the cluster label',
      { unknown, clusterLabel: 'cluster' },
      'warning',
      /none of the pods of test that.*Give its series the label "cluster"/,
    ],
    ['may be there, as far as can be known', { unknown: undefined }, 'fine', /40 running pods/],
    ['is there unexpectedly', { isExpected: false }, 'warning', /the settings say that it is not.*Switch it on/],
    [
      'is not there, as expected',
      { isExpected: false, pods: 0, running: 0 },
      'info',
      /settings say that there is none/,
    ],
    [
      'is there and of no use, as expected',
      { isExpected: false, renamed: 50 },
      'info',
      /settings say that there is none/,
    ],
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
    ['of one cluster without a label', {}, []],
    ['of one cluster with a label', { clusters: [{ cluster: 'a' }] }, []],
    ['of several clusters', { clusters }, [['warning', /holds 2 clusters \(cluster: a, b\).*Enter "cluster"/]]],
    ['told apart', { clusters, clusterLabel: 'cluster' }, [['fine', /^2 clusters by "cluster": a, b\.$/]]],
    [
      'told apart by what is not there',
      { clusters, clusterLabel: 'k8s' },
      [['warning', /by "k8s", which.*do not have\. Correct/]],
    ],
    [
      'told apart by what is not everywhere',
      { clusters: [{ cluster: 'a' }, {}], clusterLabel: 'cluster' },
      [
        ['fine', /^1 cluster by "cluster": a\.$/],
        ['warning', /Some series of the agents have no label "cluster"\. Add it/],
      ],
    ],
    ['of no agents', { clusters: [], clusterLabel: 'cluster' }, []],
    ['that were renamed', { renamed: 3 }, [['info', /exported_\*.*honor_labels: true/]]],
  ])('%s', (_, over, expected) => {
    expect(told(labelFindings(facts(over)))).toEqual(
      expected.map(([state, text]) => [state, expect.stringMatching(text)])
    );
  });
});
