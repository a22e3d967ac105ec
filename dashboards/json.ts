import { type Dashboard, type Panel, type RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

/**
 * A dashboard as in its committed file: with a revision, and with panel IDs, which the builders omit.
 *
 * @param revision raised with every change, so that an update of the app replaces the dashboard that
 *   Grafana imported
 */
export function finish(dashboard: Dashboard, revision: number): Dashboard & { revision: number } {
  let id = 0;
  const numbered = (panels: ReadonlyArray<Panel | RowPanel> = []): Array<Panel | RowPanel> =>
    panels.map((panel) => {
      id += 1;
      return 'panels' in panel ? { ...panel, id, panels: numbered(panel.panels) as Panel[] } : { ...panel, id };
    });
  return { ...dashboard, panels: numbered(dashboard.panels), revision };
}

export function dashboardJson(dashboard: object): string {
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}
