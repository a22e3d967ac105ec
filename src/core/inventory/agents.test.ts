import { agentsOf, type AgentSeries } from './agents';
import { collectionNotices } from './collectionNotices';

const series = (over: Partial<AgentSeries> = {}): AgentSeries => ({
  up: [
    { node: 'a', value: 1 },
    { node: 'b', value: 0 },
    { node: 'c', value: 1 },
  ],
  scrapers: [
    { node: 'a', value: 1 },
    { node: 'c', value: 2 },
  ],
  withoutAgent: [{ node: 'd', value: 1 }],
  intervalSeconds: 30,
  pods: [{ exposed: 20, ended: 0 }],
  endsKnownBy: 'kube-state-metrics',
  ...over,
});

describe('the inventory of agents', () => {
  it('lists problems first', () => {
    expect(agentsOf(series())).toEqual([
      { node: 'd', state: 'missing' },
      { node: 'b', state: 'silent' },
      { node: 'c', state: 'answers', scrapers: 2 },
      { node: 'a', state: 'answers', scrapers: 1 },
    ]);
  });

  it('distinguishes nodes with the same name in two clusters', () => {
    const up = ['test', 'prod'].map((cluster) => ({ cluster, node: 'a', value: cluster === 'prod' ? 1 : 0 }));
    expect(agentsOf(series({ up, scrapers: [], withoutAgent: [] }))).toEqual([
      { cluster: 'test', node: 'a', state: 'silent' },
      { cluster: 'prod', node: 'a', state: 'answers' },
    ]);
  });
});

describe('the notices about the collection', () => {
  const well = { up: [{ node: 'a', value: 1 }], scrapers: [{ node: 'a', value: 1 }], withoutAgent: [] };
  const noticesOf = (over: Partial<AgentSeries>) => collectionNotices(agentsOf(series(over)), series(over));

  it('consist of one info if everything is fine', () => {
    expect(noticesOf(well)).toEqual([
      { severity: 'info', text: '1 of 1 nodes have a responding agent (scraped every 30 s).' },
    ]);
  });

  it('count responding agents, and name the others with a remedy', () => {
    expect(noticesOf({})).toEqual([
      { severity: 'info', text: '2 of 4 nodes have a responding agent (scraped every 30 s).' },
      { severity: 'warning', text: expect.stringMatching(/agent on 1 node is not responding: b\..*security group/) },
      { severity: 'warning', text: expect.stringMatching(/No agent reports data from 1 node: d\..*taints/) },
      { severity: 'warning', text: expect.stringMatching(/^1 agent is scraped by more than one target/) },
    ]);
  });

  it('name no more than three nodes', () => {
    const up = ['a', 'b', 'c', 'd', 'e'].map((node) => ({ node, value: 0 }));
    expect(noticesOf({ up, scrapers: [], withoutAgent: [] })[1]?.text).toMatch(
      /on 5 nodes are not responding: a, b, c, …\./
    );
  });

  it.each<[string, Partial<AgentSeries>, RegExp, string]>([
    ['a long scrape interval', { intervalSeconds: 120 }, /too long/, 'warning'],
    ['a short scrape interval', { intervalSeconds: 5 }, /too short/, 'warning'],
    ['terminated pods that are still exported', { pods: [{ exposed: 20, ended: 7 }] }, /7 terminated pods/, 'info'],
    [
      'that all pods terminated, without kube-state-metrics',
      { pods: [{ exposed: 7, ended: 7 }], endsKnownBy: 'by-change' },
      /7 terminated pods/,
      'info',
    ],
    [
      'a kube-state-metrics without pods, and no terminated pods',
      { pods: [{ exposed: 20, ended: 20 }] },
      /^kube-state-metrics reports none of the pods that the agents export/,
      'warning',
    ],
    [
      'the cluster without pods in kube-state-metrics',
      {
        pods: [
          { cluster: 'prod', exposed: 20, ended: 0 },
          { cluster: 'test', exposed: 9, ended: 9 },
        ],
      },
      /none of the pods of test that/,
      'warning',
    ],
  ])('report %s', (_, over, text, severity) => {
    const [first, ...others] = noticesOf({ ...well, ...over });
    expect(first?.text).toMatch(/^1 of 1 nodes/);
    expect(others).toEqual([{ severity, text: expect.stringMatching(text) }]);
  });

  it.each([
    ['no nodes are known', []],
    ['no node has an agent', [{ node: 'a', value: 1 }]],
  ])('consist of one with a remedy if no agent reported data and %s', (_, withoutAgent) => {
    const nothing = { up: [], scrapers: [], withoutAgent, pods: [], intervalSeconds: undefined };
    expect(noticesOf(nothing)).toEqual([
      {
        severity: 'warning',
        text: expect.stringMatching(/no metrics of network agents.*OPEN_METRICS.*docs\/collection\.md/),
      },
    ]);
  });
});
