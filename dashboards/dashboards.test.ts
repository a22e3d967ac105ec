import fs from 'node:fs';
import path from 'node:path';
import { DASHBOARDS } from './all';
import { dashboardJson } from './json';

interface Panel {
  id: number;
  title: string;
  type: string;
  datasource?: { uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
}

describe.each(Object.entries(DASHBOARDS))('%s', (name, build) => {
  const dashboard = build();
  const panels: Panel[] = JSON.parse(JSON.stringify(dashboard.panels));

  it('is committed as its builder makes it (npm run dashboards writes it)', () => {
    expect(fs.readFileSync(path.join(__dirname, `${name}.json`), 'utf8')).toBe(dashboardJson(dashboard));
  });

  it('has panels with ids and titles of their own, none over another', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    for (const [index, a] of panels.entries()) {
      for (const b of panels.slice(index + 1)) {
        expect(overlap(a.gridPos, b.gridPos)).toBe(false);
      }
    }
  });

  it('names no data source but its variable’s', () => {
    expect(new Set(panels.map(({ datasource }) => datasource?.uid))).toEqual(new Set(['${flows}']));
  });

  it('needs no inputs, which the import with the app would not have', () => {
    expect(Object.keys(dashboard).filter((key) => key.startsWith('__'))).toEqual([]);
  });
});

function overlap(a: Panel['gridPos'], b: Panel['gridPos']): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
