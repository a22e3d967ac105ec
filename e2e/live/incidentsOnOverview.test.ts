import { type Incident } from '../../simulator/incidents/incident';
import { MINUTE_MS } from '../../simulator/world/time';
import { panelQueries } from '../support/dashboardQueries';
import {
  DEMO_END_MS,
  DEMO_FLOW_SERIES_MS,
  DEMO_INTERVAL_MS,
  DEMO_START_MS,
  type DemoHours,
  startDemoHours,
} from '../support/demoHours';
import { promInstant } from '../support/promInstant';
import { promQueryRange } from '../support/promQuery';

/** The refresh interval of the overview. */
const REFRESH_MS = MINUTE_MS;
const ALL = { cluster: '.*', namespace: '.*', node: '.*' };

let hours: DemoHours;

beforeAll(async () => {
  hours = await startDemoHours();
});

afterAll(() => hours.prometheus.close());

function exprOf(panel: string, refId = 'A'): string {
  const query = panelQueries(ALL).find(
    (one) => one.dashboard === 'network-overview' && one.panel === panel && one.refId === refId
  );
  if (!query) {
    throw new Error(`The overview has no panel "${panel}" with a query ${refId}.`);
  }
  return query.expr;
}

const isInHours = ({ startMs, endMs = DEMO_END_MS }: Incident) =>
  startMs > DEMO_START_MS + 5 * MINUTE_MS && startMs < DEMO_END_MS - 10 * MINUTE_MS && endMs > startMs;

/** The last value that a refreshed chart shows for a node. */
async function shownOf(panel: string, node: string | undefined, atMs: number): Promise<number> {
  // A range, as charts query it, because the top ten apply to all of it.
  const range = { startMs: atMs - 10 * MINUTE_MS, endMs: atMs, stepMs: DEMO_INTERVAL_MS };
  const lines = await promQueryRange(hours.prometheus.url, exprOf(panel), range);
  return lines.find(({ labels }) => labels.node === node)?.values.at(-1) ?? 0;
}

describe('the overview within one refresh', () => {
  it.each([
    ['Inbound bandwidth exceeded', 'inbound-bandwidth'],
    ['Connection tracking exceeded', 'conntrack-exhaustion'],
  ] as const)('shows %s for each such incident, and not before', async (panel, kind) => {
    const incidents = hours.world.incidents.ofKind(kind).filter(isInHours);
    expect(incidents.length).toBeGreaterThan(1);
    for (const { node, startMs } of incidents) {
      const scrapedMs = Math.ceil(startMs / DEMO_INTERVAL_MS) * DEMO_INTERVAL_MS + DEMO_INTERVAL_MS / 2;
      expect(await shownOf(panel, node, scrapedMs - MINUTE_MS)).toBe(0);
      expect(await shownOf(panel, node, scrapedMs + REFRESH_MS)).toBeGreaterThan(0);
    }
  });

  it('shows Link-local exceeded on nodes that resolve names while DNS is overloaded', async () => {
    const incidents = hours.world.incidents.ofKind('dns-overload').filter(isInHours);
    expect(incidents.length).toBeGreaterThan(1);
    for (const { startMs } of incidents) {
      const atMs = startMs + REFRESH_MS + DEMO_INTERVAL_MS;
      const range = { startMs: atMs, endMs: atMs, stepMs: DEMO_INTERVAL_MS };
      const lines = await promQueryRange(hours.prometheus.url, exprOf('Link-local exceeded'), range);
      expect(lines.filter(({ values }) => (values.at(-1) ?? 0) > 0).length).toBeGreaterThan(0);
    }
  });

  it('shows only the lossy pair in red on the map', async () => {
    const [lossy] = hours.world.incidents.ofKind('lossy-path').filter(({ startMs }) => startMs > DEMO_FLOW_SERIES_MS);
    const atMs = (lossy?.startMs ?? NaN) + 5 * MINUTE_MS;
    const expr = exprOf('Traffic between workloads', 'losses').replaceAll('1800s', '240s');
    const edges = await promInstant(hours.prometheus.url, expr, atMs + DEMO_INTERVAL_MS / 2);
    const colored = edges.filter(({ labels }) => labels.color !== undefined).map(({ labels }) => labels);
    expect(colored.filter(({ color }) => color === '#F2495C').map(({ id }) => id)).toEqual([
      'ecommerce/graphql-api~ecommerce/orders',
    ]);
    expect(edges.length).toBeGreaterThan(20);
  });
});
