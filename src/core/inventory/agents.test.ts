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
  it('lists first what needs looking at', () => {
    expect(agentsOf(series())).toEqual([
      { node: 'd', state: 'missing' },
      { node: 'b', state: 'silent' },
      { node: 'c', state: 'answers', scrapers: 2 },
      { node: 'a', state: 'answers', scrapers: 1 },
    ]);
  });

  it('keeps nodes of two clusters apart that have one name', () => {
    const up = ['test', 'prod'].map((cluster) => ({ cluster, node: 'a', value: cluster === 'prod' ? 1 : 0 }));
    expect(agentsOf(series({ up, scrapers: [], withoutAgent: [] }))).toEqual([
      { cluster: 'test', node: 'a', state: 'silent' },
      { cluster: 'prod', node: 'a', state: 'answers' },
    ]);
  });
});

describe('the notices on the collection', () => {
  const well = { up: [{ node: 'a', value: 1 }], scrapers: [{ node: 'a', value: 1 }], withoutAgent: [] };
  const noticesOf = (over: Partial<AgentSeries>) => collectionNotices(agentsOf(series(over)), series(over));

  it('say so quietly where all is well', () => {
    expect(noticesOf(well)).toEqual([
      { severity: 'info', text: '1 of 1 nodes have an agent that answers, scraped every 30 seconds.' },
    ]);
  });

  it('say how many answer, and name those that do not with what to do', () => {
    expect(noticesOf({})).toEqual([
      { severity: 'info', text: '2 of 4 nodes have an agent that answers, scraped every 30 seconds.' },
      { severity: 'warning', text: expect.stringMatching(/agent on 1 node does not answer: b\..*security group/) },
      { severity: 'warning', text: expect.stringMatching(/No agent reports from 1 node: d\..*taints/) },
      { severity: 'warning', text: expect.stringMatching(/^1 agent is scraped by more than one target/) },
    ]);
  });

  it('name no more than three nodes', () => {
    const up = ['a', 'b', 'c', 'd', 'e'].map((node) => ({ node, value: 0 }));
    expect(noticesOf({ up, scrapers: [], withoutAgent: [] })[1]?.text).toMatch(
      /on 5 nodes do not answer: a, b, c, …\./
    );
  });

  it.each<[string, Partial<AgentSeries>, RegExp, string]>([
    ['scrapes far apart', { intervalSeconds: 120 }, /far apart/, 'warning'],
    ['scrapes close together', { intervalSeconds: 5 }, /close together/, 'warning'],
    ['pods that are printed although they ended', { pods: [{ exposed: 20, ended: 7 }] }, /printing 7 pods/, 'info'],
    [
      'that all pods ended, where nothing else could tell',
      { pods: [{ exposed: 7, ended: 7 }], endsKnownBy: 'by-change' },
      /printing 7 pods/,
      'info',
    ],
    [
      'a kube-state-metrics that tells of nothing, and does not take all pods for ended',
      { pods: [{ exposed: 20, ended: 20 }] },
      /^kube-state-metrics tells of none of the pods that the agents print/,
      'warning',
    ],
    [
      'of which cluster kube-state-metrics tells nothing',
      {
        pods: [
          { cluster: 'prod', exposed: 20, ended: 0 },
          { cluster: 'test', exposed: 9, ended: 9 },
        ],
      },
      /none of the pods of test that/,
      'warning',
    ],
  ])('tell %s', (_, over, text, severity) => {
    const [first, ...others] = noticesOf({ ...well, ...over });
    expect(first?.text).toMatch(/^1 of 1 nodes/);
    expect(others).toEqual([{ severity, text: expect.stringMatching(text) }]);
  });

  it.each([
    ['no node is known', []],
    ['nodes are known, and none has an agent', [{ node: 'a', value: 1 }]],
  ])('are one, with the way to mend it, where no agent told anything and %s', (_, withoutAgent) => {
    const nothing = { up: [], scrapers: [], withoutAgent, pods: [], intervalSeconds: undefined };
    expect(noticesOf(nothing)).toEqual([
      {
        severity: 'warning',
        text: expect.stringMatching(/no metrics of network agents.*OPEN_METRICS.*docs\/collection\.md/),
      },
    ]);
  });
});
