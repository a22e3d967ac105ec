import path from 'node:path';
import { type JSHandle, type Page } from 'playwright-core';
import { FLOW_SETS } from '../../bench/readability/flowSets';
import { type LoadedFlows } from '../../bench/readability/loadedFlows';
import { type PicturePage } from '../../bench/readability/page/picturePage';
import { type DrawnEdge, type Picture } from '../../bench/readability/picture/picture';
import { endsOf, plantIncident, type PlantedIncident } from '../../bench/readability/saliency/plantedIncident';
import '../../bench/readability/saliency/salientSquareOf';
import { type View } from '../../bench/readability/views';
import { Browsers } from '../../bench/shared/browser/browsers';
import { bundlePage } from '../../bench/shared/browser/bundles';
import { type PageServer, startPageServer } from '../../bench/shared/browser/pageServer';
import { randomFrom } from '../../bench/shared/world/random';
import { pathOf } from '../../src/core/graph/pathOf';
import { boundsOf, inflate, overlap, type Point, type Rect, type Size } from '../../src/flowgraph/layout/geometry';

/** What a resting eye sees sharply. */
const FOVEA_PIXELS = 40;
/** The list of problems is next to the map from this width on. */
const MIN_WIDTH_OF_LIST = 1_100;

const VIEWS: readonly View[] = [
  { grouping: 'namespace', level: 'namespace' },
  { grouping: 'namespace', level: 'workload' },
  { grouping: 'namespace', level: 'pod' },
  { grouping: 'zone', level: 'zone' },
  { grouping: 'zone', level: 'workload' },
  { grouping: 'node', level: 'node' },
];
const SIZES: readonly Size[] = [
  { width: 800, height: 400 },
  { width: 1_400, height: 500 },
  { width: 1_920, height: 1_080 },
];
const MODES = ['dark', 'light'] as const;
const ON_DEMO = VIEWS.flatMap((view) =>
  SIZES.flatMap((size) => MODES.map((mode) => ({ flows: 'demo', view, size, mode })))
);
const ON_OTHERS = ['S', 'M'].flatMap((flows) =>
  VIEWS.slice(0, 2).flatMap((view) => SIZES.flatMap((size) => MODES.map((mode) => ({ flows, view, size, mode }))))
);
/** Another seed plants other incidents. */
const SEED = Number(process.env.EASTWEST_INCIDENT_SEED ?? 0);
const PICTURES = [...ON_DEMO, ...ON_OTHERS].map((picture, index) => ({ ...picture, seed: SEED + index }));

describe('the first look at a map with one lossy pair of workloads', () => {
  const browsers = new Browsers();
  const flowSets = new Map<string, LoadedFlows>();
  let server: PageServer;
  let page: Page;
  let pictures: JSHandle<PicturePage>;

  beforeAll(async () => {
    const script = `import { openPage } from './renderers/panel';
import { salientSquareOf } from './saliency/salientSquareOf';
window.openPicturePage = openPage;
window.salientSquareOf = salientSquareOf;`;
    server = await startPageServer(
      new Map([['panel', await bundlePage(script, path.join(__dirname, '../../bench/readability'))]])
    );
    for (const { name, load } of FLOW_SETS) {
      if (PICTURES.some(({ flows }) => flows === name)) {
        flowSets.set(name, await load());
      }
    }
    page = await browsers.newPage(false, SIZES[0] ?? { width: 800, height: 400 });
    await page.goto(server.urlOf('panel'));
    pictures = await page.evaluateHandle(() => window.openPicturePage());
  });

  afterAll(async () => {
    await browsers.close();
    server.close();
  });

  it('is measured in 60 pictures', () => {
    expect(PICTURES).toHaveLength(60);
  });

  it.each(PICTURES)(
    'shows it: $flows, $view.grouping: $view.level, $size.width pixels, $mode',
    async ({ flows, view, size, mode, seed }) => {
      const { flows: whole, within } = flowSets.get(flows) ?? { flows: [], within: { startMs: 0, endMs: 1 } };
      const incident = plantIncident(whole, view.grouping, randomFrom(seed));
      await page.setViewportSize(size);
      await pictures.evaluate((it, loaded) => it.setFlows(loaded), { flows: incident.flows, within });
      let picture = await pictures.evaluate((it, shown) => it.draw(shown.view, shown.size), { view, size });
      if (mode === 'light') {
        picture = (await pictures.evaluate((it) => it.drawInLight?.())) ?? picture;
      }
      const canvas = (await page.locator('canvas').first().boundingBox()) ?? NOWHERE;
      const objects = objectsOf(incident, view, picture).map((rect) => shifted(rect, canvas));
      if (size.width >= MIN_WIDTH_OF_LIST) {
        const row = page.getByRole('listitem').first();
        expect(await row.textContent()).toMatch(namesOf(incident, view));
        objects.push((await row.boundingBox()) ?? NOWHERE);
      }
      const png = (await page.screenshot()).toString('base64');
      const salient = await page.evaluate(([image, side]) => window.salientSquareOf(image, side), [
        png,
        FOVEA_PIXELS,
      ] as const);
      expect(objects.filter((rect) => overlap(rect, salient))).not.toEqual([]);
    }
  );
});

const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };

function shifted({ x, y, ...size }: Rect, by: Point): Rect {
  return { x: x + by.x, y: y + by.y, ...size };
}

/** The rectangles of what shows an incident: its line, the label, and the innermost visible boxes around its ends. */
function objectsOf({ lossy }: PlantedIncident, { grouping }: View, { boxes, edges, labels }: Picture): Rect[] {
  const boxesById = new Map(boxes.map(({ id, rect }) => [id, rect]));
  return lossy.flatMap((flow) => {
    const source = pathOf(flow.client, grouping, 'client').map(({ id }) => id);
    const target = pathOf(flow.server, grouping, 'server').map(({ id }) => id);
    const lines = edges.filter((edge) => source.includes(edge.source) && target.includes(edge.target));
    const ids = new Set(lines.map(({ id }) => id));
    return [
      ...[source, target].flatMap((path) =>
        [...path]
          .reverse()
          .flatMap((id) => boxesById.get(id) ?? [])
          .slice(0, 1)
      ),
      ...lines.flatMap(piecesOf),
      ...labels.flatMap(({ edge, rect }) => (ids.has(edge) ? [rect] : [])),
    ];
  });
}

/** A rectangle around each straight piece of a line. */
function piecesOf({ path: points, width }: DrawnEdge): Rect[] {
  return points.slice(1).map((to, index) => {
    const ends = [points[index] ?? to, to].map((point) => ({ ...point, width: 0, height: 0 }));
    return inflate(boundsOf(ends), width / 2);
  });
}

/** The names of both ends, in this order. A group with a single member has the name of the member. */
function namesOf({ lossy: [flow] }: PlantedIncident, { grouping }: View): RegExp {
  const ends = flow && [
    [endsOf(flow, grouping).source, pathOf(flow.client, grouping, 'client')],
    [endsOf(flow, grouping).target, pathOf(flow.server, grouping, 'server')],
  ];
  const names = (ends ?? []).map((paths) => paths.map((path) => escaped(path[path.length - 1]?.label ?? '')).join('|'));
  return new RegExp(names.map((alternatives) => `(${alternatives})`).join('.*'));
}

function escaped(text: string): string {
  return text.replace(/[^\w\s-]/g, '\\$&');
}
