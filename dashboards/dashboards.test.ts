/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { resolveDeniedQuery } from '../src/core/query/deniedQuery';
import { resolveEventsQuery } from '../src/core/query/eventsQuery';
import { resolveFlowsQuery } from '../src/core/query/flowsQuery';
import { resolveListQuery } from '../src/core/query/listQuery';
import { resolveMetricQuery } from '../src/core/query/metricQuery';
import { resolvePathsQuery } from '../src/core/query/pathsQuery';
import { type SavedQuery } from '../src/core/query/savedQuery';
import { DATASOURCE_ID } from '../src/common/pluginIds';
import { syntaxErrors } from '../src/testing/syntaxErrors';
import { coreDashboards, DASHBOARDS } from './all';
import { dashboardJson } from './json';
import { type Revisions, revisionsOf } from './revisions';

interface Link {
  title: string;
  url?: string;
}

interface Panel {
  id: number;
  title: string;
  description?: string;
  type: string;
  datasource?: { uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: Target[];
  /** The panels of a row. */
  panels?: Panel[];
  fieldConfig?: {
    defaults: { links?: Link[] };
    overrides?: Array<{ properties: Array<{ id: string; value: Link[] }> }>;
  };
}

/** A query of the Eastwest data source or another one. */
type Target = SavedQuery & { refId: string; datasource: { type: string; uid: string }; expr?: string };

interface Variable {
  name: string;
  type: string;
  query: unknown;
  datasource?: { uid: string };
}

interface Saved {
  uid: string;
  title: string;
  tags: string[];
  schemaVersion: number;
  revision: number;
  editable?: boolean;
  panels: Panel[];
  templating: { list: Variable[] };
  /** An annotation of the Eastwest data source contains its query; one of Prometheus is the query itself. */
  annotations: { list?: Array<Target & { target?: Target }> };
  links?: Link[];
}

/** Panel types that exist in Grafana 10.4 to 13, which excludes Angular's graph and table-old. */
const PANEL_TYPES = [
  'eastwest-flowgraph-panel',
  'timeseries',
  'stat',
  'table',
  'state-timeline',
  'nodeGraph',
  'text',
  'row',
];
/** The time range in links to the page "Investigate". */
const INVESTIGATED_TIME = 'from=${__from:date:iso}&to=${__to:date:iso}';

/** The data source variables, with the types of their data sources. */
const DATA_SOURCES: Record<string, string> = {
  flows: DATASOURCE_ID,
  prometheus: 'prometheus',
  cloudwatch: 'cloudwatch',
};

/** All dashboards by the set in which they are delivered. */
const SETS: Record<string, Record<string, object>> = {
  app: Object.fromEntries(Object.entries(DASHBOARDS).map(([name, build]) => [name, build()])),
  core: Object.fromEntries(Object.entries(coreDashboards()).map(([name, dashboard]) => [`core/${name}`, dashboard])),
};

const built = Object.values(SETS).flatMap((set) =>
  Object.entries(set).map(([name, dashboard]) => ({ name, dashboard }))
);
const saved = (set: string) =>
  Object.entries(SETS[set] ?? {}).map(([name, dashboard]) => ({ name, set, saved: savedFrom(dashboard) }));
const app = saved('app');
const core = saved('core');
const all = [...app, ...core];

describe.each(built)('$name', ({ name, dashboard }) => {
  it('matches its committed file (written by npm run dashboards)', () => {
    expect(fs.readFileSync(path.join(__dirname, `${name}.json`), 'utf8')).toBe(dashboardJson(dashboard));
  });
});

describe.each(all)('$name', ({ set, saved }) => {
  const panels = saved.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  const variables = saved.templating.list;

  it('has panels with unique IDs and titles that do not overlap', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    for (const [index, a] of saved.panels.entries()) {
      for (const b of saved.panels.slice(index + 1)) {
        expect(overlap(a.gridPos, b.gridPos)).toBe(false);
      }
    }
  });

  it('has only panel types that every Grafana supports, each panel with a description', () => {
    expect(panels.filter(({ type }) => !PANEL_TYPES.includes(type))).toEqual([]);
    expect(panels.filter(({ type, description = '' }) => type !== 'row' && description === '')).toEqual([]);
    expect(saved.schemaVersion).toBeLessThanOrEqual(42);
  });

  it('refers to data sources by variables only, with the same one for a panel and its queries', () => {
    const chosen = variables.filter(({ type }) => type === 'datasource');
    expect(chosen.map(({ name, query }) => [name, query])).toEqual(
      chosen.map(({ name }) => [name, DATA_SOURCES[name]])
    );
    const allowed = chosen.map(({ name }) => `\${${name}}`);
    const named = [...JSON.stringify({ ...saved, uid: '' }).matchAll(/"uid":"([^"]+)"/g)].map(([, uid]) => uid);
    // Grafana's server-side expressions.
    expect(new Set(named.filter((uid) => uid !== '__expr__'))).toEqual(new Set(allowed));
    const mixed = panels.filter(({ datasource, targets = [] }) =>
      targets.some((target) => ![datasource?.uid, '__expr__'].includes(target.datasource.uid))
    );
    expect(mixed).toEqual([]);
  });

  it('is editable only if an update keeps manual edits', () => {
    expect(saved.editable).toBe(set === 'core');
  });

  it('has no inputs, which the import with the app would not provide', () => {
    expect(Object.keys(saved).filter((key) => key.startsWith('__'))).toEqual([]);
  });

  it('defines exactly the variables that it uses', () => {
    const text = JSON.stringify(saved);
    const used = [...text.matchAll(/\$(?:\{(\w+)|(\w+))/g)].map(([, braced, bare]) => braced ?? bare ?? '');
    // Expressions refer to queries with "$", as do CloudWatch to labels and PromQL to capture groups.
    const refIds = panels.flatMap(({ targets = [] }) => targets.map(({ refId }) => refId));
    const other = new Set(['PROP', ...refIds]);
    const own = used.filter((name) => !/^(__|\d)/.test(name) && !other.has(name));
    expect(new Set(own)).toEqual(new Set(variables.map(({ name }) => name)));
  });

  it('has valid queries in panels, annotations and variables', () => {
    const queries = [
      ...panels.flatMap(({ targets = [] }) => targets),
      ...(saved.annotations.list ?? []).map(({ target, ...annotation }) => target ?? annotation),
    ];
    expect(queries.map(problemOf).filter((problem) => problem !== undefined)).toEqual([]);
    const texts = variables.flatMap(({ query, datasource }) =>
      typeof query === 'string' ? [{ query, uid: datasource?.uid }] : []
    );
    const lists = texts.filter(({ uid }) => uid === '${flows}').map(({ query }) => query);
    expect(lists.filter((query) => 'problem' in resolveListQuery(query, () => 'some-name'))).toEqual([]);
    const queried = texts.flatMap(({ query }) => query.match(/^query_result\((.*)\)$/s)?.[1] ?? []);
    expect(queried.flatMap((expr) => syntaxErrors(withMacros(expr)))).toEqual([]);
  });

  it('links to all other dashboards, and only to existing ones', () => {
    const uids = all.filter((other) => other.set === set).map((other) => other.saved.uid);
    const linked = (saved.links ?? []).filter(isOfDashboard).map(uidOf);
    expect([...linked, saved.uid].sort()).toEqual([...uids].sort());
    const fromPanels = panels.flatMap(linksOfPanel).filter(isOfDashboard).map(uidOf);
    expect(fromPanels.filter((uid) => !uids.includes(uid))).toEqual([]);
  });

  it('has a revision and the tag eastwest', () => {
    expect(saved.revision).toBeGreaterThanOrEqual(1);
    expect(saved.tags).toContain('eastwest');
  });
});

describe('all dashboards', () => {
  it('have a higher revision if they changed (recorded by npm run dashboards)', () => {
    const recorded: Revisions = parse(fs.readFileSync(path.join(__dirname, 'revisions.yaml'), 'utf8'));
    const { revisions, problems } = revisionsOf(SETS.app ?? {}, recorded);
    expect(problems).toEqual([]);
    expect(recorded).toEqual(revisions);
  });

  it('have unique UIDs and titles, because Grafana updates imported dashboards by title', () => {
    expect(new Set(all.map(({ saved: { uid } }) => uid)).size).toBe(all.length);
    expect(new Set(all.map(({ saved: { title } }) => title)).size).toBe(all.length);
  });

  it('are included in the app', () => {
    const manifest: unknown = JSON.parse(fs.readFileSync(path.join(__dirname, '../plugin.json'), 'utf8'));
    for (const { name, saved } of app) {
      const include = { type: 'dashboard', name: saved.title, path: `dashboards/${name}.json` };
      expect(manifest).toMatchObject({ includes: expect.arrayContaining([include]) });
    }
  });

  it('keep the time range in links, except to and from Monitors', () => {
    const links = all
      .filter(({ saved: { uid } }) => !uid.endsWith('monitors'))
      .flatMap(({ saved }) => [...(saved.links ?? []), ...saved.panels.flatMap(linksOfPanel)])
      .filter((link) => !uidOf(link).endsWith('monitors'));
    const forgetful = links.filter(
      (link) =>
        !(link.url ?? '').includes(isOfDashboard(link) ? '${__url_time_range}' : INVESTIGATED_TIME) &&
        !('keepTime' in link && link.keepTime === true)
    );
    expect(forgetful).toEqual([]);
  });
});

describe('the links of dashboards to "Investigate"', () => {
  const ofDashboards = app.flatMap(({ name, saved }) => {
    const [first] = saved.links ?? [];
    return first ? [[name, first.title, first.url]] : [];
  });

  it('come first, with the data source, what is selected, and the time range', () => {
    const page = '/a/eastwest-networkflow-app/investigate?';
    const shared = `ds=\${flows:percentencode}&monitor=\${monitor:percentencode}`;
    expect(ofDashboards).toEqual(
      [
        ['network-overview', `${shared}&${INVESTIGATED_TIME}`],
        ['service-map', `${shared}&${INVESTIGATED_TIME}`],
        ['flow-table', `${shared}&${INVESTIGATED_TIME}`],
        ['node', `${shared}&place=node/\${node:percentencode}&${INVESTIGATED_TIME}`],
        ['workload', `${shared}&place=workload/\${namespace:percentencode}/\${workload:csv}&${INVESTIGATED_TIME}`],
        ['zones-and-cost', `${shared}&${INVESTIGATED_TIME}`],
        ['network-policies', `ds=\${flows:percentencode}&cluster=\${eks:percentencode}&${INVESTIGATED_TIME}`],
        ['monitors', 'monitor=${monitor:text}&place=monitor/${monitor:text}'],
        ['efa', `ds=\${flows:percentencode}&${INVESTIGATED_TIME}`],
        ['collection-health', `cluster=\${cluster:csv}&${INVESTIGATED_TIME}`],
      ].map(([name, parameters = '']) => [name, 'Investigate', page + parameters])
    );
  });

  it('follow each link of a panel to a node, with the node as the place', () => {
    const links = app.map(({ saved }) => saved.panels.flatMap(linksOfPanel));
    const nodeOf = ({ url = '' }: Link) => url.match(/(?:var-node=|place=node\/)(\$\{[^}]+\})/)?.[1];
    const toNode = links.flatMap((some) => some.filter(({ url = '' }) => url.startsWith('/d/eastwest-node?')));
    const toInvestigate = links.flatMap((some) => some.filter((link) => !isOfDashboard(link)));
    expect(toNode.length).toBeGreaterThan(5);
    expect(toInvestigate.map(nodeOf)).toEqual(toNode.map(nodeOf));
  });

  it('do not exist without the plugins', () => {
    expect(core.filter(({ saved }) => JSON.stringify(saved).includes('/a/'))).toEqual([]);
  });
});

describe('the dashboards without the plugins', () => {
  it('need none of the plugins', () => {
    expect(JSON.stringify(core)).not.toMatch(/eastwest-(networkflow|flowgraph)|\$\{(flows|monitor:queryparam)\b/);
  });

  it('have every panel of the same dashboard in the app, except those that need the plugins', () => {
    const titles = (panels: Panel[]) => panels.map(({ title }) => title);
    const missing = core.map(({ name, saved }) => {
      const whole = app.find((other) => `core/${other.name}` === name);
      return [name, titles(whole?.saved.panels ?? []).filter((title) => !titles(saved.panels).includes(title))];
    });
    expect(missing.filter(([, titles = []]) => titles.length > 0)).toEqual([
      ['core/zones-and-cost', ['Cross-zone traffic', 'AWS network paths between zones']],
      // Grafana's node graph of addresses would be unreadable.
      ['core/network-policies', ['Denied connections']],
      [
        'core/collection-health',
        ['Gateway to the flow API', 'Gateways', 'Requests of the gateway', 'Response time of AWS to the gateway'],
      ],
    ]);
  });

  it('query only the selected clusters', () => {
    const exprs = core
      .flatMap(({ saved }) => saved.panels.flatMap(({ targets = [] }) => targets.filter(isOfPrometheus)))
      .map(({ expr = '' }) => expr);
    expect(exprs.length).toBeGreaterThan(50);
    expect(exprs.filter((expr) => !expr.includes('$cluster'))).toEqual([]);
  });
});

function isOfPrometheus({ datasource }: Target): boolean {
  return datasource.type === 'prometheus';
}

function savedFrom(dashboard: object): Saved {
  return JSON.parse(JSON.stringify(dashboard));
}

function problemOf(target: Target): string | undefined {
  if (target.datasource.type === 'prometheus') {
    return syntaxErrors(withMacros(target.expr ?? ''))[0];
  }
  if (target.datasource.type !== DATASOURCE_ID) {
    return undefined;
  }
  const resolved = resolve(target);
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
    case 'deniedConnections':
      return resolveDeniedQuery(query, replace);
    case 'paths':
      return resolvePathsQuery(query, replace);
    default:
      return { problem: `Dashboards have no queries of the type ${query.queryType}.` };
  }
}

/** Replaces macros by numbers and durations, as Grafana does. Without braces, letters and digits after a macro are part of its name. */
function withMacros(expr: string): string {
  return expr
    .replaceAll(
      /\$(?:__(?:rate_interval_ms|interval_ms|range_s)\b|\{__(?:rate_interval_ms|interval_ms|range_s)\})/g,
      '60'
    )
    .replaceAll(/\$(?:__(?:rate_interval|range|interval)\b|\{__(?:rate_interval|range|interval)\})/g, '1m');
}

/** The links of the panel's fields, and those of single columns. */
function linksOfPanel({ fieldConfig }: Panel): Link[] {
  const ofColumns = (fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
    properties.flatMap(({ id, value }) => (id === 'links' ? value : []))
  );
  return [...(fieldConfig?.defaults.links ?? []), ...ofColumns];
}

/** Other links lead to a page of the app. */
function isOfDashboard({ url = '' }: Link): boolean {
  return url.startsWith('/d/');
}

function uidOf({ url = '' }: Link): string {
  return url.match(/^\/d\/([^?]+)/)?.[1] ?? '';
}

function overlap(a: Panel['gridPos'], b: Panel['gridPos']): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
