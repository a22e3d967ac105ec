import { agentsOf, type AgentSeries, collectionNotices } from './agents';

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

  it.each<[string, Partial<AgentSeries>, RegExp, string]>([
    ['how many answer', {}, /^2 of 4 nodes have an agent that answers, scraped every 30 seconds/, 'warning'],
    ['two scrapers on one agent', {}, /scraped by more than one target/, 'warning'],
    ['scrapes far apart', { intervalSeconds: 120 }, /far apart/, 'warning'],
    ['scrapes close together', { intervalSeconds: 5 }, /close together/, 'warning'],
    ['pods that are printed although they ended', { frozenPods: 7 }, /printing 7 pods/, 'info'],
  ])('says %s', (_, over, text, severity) => {
    const told = series(over);
    const found = collectionNotices(agentsOf(told), told).filter((notice) => text.test(notice.text));
    expect(found.map((notice) => notice.severity)).toEqual([severity]);
  });

  it('says so quietly where all is well', () => {
    const well = series({ up: [{ node: 'a', value: 1 }], scrapers: [{ node: 'a', value: 1 }], withoutAgent: [] });
    expect(collectionNotices(agentsOf(well), well)).toEqual([
      { severity: 'info', text: '1 of 1 nodes have an agent that answers, scraped every 30 seconds.' },
    ]);
  });
});
