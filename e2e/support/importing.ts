import { type Clock } from '../../scripts/import/grafana/retry';
import { type Dashboard, type Panel } from '../../scripts/import/plan/dashboard';
import { run } from '../../scripts/import/run';
import { type GrafanaHttpApi, TOKENS } from './grafanaHttpApi';

export const PANEL: Panel = { id: 1, type: 'stat', title: 'Nodes', targets: [{ refId: 'A', expr: 'count(up)' }] };

/** As the core set's are: classic JSON, data sources by variables. */
export const OVERVIEW: Dashboard = {
  uid: 'eastwest-core-network-overview',
  title: 'Overview',
  schemaVersion: 41,
  time: { from: 'now-30m', to: 'now' },
  templating: {
    list: [
      { name: 'prometheus', type: 'datasource', query: 'prometheus' },
      { name: 'cloudwatch', type: 'datasource', query: 'cloudwatch' },
    ],
  },
  panels: [PANEL],
};

export const NODE: Dashboard = { ...OVERVIEW, uid: 'eastwest-core-node', title: 'Node' };

/** The overview with something new in it. */
export const NEWER: Dashboard = { ...OVERVIEW, panels: [PANEL, { id: 2, type: 'text', title: 'Read me' }] };

export const PROMETHEUS = { uid: 'prom-1', name: 'Metrics', type: 'prometheus' };
export const CLOUDWATCH = { uid: 'cw-1', name: 'CloudWatch', type: 'cloudwatch' };

/** A clock on which waiting takes no time, and what was waited. */
export function quickClock() {
  const waitsMs: number[] = [];
  const clock: Clock = {
    now: () => Date.parse('2026-11-28T15:00:00Z'),
    sleep: async (milliseconds) => void waitsMs.push(milliseconds),
  };
  return { clock, waitsMs };
}

export interface Surroundings {
  dashboards?: Dashboard[];
  token?: string;
  url?: string;
  clock?: Clock;
}

/**
 * Runs the importer, and gives what it prints and how it ends.
 *
 * @param args with spaces between them; a list where they have spaces in them.
 */
export async function importInto(
  grafana: GrafanaHttpApi,
  args: string | readonly string[],
  surroundings: Surroundings = {}
) {
  const { dashboards = [OVERVIEW, NODE], token = TOKENS.editor, url = grafana.url, clock } = surroundings;
  const lines: string[] = [];
  const print = (text: string) => lines.push(text);
  const exitCode = await run({
    args: ['--url', url, ...(typeof args === 'string' ? args.split(' ').filter((arg) => arg !== '') : args)],
    environment: { GRAFANA_TOKEN: token },
    dashboardsOf: (set) => (set === 'none' ? [] : dashboards),
    print,
    printError: print,
    clock: clock ?? quickClock().clock,
  });
  return { exitCode, text: lines.join('\n') };
}
