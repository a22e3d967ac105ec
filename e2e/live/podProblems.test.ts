import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { type KubeStateScope } from '../../src/core/prometheus/kubernetes/runningPods';
import { eventsIn } from '../support/events';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';

const MINUTES = 60;
const MINUTE_MS = 60_000;
/** The pods started long before, except where a test says otherwise. */
const LONG_AGO = -600;

type ValueAt = (minute: number) => number | null;

/** A series of kube-state-metrics with a sample every half minute. */
function kubeState(name: string, labels: Record<string, string>, valueAt: ValueAt): SyntheticSeries {
  const values = Array.from({ length: 2 * MINUTES }, (_, step) => valueAt(step / 2));
  return { name, labels: { instance: 'a', namespace: 'shop', ...labels }, values };
}

const from =
  (start: number, before: number | null, after: number | null, end = MINUTES): ValueAt =>
  (minute) =>
    minute < start || minute >= end ? before : after;

interface PodOptions {
  owner: [kind: string, name: string];
  start?: number;
}

const identity = (pod: string) => ({ pod, uid: `${pod}-uid` });

/** A running pod. */
function pod(name: string, { owner: [kind, owner], start = LONG_AGO }: PodOptions): SyntheticSeries[] {
  const exists = from(start, null, 1);
  const startSeconds = SERIES_START_MS / 1_000 + start * 60;
  return [
    kubeState(
      'kube_pod_info',
      { ...identity(name), node: 'n1', created_by_kind: kind, created_by_name: owner },
      exists
    ),
    kubeState('kube_pod_start_time', identity(name), from(start, null, startSeconds)),
    kubeState('kube_pod_status_phase', { ...identity(name), phase: 'Running' }, exists),
  ];
}

const restarts = (name: string, valueAt: ValueAt) =>
  kubeState('kube_pod_container_status_restarts_total', { ...identity(name), container: 'app' }, valueAt);
const ended = (name: string, reason: string, at: number) =>
  kubeState(
    'kube_pod_container_status_last_terminated_reason',
    { ...identity(name), container: 'app', reason },
    from(at, null, 1)
  );
const ready = (name: string, valueAt: ValueAt) =>
  kubeState('kube_pod_status_ready', { ...identity(name), condition: 'true' }, valueAt);

const CHECKOUT: [string, string] = ['ReplicaSet', 'checkout-69cff6f965'];
const CHECKOUT_PODS = ['checkout-69cff6f965-r6rpp', 'checkout-69cff6f965-dlt9m'] as const;
const [FIRST, SECOND] = CHECKOUT_PODS;

const SERIES: SyntheticSeries[] = [
  kubeState(
    'kube_replicaset_owner',
    { replicaset: CHECKOUT[1], owner_kind: 'Deployment', owner_name: 'checkout' },
    () => 1
  ),
  // A Deployment whose containers run out of memory: one three times within minutes, the other once, much later.
  ...CHECKOUT_PODS.flatMap((name) => pod(name, { owner: CHECKOUT })),
  restarts(FIRST, (minute) => 7 + [10, 12, 16].filter((at) => minute >= at).length),
  ended(FIRST, 'OOMKilled', 10),
  restarts(SECOND, from(40, 0, 1)),
  ended(SECOND, 'OOMKilled', 40),
  // It is not ready meanwhile, and its second pod is not ready all the time.
  ready(FIRST, from(10, 1, 0, 20)),
  ready(SECOND, () => 1),

  // A StatefulSet with one restart, whose reason is not reported.
  ...pod('db-0', { owner: ['StatefulSet', 'db'] }),
  restarts('db-0', from(30, 2, 3)),
  ready('db-0', () => 1),

  // A pod that becomes ready 90 seconds after its start, and one that never does.
  ...pod('web-0', { owner: ['StatefulSet', 'web'], start: 20 }),
  ready('web-0', (minute) => (minute < 20 ? null : minute < 21.5 ? 0 : 1)),
  ...pod('web-1', { owner: ['StatefulSet', 'web'], start: 20 }),
  ready('web-1', from(20, null, 0)),

  // A CronJob's pod that is evicted, and a pod without a node.
  ...pod('nightly-29385930-x7k2m', { owner: ['Job', 'nightly-29385930'] }),
  kubeState('kube_pod_status_reason', { ...identity('nightly-29385930-x7k2m'), reason: 'Evicted' }, from(25, 0, 1)),
  kubeState('kube_pod_status_reason', { ...identity('nightly-29385930-x7k2m'), reason: 'NodeLost' }, () => 0),
  kubeState('kube_pod_status_unschedulable', identity('cache-0'), from(33, null, 1, 38)),
  kubeState(
    'kube_pod_info',
    { ...identity('cache-0'), node: '', created_by_kind: 'StatefulSet', created_by_name: 'cache' },
    () => 1
  ),
];

describe('problems of pods', () => {
  let prometheus: RunningPrometheus;

  beforeAll(async () => {
    prometheus = await startPrometheusWith(SERIES);
  });

  afterAll(() => prometheus.close());

  /** The events as their first minute, their last minute, and their texts. */
  async function problems(filters: KubeStateScope['filters'] = []) {
    const window = { startMs: SERIES_START_MS + 5 * MINUTE_MS, endMs: SERIES_START_MS + 55 * MINUTE_MS };
    const events = await eventsIn(prometheus.url, 'podProblems', window, { filters });
    const minute = (timeMs = 0) => (timeMs - SERIES_START_MS) / MINUTE_MS;
    return events
      .map(({ startMs, endMs, title, text }) => `${minute(startMs)}-${minute(endMs)} ${title}: ${text}`)
      .sort();
  }

  it('are restarts with their reason, stopped pods, pods that are not ready, and pods without a node', async () => {
    expect(await problems()).toEqual(
      [
        `9-16 Container restarts in shop/checkout: Container app restarted 3 times after it ended with the reason OOMKilled (${FIRST}).`,
        `39-40 Container restarts in shop/checkout: Container app restarted 1 time after it ended with the reason OOMKilled (${SECOND}).`,
        `9-19 Pods of shop/checkout not ready: 1 pod was not ready (${FIRST}).`,
        '29-30 Container restarts in shop/db: Container app restarted 1 time (db-0).',
        '22-55 Pods of shop/web not ready: 1 pod was not ready (web-1).',
        '24-25 Pods of shop/nightly stopped: 1 pod stopped with the reason Evicted (nightly-29385930-x7k2m).',
        '32-38 Pods of shop/cache wait for a node: 1 pod could not be scheduled (cache-0).',
      ].sort()
    );
  });

  it.each([
    ['a Deployment', '=', 'checkout', ['shop/checkout']],
    ['a StatefulSet', '=', 'db', ['shop/db']],
    ['a CronJob', '=', 'nightly', ['shop/nightly']],
    ['a pattern', '=~', 'checkout|cache', ['shop/cache', 'shop/checkout']],
    ['all others', '!=', 'checkout', ['shop/cache', 'shop/db', 'shop/nightly', 'shop/web']],
    ['a name that others begin with', '=', 'check', []],
  ] as const)('are only those of %s if it is selected', async (_, operator, value, workloads) => {
    const found = await problems([{ label: 'workload', operator, value }]);
    const names = found.map((text) => / (shop\/\w+)/.exec(text)?.[1]);
    expect([...new Set(names)].sort()).toEqual(workloads);
  });

  it('are none in another namespace', async () => {
    expect(await problems([{ label: 'namespace', operator: '=', value: 'other' }])).toEqual([]);
  });
});
