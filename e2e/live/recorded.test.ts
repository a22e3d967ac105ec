import { AGENT_METRICS } from '../../src/core/prometheus/agent/catalog';
import {
  filterToCandidates,
  candidates,
  nodesOf,
  recordedCandidates,
  type TopQuery,
} from '../../src/core/prometheus/agent/candidates';
import { perSecond, ranking } from '../../src/core/prometheus/agent/deltaGauge';
import { isRecorded, recordedThroughout } from '../../src/core/prometheus/agent/recorded';
import { startedAgentPods } from '../../src/core/prometheus/kubernetes/runningPods';
import {
  INCIDENTS_END_MS,
  INCIDENTS_INTERVAL_MS,
  INCIDENTS_START_MS,
  type HoursWithIncidents,
  nodeWithIncident,
  startHoursWithIncidents,
} from '../support/hoursWithIncidents';
import { metricOf } from '../support/metricOf';
import { promInstant } from '../support/promInstant';
import { promQueryRange } from '../support/promQuery';
import { recordRules } from '../support/recordRules';
import { largest, sumsBy } from '../support/sums';
import { truthsOf } from '../support/metricTruths';

const MINUTE_MS = 60_000;
/** The rules are evaluated at full minutes here, and thus between two scrapes, as almost always. */
const SCRAPED_AFTER_MS = INCIDENTS_INTERVAL_MS / 2;
/** Early enough for the reports of its last window to have arrived. */
const AT_MS = INCIDENTS_END_MS - 6 * MINUTE_MS;
/** A whole number of four-minute windows. */
const WINDOW_MS = 96 * MINUTE_MS;
const TOP = { k: 5, over: '96m', overSeconds: '5760' };

let hours: HoursWithIncidents;
let url: string;

beforeAll(async () => {
  hours = await startHoursWithIncidents(SCRAPED_AFTER_MS);
  url = hours.prometheus.url;
  await recordRules(hours.prometheus, { startMs: INCIDENTS_START_MS + 10 * MINUTE_MS, endMs: INCIDENTS_END_MS });
});

afterAll(() => hours.prometheus.close());

const GUARDED = { runningPods: 'kube-state-metrics', spikes: 'kube-state-metrics' } as const;
const RECORDED_OF_PODS = AGENT_METRICS.filter((metric) => isRecorded(metric) && metric.subject === 'pod').map(
  ({ name }) => name
);

it('a range counts as recorded only if the rules were evaluated from its start', async () => {
  expect(await promInstant(url, recordedThroughout(WINDOW_MS / 1_000), AT_MS)).toHaveLength(1);
  expect(await promInstant(url, recordedThroughout(3 * 3_600), AT_MS)).toEqual([]);
});

describe('a top-k query with candidates from a first query', () => {
  const range = { startMs: AT_MS - WINDOW_MS, endMs: AT_MS, stepMs: 2 * INCIDENTS_INTERVAL_MS };
  const minutes = { window: '2m', windowSeconds: '120' };

  async function drawn(query: TopQuery, candidateQuery: string | undefined) {
    const found = await promInstant(url, candidateQuery ?? '', AT_MS);
    return promQueryRange(
      url,
      perSecond(
        filterToCandidates(
          query,
          found.map(({ labels }) => labels)
        )
      ),
      range
    );
  }

  it.each(RECORDED_OF_PODS)(
    "returns the lines of one query over all pods for %s, with candidates from the agents' series and from the rules",
    async (name) => {
      const query = { metric: metricOf(name), groupBy: 'pod', ...GUARDED, ...minutes, top: TOP } as const;
      const whole = await promQueryRange(url, perSecond(query), range);
      const truths = sumsBy(truthsOf(query.metric, hours.world, AT_MS - WINDOW_MS, AT_MS), ['namespace', 'pod']);
      const shown = whole.map(({ labels }) => `${labels.namespace}/${labels.pod}`);
      expect(shown).toContain(largest(truths, 1)[0]);
      expect(shown).toHaveLength(TOP.k);
      expect(await drawn(query, candidates(query))).toEqual(whole);
      expect(await drawn(query, recordedCandidates(query))).toEqual(whole);
    }
  );

  it('ranks pods by the agents of their nodes as by all agents', async () => {
    const query = { metric: metricOf('ingress_bytes'), groupBy: 'pod', ...GUARDED, ...minutes, top: TOP } as const;
    const found = (await promInstant(url, recordedCandidates(query) ?? '', AT_MS)).map(({ labels }) => labels);
    const ofFound = filterToCandidates(query, found);
    const nodes = (await promInstant(url, nodesOf(ofFound), AT_MS)).map(({ labels }) => labels.node ?? '');
    expect(nodes.length).toBeGreaterThan(1);
    const ranked = await promInstant(url, ranking({ ...ofFound, nodes }, TOP), AT_MS);
    expect(ranked).toHaveLength(TOP.k);
    expect(ranked).toEqual(await promInstant(url, ranking(ofFound, TOP), AT_MS));
  });

  it('returns the pods of one workload', async () => {
    const filters = [{ label: 'workload', operator: '=', value: 'products' }] as const;
    const query = {
      metric: metricOf('egress_bytes'),
      groupBy: 'pod',
      ...GUARDED,
      ...minutes,
      filters,
      top: TOP,
    } as const;
    const whole = await promQueryRange(url, perSecond(query), range);
    expect(whole.length).toBeGreaterThan(1);
    expect(await drawn(query, recordedCandidates(query))).toEqual(whole);
  });

  it.each(['bw_in_allowance_exceeded', 'bw_out_allowance_exceeded', 'conntrack_allowance_exceeded'])(
    'returns the lines of one query over all nodes for %s',
    async (name) => {
      const query = { metric: metricOf(name), groupBy: 'node', ...GUARDED, ...minutes, top: { ...TOP, k: 1 } } as const;
      const whole = await promQueryRange(url, perSecond(query), range);
      expect(await drawn(query, candidates(query))).toEqual(whole);
      expect(await drawn(query, recordedCandidates(query))).toEqual(whole);
    }
  );

  it('checks only agents that started in the range for spikes, and returns the same as if it checked all', async () => {
    const started = await promInstant(url, startedAgentPods(WINDOW_MS / 1_000, {}), AT_MS);
    const agentPods = started.map(({ labels }) => labels.pod ?? '');
    const nodes = hours.world.cells
      .flatMap((cell) => cell.pods(AT_MS - WINDOW_MS, AT_MS))
      .filter(({ name }) => agentPods.includes(name))
      .map(({ node }) => node.name);
    expect(nodes).toEqual(
      expect.arrayContaining([nodeWithIncident(hours.world, 'restarted'), nodeWithIncident(hours.world, 'away')])
    );
    const query = { metric: metricOf('ingress_bytes'), groupBy: 'node', ...GUARDED, ...minutes } as const;
    const checked = await promQueryRange(url, perSecond({ ...query, agentPods }), range);
    expect(checked).toEqual(await promQueryRange(url, perSecond(query), range));
  });
});
