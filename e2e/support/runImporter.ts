import { type Clock } from '../../scripts/import/grafana/retry';
import { type Dashboard, type Panel } from '../../scripts/import/plan/dashboard';
import { run } from '../../scripts/import/run';
import { type GrafanaHttpApi, TOKENS } from './grafanaHttpApi';

export const PANEL: Panel = { id: 1, type: 'stat', title: 'Nodes', targets: [{ refId: 'A', expr: 'count(up)' }] };

/** A dashboard like the ones without plugins: classic JSON, with data sources in variables. */
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

/** The overview with a new panel. */
export const NEWER: Dashboard = { ...OVERVIEW, panels: [PANEL, { id: 2, type: 'text', title: 'Read me' }] };

export const PROMETHEUS = { uid: 'prom-1', name: 'Metrics', type: 'prometheus' };
export const CLOUDWATCH = { uid: 'cw-1', name: 'CloudWatch', type: 'cloudwatch' };

/** A clock that does not wait, and the waits that were requested. */
export function quickClock() {
  const waitsMs: number[] = [];
  const clock: Clock = {
    now: () => Date.parse('2026-11-28T15:00:00Z'),
    sleep: async (milliseconds) => void waitsMs.push(milliseconds),
  };
  return { clock, waitsMs };
}

export interface ImportEnvironment {
  dashboards?: Dashboard[];
  token?: string;
  url?: string;
  clock?: Clock;
}

/**
 * Runs the importer and returns its output and exit code.
 *
 * @param args separated by spaces; a list if they contain spaces
 */
export async function importInto(
  grafana: GrafanaHttpApi,
  args: string | readonly string[],
  environment: ImportEnvironment = {}
) {
  const { dashboards = [OVERVIEW, NODE], token = TOKENS.editor, url = grafana.url, clock } = environment;
  const lines: string[] = [];
  const print = (text: string) => lines.push(text);
  const exitCode = await run({
    args: ['--url', url, ...(typeof args === 'string' ? args.split(' ').filter((arg) => arg !== '') : args)],
    env: { GRAFANA_TOKEN: token },
    dashboardsOf: (set) => (set === 'none' ? [] : dashboards),
    print,
    printError: print,
    clock: clock ?? quickClock().clock,
  });
  return { exitCode, text: lines.join('\n') };
}
