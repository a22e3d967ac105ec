import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { annotationQueries } from '../support/dashboardQueries';
import { eventsIn } from '../support/events';
import { SERIES_START_MS, type SyntheticSeries, startPrometheusWith } from '../support/syntheticSeries';
import { promQueryRange } from '../support/promQuery';

const MINUTES = 240;
const LONG_AGO = -600;
/** When kube-state-metrics restarts as another pod, while nothing else happens in the cluster. */
const KUBE_STATE_RESTART = 200;

const seconds = (minute: number) => SERIES_START_MS / 1_000 + minute * 60;

/** A series of kube-state-metrics from one minute to another, with a sample every half minute. */
function kubeState(
  name: string,
  labels: Record<string, string>,
  value: number,
  from = 0,
  to = MINUTES
): SyntheticSeries[] {
  const values = (instance: string) =>
    Array.from({ length: MINUTES * 2 }, (_, step) => {
      const minute = step / 2;
      const [first, last] = instance === 'a' ? [0, KUBE_STATE_RESTART] : [KUBE_STATE_RESTART + 1, MINUTES];
      return minute >= Math.max(from, first) && minute < Math.min(to, last) ? value : null;
    });
  return ['a', 'b'].map((instance) => ({
    name,
    labels: { instance, namespace: 'shop', ...labels },
    values: values(instance),
  }));
}

interface Owner {
  kind: 'ReplicaSet' | 'StatefulSet' | 'DaemonSet';
  name: string;
}

function pod({ kind, name: owner }: Owner, name: string, [from, to]: [number, number], node = 'n1') {
  const labels = { pod: name, uid: `${name}-${from}` };
  const info = { ...labels, node, created_by_kind: kind, created_by_name: owner };
  return [
    ...kubeState('kube_pod_info', info, 1, from, to),
    ...kubeState('kube_pod_start_time', labels, seconds(from), from, to),
  ];
}

const replicaSet = (name: string): Owner => ({ kind: 'ReplicaSet', name });

/** A ReplicaSet of a Deployment, and when it was created: unknown if kube-state-metrics does not report it. */
function replicaSetSeries(name: string, deployment: string, created: number | 'unknown'): SyntheticSeries[] {
  const from = created === 'unknown' ? 0 : created;
  return [
    ...kubeState(
      'kube_replicaset_owner',
      { replicaset: name, owner_kind: 'Deployment', owner_name: deployment },
      1,
      from
    ),
    ...(created === 'unknown'
      ? []
      : kubeState('kube_replicaset_created', { replicaset: name }, seconds(created), from)),
  ];
}

const always: [number, number] = [LONG_AGO, MINUTES];
/** Pods of a ReplicaSet, by the minutes during which they run. */
const pods = (name: string, lives: ReadonlyArray<[number, number]>) =>
  lives.flatMap((life, index) => pod(replicaSet(name), `${name}-${index}`, life, `n${index}`));

/** A new revision of a StatefulSet, which replaces its pods from one minute to another. */
function revisionSeries(statefulset: string, from: number, to: number): SyntheticSeries[] {
  const revision = (which: string, number: number, [first, last]: [number, number]) =>
    kubeState(
      `kube_statefulset_status_${which}_revision`,
      { statefulset, revision: `${statefulset}-${number}` },
      1,
      first,
      last
    );
  return [
    ...revision('current', 1, [0, to]),
    ...revision('current', 2, [to, MINUTES]),
    ...revision('update', 1, [0, from]),
    ...revision('update', 2, [from, MINUTES]),
  ];
}
const NEVER = MINUTES;

/** The state of a DaemonSet on three nodes, which is rolled out from one minute to another. */
function generationSeries(daemonset: string, from: number, to: number): SyntheticSeries[] {
  const updated = (value: number, [first, last]: [number, number]) =>
    kubeState('kube_daemonset_status_updated_number_scheduled', { daemonset }, value, first, last);
  return [
    ...kubeState('kube_daemonset_metadata_generation', { daemonset }, 1, 0, from),
    ...kubeState('kube_daemonset_metadata_generation', { daemonset }, 2, from),
    ...kubeState('kube_daemonset_status_desired_number_scheduled', { daemonset }, 3),
    ...updated(3, [0, from]),
    ...updated(1, [from, to]),
    ...updated(3, [to, MINUTES]),
  ];
}

/** What happens to a workload, and the minutes in which a rollout starts pods of it. */
const SCENARIOS: Array<{ workload: string; what: string; series: SyntheticSeries[]; rollouts: number[] }> = [
  {
    workload: 'first',
    what: 'a Deployment that is new',
    series: [
      ...replicaSetSeries('first-1', 'first', 60),
      ...pods('first-1', [
        [60, MINUTES],
        [61, MINUTES],
      ]),
    ],
    rollouts: [60, 61],
  },
  {
    workload: 'rolling',
    what: 'a rolling update',
    series: [
      ...replicaSetSeries('rolling-1', 'rolling', LONG_AGO),
      ...replicaSetSeries('rolling-2', 'rolling', 60),
      ...pods('rolling-1', [
        [LONG_AGO, 61],
        [LONG_AGO, 62],
        [LONG_AGO, 63],
      ]),
      ...pods('rolling-2', [
        [60, MINUTES],
        [61, MINUTES],
        [62, MINUTES],
      ]),
    ],
    rollouts: [60, 61, 62],
  },
  {
    workload: 'slow',
    what: 'a rolling update that takes twenty minutes',
    series: [
      ...replicaSetSeries('slow-1', 'slow', LONG_AGO),
      ...replicaSetSeries('slow-2', 'slow', 60),
      ...pods('slow-1', [
        [LONG_AGO, 64],
        [LONG_AGO, 68],
        [LONG_AGO, 72],
        [LONG_AGO, 76],
        [LONG_AGO, 80],
      ]),
      ...pods('slow-2', [
        [60, MINUTES],
        [64, MINUTES],
        [68, MINUTES],
        [72, MINUTES],
        [76, MINUTES],
      ]),
    ],
    rollouts: [60, 64, 68, 72, 76],
  },
  {
    workload: 'recreated',
    what: 'an update that ends all pods first',
    series: [
      ...replicaSetSeries('recreated-1', 'recreated', LONG_AGO),
      ...replicaSetSeries('recreated-2', 'recreated', 60),
      ...pods('recreated-1', [
        [LONG_AGO, 60],
        [LONG_AGO, 60],
      ]),
      ...pods('recreated-2', [
        [61, MINUTES],
        [61, MINUTES],
      ]),
    ],
    rollouts: [61],
  },
  {
    workload: 'back',
    what: 'an update and, an hour later, a rollback to the ReplicaSet before',
    series: [
      ...replicaSetSeries('back-1', 'back', LONG_AGO),
      ...replicaSetSeries('back-2', 'back', 60),
      ...pods('back-1', [
        [LONG_AGO, 61],
        [120, MINUTES],
      ]),
      ...pods('back-2', [[60, 121]]),
    ],
    rollouts: [60, 120],
  },
  {
    workload: 'back-soon',
    what: 'a rollback after eight minutes',
    series: [
      ...replicaSetSeries('back-soon-1', 'back-soon', LONG_AGO),
      ...replicaSetSeries('back-soon-2', 'back-soon', 60),
      ...pods('back-soon-1', [
        [LONG_AGO, 61],
        [68, MINUTES],
      ]),
      ...pods('back-soon-2', [[60, 69]]),
    ],
    rollouts: [60, 68],
  },
  {
    workload: 'moved',
    what: 'the only pod, evicted and started on another node',
    series: [
      ...replicaSetSeries('moved-1', 'moved', LONG_AGO),
      ...pods('moved-1', [
        [LONG_AGO, 100],
        [100.5, MINUTES],
      ]),
    ],
    rollouts: [],
  },
  {
    workload: 'moved-unknown',
    what: 'the same without a metric for the creation time of the ReplicaSet',
    series: [
      ...replicaSetSeries('moved-unknown-1', 'moved-unknown', 'unknown'),
      ...pods('moved-unknown-1', [
        [LONG_AGO, 100],
        [100.5, MINUTES],
      ]),
    ],
    rollouts: [],
  },
  {
    workload: 'drained',
    what: 'all pods, moved one after the other',
    series: [
      ...replicaSetSeries('drained-1', 'drained', LONG_AGO),
      ...pods('drained-1', [
        [LONG_AGO, 100],
        [LONG_AGO, 102],
        [100, MINUTES],
        [102, MINUTES],
      ]),
    ],
    rollouts: [],
  },
  {
    workload: 'waiting',
    what: 'the only pod, evicted and started forty minutes later, when there is capacity',
    series: [
      ...replicaSetSeries('waiting-1', 'waiting', LONG_AGO),
      ...pods('waiting-1', [
        [LONG_AGO, 100],
        [140, MINUTES],
      ]),
    ],
    rollouts: [],
  },
  {
    workload: 'moved-later',
    what: 'the only pod, evicted twenty minutes after an update',
    series: [
      ...replicaSetSeries('moved-later-1', 'moved-later', LONG_AGO),
      ...replicaSetSeries('moved-later-2', 'moved-later', 60),
      ...pods('moved-later-1', [[LONG_AGO, 61]]),
      ...pods('moved-later-2', [
        [60, 80],
        [80, MINUTES],
      ]),
    ],
    rollouts: [60],
  },
  {
    workload: 'zero',
    what: 'a Deployment that is scaled from zero',
    series: [
      ...replicaSetSeries('zero-1', 'zero', LONG_AGO),
      ...pods('zero-1', [
        [90, MINUTES],
        [90, MINUTES],
      ]),
    ],
    rollouts: [],
  },
  {
    workload: 'larger',
    what: 'a Deployment that is scaled',
    series: [
      ...replicaSetSeries('larger-1', 'larger', LONG_AGO),
      ...pods('larger-1', [always, always, [90, MINUTES], [91, MINUTES]]),
    ],
    rollouts: [],
  },
  {
    workload: 'db',
    what: 'a StatefulSet whose template changes',
    series: [
      ...revisionSeries('db', 60, 66),
      ...[62, 60].flatMap((minute, ordinal) => [
        ...pod({ kind: 'StatefulSet', name: 'db' }, `db-${ordinal}`, [LONG_AGO, minute]),
        ...pod({ kind: 'StatefulSet', name: 'db' }, `db-${ordinal}`, [minute + 1, MINUTES]),
      ]),
    ],
    rollouts: [61, 63],
  },
  {
    workload: 'db-moved',
    what: "a StatefulSet's pod that is evicted",
    series: [
      ...revisionSeries('db-moved', NEVER, NEVER),
      ...pod({ kind: 'StatefulSet', name: 'db-moved' }, 'db-moved-0', [LONG_AGO, 100]),
      ...pod({ kind: 'StatefulSet', name: 'db-moved' }, 'db-moved-0', [101, MINUTES], 'n2'),
    ],
    rollouts: [],
  },
  {
    workload: 'db-unknown',
    what: 'the same without metrics of revisions, so that it may be a rollout',
    series: [
      ...pod({ kind: 'StatefulSet', name: 'db-unknown' }, 'db-unknown-0', [LONG_AGO, 100]),
      ...pod({ kind: 'StatefulSet', name: 'db-unknown' }, 'db-unknown-0', [101, MINUTES], 'n2'),
    ],
    rollouts: [101],
  },
  {
    workload: 'cni',
    what: 'a DaemonSet whose template changes',
    series: [
      ...generationSeries('cni', 60, 66),
      ...[60, 62, 64].flatMap((minute, node) => [
        ...pod({ kind: 'DaemonSet', name: 'cni' }, `cni-old-${node}`, [LONG_AGO, minute], `n${node}`),
        ...pod({ kind: 'DaemonSet', name: 'cni' }, `cni-new-${node}`, [minute + 1, MINUTES], `n${node}`),
      ]),
    ],
    rollouts: [61, 63, 65],
  },
  {
    workload: 'proxy',
    what: "a DaemonSet's pod that is evicted",
    series: [
      ...generationSeries('proxy', NEVER, NEVER),
      ...pod({ kind: 'DaemonSet', name: 'proxy' }, 'proxy-old', [LONG_AGO, 100]),
      ...pod({ kind: 'DaemonSet', name: 'proxy' }, 'proxy-new', [101, MINUTES]),
    ],
    rollouts: [],
  },
];

const at = (minute: number) => SERIES_START_MS + minute * 60_000;
const WINDOW = { startMs: at(30), endMs: at(MINUTES - 5) };

describe('rollouts', () => {
  let prometheus: RunningPrometheus;

  beforeAll(async () => {
    prometheus = await startPrometheusWith(SCENARIOS.flatMap(({ series }) => series));
  });

  afterAll(() => prometheus.close());

  /** The minutes in which the annotation of the dashboards without plugins has points, by workload. */
  async function annotatedMinutes(stepSeconds: number): Promise<Map<string, number[]>> {
    const values = { cluster: '.*', namespace: 'shop', workload: '.*', pod: '.*', node: '.*', zone: '.*' };
    const [, expr = ''] = annotationQueries(values, stepSeconds).find(([name]) => name === 'workload: Rollouts') ?? [];
    const lines = await promQueryRange(prometheus.url, expr, { ...WINDOW, stepMs: stepSeconds * 1_000 });
    const found = new Map<string, Set<number>>();
    for (const { labels, timesMs } of lines) {
      const minutes = timesMs.map((timeMs) => (timeMs - SERIES_START_MS) / 60_000);
      found.set(labels.workload ?? '', new Set([...(found.get(labels.workload ?? '') ?? []), ...minutes]));
    }
    return new Map([...found].map(([workload, minutes]) => [workload, [...minutes].sort((a, b) => a - b)]));
  }

  it.each([1, 5, 15])(
    'appear when they start pods, on the dashboards without plugins with steps of %d min',
    async (step) => {
      const found = await annotatedMinutes(step * 60);
      const stepOf = (minute: number) => Math.ceil(minute / step) * step;
      for (const { workload, rollouts } of SCENARIOS) {
        const expected = [...new Set(rollouts.map(stepOf))];
        expect([workload, found.get(workload) ?? []]).toEqual([workload, expected]);
      }
    }
  );

  it('appear as events of the data source', async () => {
    const events = await eventsIn(prometheus.url, 'rollouts', WINDOW);
    for (const { workload, rollouts } of SCENARIOS) {
      const found = events.filter(({ tags }) => tags.includes(workload));
      const inOne = found.map(
        ({ startMs, endMs = startMs }) =>
          (minute: number) =>
            startMs < at(minute) + 1 && at(minute) <= endMs
      );
      const missing = rollouts.filter((minute) => !inOne.some((isIn) => isIn(minute)));
      expect([workload, missing, found.length > 0]).toEqual([workload, [], rollouts.length > 0]);
    }
  });
});
