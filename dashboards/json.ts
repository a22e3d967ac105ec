import { type Dashboard, type Panel, type RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

/**
 * A dashboard as its committed file holds it: panels numbered, which the builders leave out, and a
 * revision.
 *
 * @param revision raised with every change, so that Grafana replaces the dashboard that it imported
 *   when the app is updated.
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
