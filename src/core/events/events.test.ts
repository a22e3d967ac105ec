import { ALLOWANCES } from '../prometheus/agent/allowances';
import { allowanceEvents, podReplacementEvents, restartEvents, rolloutEvents } from './clusterEvents';
import { filterNotices, filtersFor } from './eventFilters';
import { eventStepSeconds, windowToQuery, within } from './eventSteps';
import { type Points, intervalsOf } from './intervals';

const MINUTE_MS = 60_000;
const [bandwidth] = ALLOWANCES;
const context = { stepMs: MINUTE_MS };

/** Values by minute, with any labels. */
const points = (values: Record<number, number>, labels: Points['labels'] = {}): Points => ({
  labels,
  timesMs: Object.keys(values).map((minute) => Number(minute) * MINUTE_MS),
  values: Object.values(values),
});

describe('regionsOf', () => {
  const minutes = (values: Record<number, number>, mostGapMs = 2 * MINUTE_MS) =>
    intervalsOf(points(values), { stepMs: MINUTE_MS, mostGapMs }).map(({ startMs, endMs, sum }) => [
      startMs / MINUTE_MS,
      endMs / MINUTE_MS,
      sum,
    ]);

  it.each([
    ['reads one point as the step that ends at it', { 5: 3 }, [[4, 5, 3]]],
    ['joins consecutive points', { 5: 3, 6: 1, 7: 2 }, [[4, 7, 6]]],
    ['continues over one quiet step', { 5: 3, 7: 2 }, [[4, 7, 5]]],
    [
      'ends after two quiet steps',
      { 5: 3, 8: 2 },
      [
        [4, 5, 3],
        [7, 8, 2],
      ],
    ],
    ['treats zeros and gaps as quiet', { 5: 0, 6: NaN, 7: 2, 8: 0 }, [[6, 7, 2]]],
    ['returns nothing without points', {}, []],
  ])('%s', (_, values, expected) => {
    expect(minutes(values)).toEqual(expected);
  });
});

describe('events', () => {
  it('of allowances contain the node, the number of packets and the duration', () => {
    const series = [points({ 5: 10, 6: 10.55 }, { node: 'n1', k8s: 'a,b' }), points({ 9: 0.001 }, { node: 'n2' })];
    expect(allowanceEvents(bandwidth, series, { ...context, clusterLabel: 'k8s' })).toEqual([
      {
        startMs: 4 * MINUTE_MS,
        endMs: 6 * MINUTE_MS,
        title: 'Inbound bandwidth exceeded',
        text: 'n1: 1,233 packets exceeded the allowance.',
        tags: ['allowance', 'bw_in_allowance_exceeded', 'n1', 'a b'],
      },
      expect.objectContaining({ text: 'n2: 1 packet exceeded the allowance.', tags: expect.not.arrayContaining(['']) }),
    ]);
  });

  it('of restarts occur once for each start, even if several points report it', () => {
    const events = restartEvents([points({ 5: 240, 6: 240, 9: 500 }, { node: 'n1' })], context);
    expect(events.map(({ startMs, endMs, tags }) => [startMs, endMs, tags])).toEqual([
      [240_000, undefined, ['agent restart', 'n1']],
      [500_000, undefined, ['agent restart', 'n1']],
    ]);
  });

  const labels = { namespace: 'shop', workload: 'ui', workload_kind: 'Deployment', created_by_name: 'ui-1' };
  const startMinutes = (events: ReturnType<typeof rolloutEvents>) =>
    events.map(({ startMs, endMs = 0 }) => [startMs, endMs].map((ms) => ms / MINUTE_MS));

  it('of rollouts last from the first pod to the last', () => {
    expect(rolloutEvents([points({ 10: 2, 14: 1 }, labels)], context)).toEqual([
      {
        startMs: 9 * MINUTE_MS,
        endMs: 14 * MINUTE_MS,
        title: 'Rollout of shop/ui',
        text: 'Deployment: ReplicaSet ui-1 started 3 pods.',
        tags: ['rollout', 'shop', 'ui'],
      },
    ]);
  });

  it('of rollouts exclude pods that a new ReplicaSet starts later because it is scaled', () => {
    expect(startMinutes(rolloutEvents([points({ 10: 2, 20: 1, 30: 1, 80: 4 }, labels)], context))).toEqual([
      [9, 10],
      [79, 80],
    ]);
  });

  it('of replaced pods occur for each replacement', () => {
    const events = podReplacementEvents(
      [points({ 10: 1, 20: 2 }, { ...labels, workload_kind: 'StatefulSet' })],
      context
    );
    expect(startMinutes(events)).toEqual([
      [9, 10],
      [19, 20],
    ]);
    expect(events[1]).toMatchObject({
      title: 'Pods of shop/ui replaced',
      text: 'StatefulSet: 2 pods were replaced.',
    });
  });
});

describe('the steps of a window', () => {
  it.each([
    [10, 60],
    [8 * 60, 60],
    [9 * 60, 120],
    [7 * 24 * 60, 21 * 60],
  ])('of %d minutes have %d seconds', (minutes, seconds) => {
    expect(eventStepSeconds({ startMs: 0, endMs: minutes * MINUTE_MS })).toBe(seconds);
  });

  it('extend until the whole window is covered', () => {
    const window = { startMs: 10_000_000, endMs: 20_000_000 };
    expect(windowToQuery('allowances', window, 60)).toEqual({ startMs: 10_000_000, endMs: 20_060_000 });
    expect(windowToQuery('rollouts', window, 60)).toEqual({ startMs: 8_200_000, endMs: 20_060_000 });
  });

  it.each([
    [
      { startMs: 5, endMs: 15 },
      { startMs: 10, endMs: 15 },
    ],
    [
      { startMs: 15, endMs: 30 },
      { startMs: 15, endMs: 20 },
    ],
    [{ startMs: 1, endMs: 10 }, undefined],
    [{ startMs: 20, endMs: 30 }, undefined],
    [{ startMs: 12 }, { startMs: 12 }],
    [{ startMs: 9 }, undefined],
  ])('keep the part of %j that is in the window', (event, expected) => {
    expect(within(event, { startMs: 10, endMs: 20 })).toEqual(expected);
  });
});

describe('filters of events', () => {
  const filter = (label: string) => ({ label, operator: '=', value: 'a' }) as const;
  const filters = [filter('node'), filter('namespace'), filter('k8s')];

  it('apply to the kinds that have the label', () => {
    expect(filtersFor('allowances', filters, 'k8s')).toEqual([filters[0], filters[2]]);
    expect(filtersFor('rollouts', filters)).toEqual([filters[1]]);
  });

  it('report the kinds to which they do not apply', () => {
    const notices = filterNotices(['allowances', 'agentRestarts', 'rollouts'], filters, 'k8s').map(({ text }) => text);
    expect(notices).toEqual([
      expect.stringMatching(/"node" is ignored for rollouts,/),
      expect.stringMatching(/"namespace" is ignored for exceeded allowances and agent restarts,/),
    ]);
    expect(filterNotices(['rollouts'], [filter('namespace')])).toEqual([]);
  });
});
