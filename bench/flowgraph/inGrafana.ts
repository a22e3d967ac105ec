import { type Page } from 'playwright-core';
import { median } from '../datasource/median';
import { type Browsers } from '../shared/browser/browsers';
import { capped, TOO_SLOW } from '../shared/capped';
import { markdown } from '../shared/markdown';
import { OURS, SIZE } from './renderers/renderer';
import { scenario, type ScenarioName, type SimulatedWorld } from '../shared/world/scenarios';

/** A panel in a running Grafana, and how to detect that its graph is drawn. */
interface Contestant {
  name: string;
  type: string;
  options: object;
  /** An expression for the page: the number of nodes that are drawn; 0 before the graph is drawn. */
  drawn: string;
}

const OUR_NODES = `document.body?.innerText.includes('Placing ')
  ? 0
  : parseInt((document.querySelector('canvas[role="img"]')?.ariaLabel ?? '0').replaceAll(',', ''), 10)`;
const THEIR_NODES = `document.querySelectorAll('svg g[aria-label^="Node:"]').length`;

const CONTESTANTS: readonly Contestant[] = [
  { name: OURS, type: 'eastwest-flowgraph-panel', options: { maxEdges: 1e6 }, drawn: OUR_NODES },
  {
    name: "Grafana's node graph, layered (its default)",
    type: 'nodeGraph',
    options: { layoutAlgorithm: 'layered' },
    drawn: THEIR_NODES,
  },
  {
    name: "Grafana's node graph, forces",
    type: 'nodeGraph',
    options: { layoutAlgorithm: 'force' },
    drawn: THEIR_NODES,
  },
];

const DASHBOARD = 'bench-flowgraph';
const DATA_SOURCE = 'bench-flowgraph';

/**
 * First graphs of the same node graph frames in a running Grafana, from its dashboard's JSON to the second
 * frame after the nodes are in the page: the panel's code is loaded in that time, too. The frames come from
 * TestData, so no network is used.
 *
 * @param url of a Grafana with our plugins, with the name and password of an administrator in it
 * @returns a table in Markdown
 */
export async function compareInGrafana(
  url: string,
  names: readonly ScenarioName[],
  { browsers, runs, progress }: { browsers: Browsers; runs: number; progress: (line: string) => void }
): Promise<string> {
  const grafana = new Api(url);
  await grafana.remove(`datasources/uid/${DATA_SOURCE}`);
  await grafana.post('datasources', {
    uid: DATA_SOURCE,
    name: DATA_SOURCE,
    type: 'grafana-testdata-datasource',
    access: 'proxy',
  });
  const rows: string[][] = [];
  for (const name of names) {
    await grafana.post('dashboards/db', { dashboard: dashboardOf(scenario(name)), overwrite: true });
    for (const [index, contestant] of CONTESTANTS.entries()) {
      const firstFrames: FirstFrame[] = [];
      for (let run = 1; run <= runs && firstFrames.every(({ ms }) => ms !== Infinity); run++) {
        const page = await browsers.newPage(false, SIZE);
        firstFrames.push(await measureFirstFrame(page, grafana, index + 1, contestant));
        await page.close();
        progress(`${name} in Grafana: ${contestant.name}, run ${run}`);
      }
      const ms = median(firstFrames.map((frame) => frame.ms));
      const nodes = String(firstFrames[0]?.nodes ?? 0);
      rows.push([name, contestant.name, ms === Infinity ? '> 60 s' : ms.toFixed(0), nodes]);
    }
  }
  await grafana.remove(`dashboards/uid/${DASHBOARD}`);
  await grafana.remove(`datasources/uid/${DATA_SOURCE}`);
  return markdown(['scenario', 'panel', 'first picture ms', 'nodes drawn'], rows);
}

interface FirstFrame {
  /** `Infinity` is longer than the cap. */
  ms: number;
  nodes: number;
}

async function measureFirstFrame(
  page: Page,
  grafana: Api,
  panelId: number,
  { drawn }: Contestant
): Promise<FirstFrame> {
  await page.context().setExtraHTTPHeaders({ authorization: grafana.authorization });
  await page.goto(`${grafana.origin}/d-solo/${DASHBOARD}?panelId=${panelId}`, { waitUntil: 'commit' });
  const answer = await capped(page.evaluate<FirstFrame>(scriptFor(drawn)));
  return answer === TOO_SLOW ? { ms: Infinity, nodes: 0 } : answer;
}

/** Text, because a function would bring what it was compiled with. */
function scriptFor(drawn: string): string {
  return `(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const drawn = () => ${drawn};
    while (drawn() === 0) {
      await frame();
    }
    await frame();
    await frame();
    const nowMs = performance.now();
    const answers = performance.getEntriesByType('resource').filter(({ name }) => name.includes('${DASHBOARD}'));
    return { ms: nowMs - Math.max(...answers.map(({ responseEnd }) => responseEnd)), nodes: drawn() };
  })()`;
}

/** A panel for each contestant, with the same frames. */
function dashboardOf(world: SimulatedWorld): object {
  const datasource = { uid: DATA_SOURCE, type: 'grafana-testdata-datasource' };
  const rawFrameContent = JSON.stringify(framesOf(world));
  return {
    uid: DASHBOARD,
    title: 'Benchmark of the flow graph',
    panels: CONTESTANTS.map(({ name, type, options }, index) => ({
      id: index + 1,
      type,
      title: name,
      datasource,
      options,
      gridPos: { x: 0, y: 20 * index, w: 24, h: 20 },
      targets: [{ refId: 'A', datasource, scenarioId: 'raw_frame', rawFrameContent }],
    })),
  };
}

/** The nodes and edges that Grafana's node graph reads. */
function framesOf({ nodes, edges }: SimulatedWorld): object[] {
  const meta = { preferredVisualisationType: 'nodeGraph' };
  const text = (name: string, values: string[]) => ({ name, type: 'string', values });
  return [
    {
      name: 'nodes',
      meta,
      fields: [
        text('id', ids(nodes)),
        text(
          'title',
          nodes.map(({ pod }) => pod)
        ),
      ],
    },
    {
      name: 'edges',
      meta,
      fields: [
        text('id', ids(edges)),
        text(
          'source',
          edges.map(({ client }) => client)
        ),
        text(
          'target',
          edges.map(({ server }) => server)
        ),
        { name: 'mainstat', type: 'number', values: edges.map(({ bytes }) => bytes), config: { unit: 'decbytes' } },
      ],
    },
  ];
}

function ids(items: ReadonlyArray<{ id: string }>): string[] {
  return items.map(({ id }) => id);
}

/** What is needed of Grafana's HTTP API. */
class Api {
  readonly origin: string;
  readonly authorization: string;

  constructor(url: string) {
    const { origin, username, password } = new URL(url);
    this.origin = origin;
    this.authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }

  async post(path: string, body: object): Promise<void> {
    const { authorization } = this;
    const response = await fetch(`${this.origin}/api/${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`Grafana refused ${path} (${response.status}): ${await response.text()}`);
    }
  }

  /** Also where there is nothing of that name. */
  async remove(path: string): Promise<void> {
    await fetch(`${this.origin}/api/${path}`, { method: 'DELETE', headers: { authorization: this.authorization } });
  }
}
