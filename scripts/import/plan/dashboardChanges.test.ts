/** @jest-environment node */
import fc from 'fast-check';
import { canonical } from './canonical';
import { contentOf, type Dashboard, keepChoices } from './dashboard';
import { dashboardChanges } from './dashboardChanges';

const query = fc.record({ refId: fc.constantFrom('A', 'B'), expr: fc.constantFrom('up', 'down') });
const panel = fc.record(
  {
    id: fc.integer({ min: 1, max: 3 }),
    type: fc.constantFrom('stat', 'timeseries'),
    title: fc.constantFrom('Nodes', 'Pods', ''),
    targets: fc.array(query, { maxLength: 2 }),
    gridPos: fc.record({ x: fc.integer({ min: 0, max: 1 }) }),
    fieldConfig: fc.constantFrom(null, { unit: 'Bps' }),
  },
  { requiredKeys: ['type'] }
);
const row = fc.record({
  type: fc.constant('row'),
  title: fc.constant('Row'),
  panels: fc.array(panel, { maxLength: 2 }),
});
const variable = fc.record(
  {
    name: fc.constantFrom('node', 'pod'),
    type: fc.constantFrom('query', 'datasource'),
    current: fc.record({ value: fc.constantFrom('a', 'b') }),
  },
  { requiredKeys: ['name', 'type'] }
);
const annotations = fc.record({
  list: fc.array(fc.record({ name: fc.constantFrom('Events', 'Restarts'), builtIn: fc.constantFrom(0, 1) }), {
    maxLength: 2,
  }),
});
const dashboards: fc.Arbitrary<Dashboard> = fc.record(
  {
    uid: fc.constant('u'),
    title: fc.constantFrom('Overview', 'Node'),
    version: fc.nat(),
    time: fc.record({ from: fc.constantFrom('now-1h', 'now-3h') }),
    tags: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    panels: fc.array(fc.oneof(panel, row), { maxLength: 3 }),
    templating: fc.record({ list: fc.array(variable, { maxLength: 2 }) }),
    annotations,
  },
  { requiredKeys: ['uid', 'title'] }
);

const isSame = (a: Dashboard, b: Dashboard) => canonical(contentOf(a)) === canonical(contentOf(b));

describe('dashboardChanges', () => {
  it('returns nothing if and only if the dashboards are the same except for selections of users', () => {
    fc.assert(fc.property(dashboards, dashboards, (a, b) => (dashboardChanges(a, b).length === 0) === isSame(a, b)));
  });

  it('ignores the order of members, and members that are null', () => {
    fc.assert(
      fc.property(dashboards, (dashboard) => {
        const reversed = Object.fromEntries(Object.entries(dashboard).reverse());
        const rewritten: Dashboard = { links: null, ...reversed, uid: dashboard.uid, title: dashboard.title };
        return dashboardChanges(dashboard, rewritten).length === 0;
      })
    );
  });

  it('returns the same changes if selections are kept', () => {
    fc.assert(fc.property(dashboards, dashboards, (ours, theirs) => isSame(keepChoices(ours, theirs), ours)));
  });

  it('names the changed panels, queries, variables, and annotations', () => {
    const before: Dashboard = {
      uid: 'u',
      title: 'Overview',
      tags: ['a'],
      panels: [
        { type: 'stat', title: 'Nodes', gridPos: { x: 0 }, targets: [{ refId: 'A', expr: 'up' }, { refId: 'B' }] },
        { type: 'row', title: 'More', panels: [{ type: 'stat', title: 'Pods' }] },
        { type: 'text' },
      ],
      templating: { list: [{ name: 'node', type: 'query', query: 'a', current: { value: 'x' } }] },
      annotations: { list: [{ name: 'Grafana', builtIn: 1 }] },
    };
    const after: Dashboard = {
      ...before,
      tags: ['b'],
      panels: [
        { type: 'stat', title: 'Nodes', gridPos: { x: 1 }, targets: [{ refId: 'A', expr: 'down' }, { refId: 'C' }] },
        {
          type: 'row',
          title: 'More',
          panels: [
            { type: 'stat', title: 'Pods', unit: 'Bps' },
            { type: 'stat', title: 'Pods' },
          ],
        },
      ],
      templating: { list: [{ name: 'node', type: 'query', query: 'b', current: { value: 'y' } }] },
      annotations: { list: [{ name: 'Grafana', builtIn: 1, enable: true }, { name: 'Events' }] },
    };
    expect(dashboardChanges(before, after)).toEqual([
      'panel "Nodes" changed: query "A" changed, query "C" added, query "B" removed, position',
      'panel "Pods" changed: unit',
      'panel "Pods (2)" added',
      'panel "text" removed',
      'variable "node" changed: query',
      'annotation "Events" added',
      'settings changed: tags',
    ]);
  });
});
