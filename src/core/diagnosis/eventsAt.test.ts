import { someObservations, somePairs } from '../../testing/observations';
import { EVENT_TAGS } from '../events/eventTags';
import { eventsAt } from './eventsAt';
import { type Place } from './place';
import { trafficOf } from './traffic';

const event = (title: string, ...tags: string[]) => ({ startMs: 0, title, text: '', tags });
const EVENTS = [
  event('rollout of web', EVENT_TAGS.rollout, 'shop', 'web'),
  event('restarts in db', EVENT_TAGS.containerRestart, 'shop', 'db', 'OOMKilled'),
  event('allowance of a1', EVENT_TAGS.allowance, 'bw_in_allowance_exceeded', 'a1'),
  event('agent of b1', EVENT_TAGS.agentRestart, 'b1'),
];
const pairs = somePairs([
  ['shop/web@a1', 'shop/db@a1', { bytes: 1 }],
  ['shop/api@b1', 'shop/cache@b1', { bytes: 1 }],
]);
const cells = trafficOf(someObservations({ pairs }))?.cells ?? [];
const workload = (name: string) => ({ kind: 'workload', namespace: 'shop', workload: name }) as const;

it.each<[string, Place, string[]]>([
  ['a workload: its own, and those of its nodes', workload('web'), ['rollout of web', 'allowance of a1']],
  ['a workload on another node', workload('api'), ['agent of b1']],
  [
    'a pair: those of both ends',
    { kind: 'pair', client: workload('web'), server: workload('db') },
    ['rollout of web', 'restarts in db', 'allowance of a1'],
  ],
  ['a node', { kind: 'node', node: 'b1' }, ['agent of b1']],
  ['the cluster: all', { kind: 'cluster' }, EVENTS.map(({ title }) => title)],
])('finds the events of %s', (_, place, titles) => {
  const { here, elsewhere } = eventsAt(EVENTS, place, cells);
  expect(here.map(({ title }) => title)).toEqual(titles);
  expect(new Set([...here, ...elsewhere])).toEqual(new Set(EVENTS));
});
