import fs from 'node:fs';
import path from 'node:path';
import { resolveEventsQuery } from '../src/core/query/eventsQuery';
import { resolveFlowsQuery } from '../src/core/query/flowsQuery';
import { resolveListQuery } from '../src/core/query/listQuery';
import { resolveMetricQuery } from '../src/core/query/metricQuery';
import { type SavedQuery } from '../src/core/query/savedQuery';
import { MONITORS_UID } from '../src/common/dashboards';
import { DATASOURCE_ID } from '../src/common/pluginIds';
import { DASHBOARDS } from './all';
import { dashboardJson } from './json';

interface Link {
  title: string;
  url?: string;
  /** Of a link to all dashboards with these tags, whichever there are. */
  tags?: string[];
}

interface Panel {
  id: number;
  title: string;
  description?: string;
  type: string;
  datasource?: { uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  targets: Target[];
  fieldConfig?: { defaults: { links?: Link[] } };
}

interface Variable {
  name: string;
  type: string;
  query: unknown;
}

/** Of whichever data source. */
type Target = SavedQuery & { refId: string; datasource?: { type: string } };

interface Saved {
  uid: string;
  title: string;
  tags: string[];
  schemaVersion: number;
  revision: number;
  panels: Panel[];
  templating: { list: Variable[] };
  annotations: { list?: Array<{ name: string; target: Target }> };
  links?: Link[];
}

/** What Grafana 13 has and draws; the graph and table-old of Angular are not among them. */
const PANEL_TYPES = ['eastwest-flowgraph-panel', 'timeseries', 'stat', 'table', 'state-timeline'];

const built = Object.entries(DASHBOARDS).map(([name, build]) => ({ name, dashboard: build() }));
const all = built.map(({ name, dashboard }) => ({ name, saved: savedFrom(dashboard) }));

describe.each(built)('$name', ({ name, dashboard }) => {
  it('is committed as its builder makes it (npm run dashboards writes it)', () => {
    expect(fs.readFileSync(path.join(__dirname, `${name}.json`), 'utf8')).toBe(dashboardJson(dashboard));
  });
});

describe.each(all)('$name', ({ saved }) => {
  const { panels } = saved;
  const variables = saved.templating.list;

  it('has panels with ids and titles of their own, none over another', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    for (const [index, a] of panels.entries()) {
      for (const b of panels.slice(index + 1)) {
        expect(overlap(a.gridPos, b.gridPos)).toBe(false);
      }
    }
  });

  it('has panels that every Grafana can draw, each with a word on what to do', () => {
    expect(panels.filter(({ type }) => !PANEL_TYPES.includes(type))).toEqual([]);
    expect(panels.filter(({ description = '' }) => description === '')).toEqual([]);
    expect(saved.schemaVersion).toBeLessThanOrEqual(42);
  });

  it('names no data source but its variable’s, and Grafana’s own expressions', () => {
    const [own] = variables.filter(({ type }) => type === 'datasource').map(({ name }) => `\${${name}}`);
    expect(new Set(panels.map(({ datasource }) => datasource?.uid))).toEqual(new Set([own]));
    const named = [...JSON.stringify({ ...saved, uid: '' }).matchAll(/"uid":"([^"]+)"/g)].map(([, uid]) => uid);
    expect(new Set(named.filter((uid) => uid !== '__expr__'))).toEqual(new Set([own]));
  });

  it('needs no inputs, which the import with the app would not have', () => {
    expect(Object.keys(saved).filter((key) => key.startsWith('__'))).toEqual([]);
  });

  it('uses every variable that it has, and has every variable that it uses', () => {
    const text = JSON.stringify(saved);
    const used = [...text.matchAll(/\$(?:\{(\w+)|(\w+))/g)].map(([, braced, bare]) => braced ?? bare ?? '');
    // Expressions call other queries so, CloudWatch its labels, and transformations what they found.
    const other = new Set(['PROP', '1', ...panels.flatMap(({ targets }) => targets.map(({ refId }) => refId))]);
    const own = used.filter((name) => !name.startsWith('__') && !other.has(name));
    expect(new Set(own)).toEqual(new Set(variables.map(({ name }) => name)));
  });

  it('asks what our data source understands, in panels, annotations and variables, or CloudWatch', () => {
    const queries = [
      ...panels.flatMap(({ targets }) => targets),
      ...(saved.annotations.list ?? []).map(({ target }) => target),
    ].filter(({ datasource }) => datasource?.type === DATASOURCE_ID);
    expect(queries.map(problemOf).filter((problem) => problem !== undefined)).toEqual([]);
    const lists = variables.flatMap(({ type, query }) => (type === 'query' && typeof query === 'string' ? query : []));
    expect(lists.filter((query) => 'problem' in resolveListQuery(query, () => 'some-name'))).toEqual([]);
    const [type] = variables.filter((variable) => variable.type === 'datasource').map(({ query }) => query);
    expect(type).toBe(queries.length > 0 ? DATASOURCE_ID : 'cloudwatch');
  });

  it('links to the other dashboards, and to nothing that does not exist', () => {
    const uids = all.map(({ saved: { uid } }) => uid);
    const others = uids.filter((uid) => uid !== saved.uid);
    const linked = (saved.links ?? []).flatMap((link) => (link.tags?.includes('eastwest') ? others : uidOf(link)));
    expect([...linked, saved.uid].sort()).toEqual([...uids].sort());
    const fromPanels = panels.flatMap(({ fieldConfig }) => fieldConfig?.defaults.links ?? []).map(uidOf);
    expect(fromPanels.filter((uid) => !uids.includes(uid))).toEqual([]);
  });

  it('has a revision and the tag by which ours are found', () => {
    expect(saved.revision).toBeGreaterThanOrEqual(1);
    expect(saved.tags).toContain('eastwest');
  });
});

describe('the dashboards together', () => {
  it('have uids and titles of their own: Grafana updates what it imported by the title', () => {
    expect(new Set(all.map(({ saved: { uid } }) => uid)).size).toBe(all.length);
    expect(new Set(all.map(({ saved: { title } }) => title)).size).toBe(all.length);
  });

  it('come with the app', () => {
    const app: unknown = JSON.parse(fs.readFileSync(path.join(__dirname, '../plugin.json'), 'utf8'));
    for (const { name, saved } of all) {
      const include = { type: 'dashboard', name: saved.title, path: `dashboards/${name}.json` };
      expect(app).toMatchObject({ includes: expect.arrayContaining([include]) });
    }
  });

  it('keep the time range from one to the other, but not the weeks of monitors', () => {
    const kept = all.filter(({ saved }) => saved.uid !== MONITORS_UID);
    const links = kept.flatMap(({ saved }) => [
      ...(saved.links ?? []),
      ...saved.panels.flatMap(({ fieldConfig }) => fieldConfig?.defaults.links ?? []),
    ]);
    const forgetful = links.filter(
      (link) =>
        uidOf(link) !== MONITORS_UID &&
        !(link.url ?? '').includes('${__url_time_range}') &&
        !('keepTime' in link && link.keepTime === true)
    );
    expect(forgetful).toEqual([]);
  });
});

function savedFrom(dashboard: object): Saved {
  return JSON.parse(JSON.stringify(dashboard));
}

function problemOf(query: SavedQuery): string | undefined {
  const resolved = resolve(query);
  return 'problem' in resolved ? resolved.problem : undefined;
}

function resolve(query: SavedQuery) {
  const replace = (text: string) => (text === '$compare' ? '1h' : text.replace(/\$\w+/g, 'some-name'));
  switch (query.queryType) {
    case 'flows':
      return resolveFlowsQuery(query, replace);
    case 'metric':
      return resolveMetricQuery(query, replace);
    case 'events':
      return resolveEventsQuery(query, replace);
    default:
      return { problem: `No dashboard has had a query of the type ${query.queryType}.` };
  }
}

function uidOf({ url = '' }: Link): string {
  return url.match(/^\/d\/([^?]+)/)?.[1] ?? '';
}

function overlap(a: Panel['gridPos'], b: Panel['gridPos']): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
