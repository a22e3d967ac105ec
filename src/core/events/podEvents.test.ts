import { type Points } from './intervals';
import { containerRestartEvents, notReadyEvents } from './podEvents';

const MINUTE_MS = 60_000;
const context = { stepMs: MINUTE_MS, clusterLabel: 'cluster' };

const points = (pod: string, values: Record<number, number>, labels: Points['labels'] = {}): Points => ({
  labels: { namespace: 'shop', pod, ...labels },
  timesMs: Object.keys(values).map((minute) => Number(minute) * MINUTE_MS),
  values: Object.values(values),
});

it('joins the pods of a workload, and restarts whose pauses are back-off', () => {
  const series = [
    points('db-0', { 3: 1, 8: 2 }, { container: 'app', reason: 'Error' }),
    points('db-1', { 4: 1, 30: 1 }, { container: 'app', reason: 'Error' }),
  ];
  expect(containerRestartEvents(series, context)).toEqual([
    {
      startMs: 2 * MINUTE_MS,
      endMs: 8 * MINUTE_MS,
      title: 'Container restarts in shop/db',
      text: 'Container app restarted 4 times after it ended with the reason Error (db-0, db-1).',
      tags: ['container restart', 'shop', 'db', 'Error'],
      pods: [
        { namespace: 'shop', pod: 'db-0' },
        { namespace: 'shop', pod: 'db-1' },
      ],
    },
    expect.objectContaining({ startMs: 29 * MINUTE_MS, pods: [{ namespace: 'shop', pod: 'db-1' }] }),
  ]);
});

it('keeps reasons, containers, namespaces, and clusters apart', () => {
  const series = [
    points('db-0', { 3: 1 }, { container: 'app', reason: 'Error' }),
    points('db-1', { 3: 1 }, { container: 'app', reason: 'OOMKilled' }),
    points('db-1', { 3: 1 }, { container: 'proxy', reason: 'OOMKilled' }),
    points('db-0', { 3: 1 }, { container: 'app', reason: 'Error', namespace: 'bank' }),
    points('db-0', { 3: 1 }, { container: 'app', reason: 'Error', cluster: 'b' }),
  ];
  const events = containerRestartEvents(series, context);
  expect(events.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'Container app restarted 1 time after it ended with the reason Error (db-0).',
      'Container proxy restarted 1 time after it ended with the reason OOMKilled (db-1).',
    ])
  );
  expect(events.length).toBe(5);
});

it('counts the pods that are not ready in the time span only', () => {
  const series = [points('db-0', { 3: 1, 4: 1 }), points('db-1', { 4: 1, 5: 0 }), points('db-2', { 40: 1 })];
  expect(notReadyEvents(series, context).map(({ text }) => text)).toEqual([
    '2 pods were not ready (db-0, db-1).',
    '1 pod was not ready (db-2).',
  ]);
});
