import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import { drops } from '../../src/core/prometheus/policyAgent/drops';
import { panelQueries } from '../support/dashboardQueries';
import { promInstant } from '../support/promInstant';
import { SERIES_START_MS, startPrometheusWith, type SyntheticSeries } from '../support/syntheticSeries';

const SAMPLES = 41;
const STEP_MS = 30_000;
const AT_MS = SERIES_START_MS + (SAMPLES - 1) * STEP_MS;
const always = (value: number | null) => Array<number | null>(SAMPLES).fill(value);
/** The values of a series whose last ones are given. */
const ending = (before: number | null, ...values: Array<number | null>) => [
  ...always(before).slice(values.length),
  ...values,
];

const target = (host: string) => ({ cluster: 'demo', job: 'aws-network-policy-agent', instance: `${host}:8162` });
const up = (host: string, values = always(1), labels = {}): SyntheticSeries => ({
  name: 'up',
  labels: { ...target(host), ...labels },
  values,
});
const counter = (host: string, values: Array<number | null>, labels = {}): SyntheticSeries => ({
  name: 'network_policy_drop_count_total',
  labels: { ...target(host), direction: 'egress', ...labels },
  values,
});

describe('drops by network policies in the last five minutes', () => {
  let prometheus: RunningPrometheus;

  beforeAll(async () => {
    prometheus = await startPrometheusWith([
      {
        name: 'kube_node_info',
        labels: { cluster: 'demo', node: 'steady', internal_ip: '10.0.0.1' },
        values: always(1),
      },
      up('10.0.0.1'),
      counter(
        '10.0.0.1',
        Array.from({ length: SAMPLES }, (_, index) => 100 + 3 * index)
      ),
      // The scrape job names the node.
      up('10.0.0.2', always(1), { node: 'first' }),
      counter('10.0.0.2', ending(null, 7, 7), { node: 'first' }),
      // The first scrapes of an agent that counted before.
      up('10.0.0.3', ending(null, 1, 1), { node: 'new' }),
      counter('10.0.0.3', ending(null, 9_000, 9_000), { node: 'new' }),
      up('10.0.0.4', always(1), { node: 'restarted' }),
      counter('10.0.0.4', ending(500, 2, 2), { node: 'restarted' }),
      up('10.0.0.5', always(1), { node: 'quiet' }),
      counter('10.0.0.5', always(5), { node: 'quiet' }),
    ]);
  });

  afterAll(() => prometheus.close());

  it('include the first ones after a node had none, and nothing from before', async () => {
    const query = drops(
      { metric: 'packets', nodeName: 'kube-state-metrics', clusterLabel: 'cluster' },
      { window: '5m' }
    );
    const points = await promInstant(prometheus.url, query, AT_MS);
    const byNode = Object.fromEntries(points.map(({ labels, value }) => [labels.node, Math.round(value)]));
    expect(byNode).toEqual({ steady: 30, first: 7, new: 0, restarted: 2, quiet: 0 });
    expect(points[0]?.labels).toMatchObject({ cluster: 'demo', direction: 'egress' });
  });

  /** The number in a stat of the dashboard; undefined is "Unknown". */
  const shownBy = async (title: string, atMs: number, cluster = '.*') => {
    const [query] = panelQueries({ cluster }).filter(
      ({ dashboard, panel }) => dashboard === 'network-policies' && panel === title
    );
    const points = await promInstant(prometheus.url, query?.expr ?? '', atMs);
    return points.map(({ value }) => Math.round(value))[0];
  };

  it('are the numbers of the dashboard, and unknown where no agent ever counted', async () => {
    expect(await shownBy('Policy agents', AT_MS)).toBe(5);
    expect(await shownBy('Unresponsive policy agents', AT_MS)).toBe(0);
    // Half an hour, which is longer than the series: all of the steady node, and the first values after the start of the agent.
    expect(await shownBy('Dropped packets', AT_MS)).toBeGreaterThan(30);
    const beforeAll = SERIES_START_MS - 3_600_000;
    expect(await shownBy('Policy agents', beforeAll)).toBeUndefined();
    expect(await shownBy('Dropped packets', beforeAll)).toBeUndefined();
    expect(await shownBy('Dropped packets', AT_MS, 'other')).toBeUndefined();
  });
});
