import { type Dashboard, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';

/**
 * A dashboard as its committed file holds it: panels numbered, which the builders leave out, and a
 * revision.
 *
 * @param revision raised with every change, so that Grafana replaces the dashboard that it imported
 *   when the app is updated.
 */
export function finish(dashboard: Dashboard, revision: number): Dashboard & { revision: number } {
  const panels = (dashboard.panels ?? []).map((panel, index) => ({ ...(panel as Panel), id: index + 1 }));
  return { ...dashboard, panels, revision };
}

export function dashboardJson(dashboard: object): string {
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}
