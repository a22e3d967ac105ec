import { type Simulator, startSimulator } from '../../simulator';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../src/core/flow/category';
import { joinReports } from '../../src/core/flow/joinReports';
import { graphOfView, initialView } from '../../src/flowgraph/model/viewState';
import { treeOfFlows } from '../../src/core/graph/tree';
import { flowQueries } from '../../src/flowapi/flowQueries';
import { layOut } from '../../src/flowgraph/layout/layOut';
import { updateLayout, type LayoutState } from '../../src/flowgraph/layout/layoutState';
import { toLayoutInput } from '../../src/flowgraph/layout/toLayoutInput';
import { reportsOf, sharedQueries } from '../support/flowApi';
import { VirtualTime } from '../support/virtualTime';

const MINUTE = 60_000;
const END_MS = Date.parse('2026-11-22T12:00:00Z');
const REFRESH_MS = 2 * MINUTE;
const WINDOW_MS = 15 * MINUTE;
/** Few enough that the heaviest edges differ between windows. */
const MAX_EDGES = 20;
const NO_PINS = {};

describe('the flow graph over an hour of refreshes', () => {
  const time = new VirtualTime(END_MS);
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({ clock: time.clock, flowApi: { queryLatencyMs: 0, ingestionLagMs: 0 } });
  });

  afterAll(() => simulator.close());

  it('keeps all positions while edges and workloads come and go', async () => {
    let layoutState: LayoutState | undefined;
    let refreshes = 0;
    const nodesSeen: number[] = [];
    for (let toMs = END_MS - 60 * MINUTE; toMs <= END_MS; toMs += REFRESH_MS) {
      const flows = await flowsUntil(toMs);
      const tree = treeOfFlows(flows, 'namespace');
      const graph = graphOfView(tree, initialView('namespace', 'workload'), MAX_EDGES);
      const { topology } = graph;
      const request = {
        key: 'k',
        input: toLayoutInput(tree, [topology]),
        tree,
        topology,
        pins: NO_PINS,
        isLoading: false,
      };
      const next = updateLayout(layoutState, request, () => layOut(request.input, 'auto'));
      for (const [id, rect] of layoutState?.positions.nodes ?? []) {
        expect([id, next?.positions.nodes.get(id) ?? rect]).toEqual([id, rect]);
      }
      expect(graph.nodes.filter(({ id }) => !next?.positions.nodes.has(id) && !id.startsWith('external/'))).toEqual([]);
      nodesSeen.push(next?.positions.nodes.size ?? 0);
      layoutState = next;
      refreshes += 1;
    }
    expect(refreshes).toBe(31);
    // The heaviest edges change within the hour. Otherwise, this test would prove nothing.
    expect(Math.max(...nodesSeen)).toBeGreaterThan(nodesSeen[0] ?? 0);
  });

  async function flowsUntil(toMs: number) {
    const { windows } = await time.lastValueFrom(
      flowQueries(sharedQueries(simulator.flowApiUrl, time), {
        monitorName: 'demo-monitor',
        windows: [{ startMs: toMs - WINDOW_MS, endMs: toMs }],
        metrics: ['DATA_TRANSFERRED'],
        categories: DEFAULT_CATEGORIES,
        optionalCategories: OPTIONAL_CATEGORIES,
        limit: 500,
      })
    );
    return joinReports(reportsOf(windows));
  }
});
