import { type DataSourceSrv, type TemplateSrv } from '@grafana/runtime';
import { type DashboardSession } from '../session/DashboardSession';
import { PanelRunner } from './PanelRunner';

/** Creates a runner for each panel of the session's dashboard, by panel ID. None of them runs without subscribers. */
export function createPanelRunners(
  session: DashboardSession,
  services: { dataSourceSrv: DataSourceSrv; templateSrv: TemplateSrv }
): ReadonlyMap<number, PanelRunner> {
  const runners = new Map<number, PanelRunner>();
  const withPeers = { ...services, runnerOf: (panelId: number) => runners.get(panelId) };
  for (const panel of session.dashboard.sections.flatMap((section) => section.panels)) {
    runners.set(panel.id, new PanelRunner(panel, session, withPeers));
  }
  return runners;
}
