import { type DashboardSummary, listDashboards } from './dashboards';
import { type DataSourceSettings, type WorkbenchOptions } from './shared/options';
import { findPlugins, type PluginManifest } from './shared/plugins';

/** What the page needs before it can show anything, which Grafana puts into its boot data. */
export interface WorkbenchConfig {
  grafanaVersion: string;
  /** Without their secrets, as every user of Grafana sees them. */
  dataSources: Array<Omit<DataSourceSettings, 'secureJsonData'>>;
  dashboards: DashboardSummary[];
  plugins: PluginManifest[];
}

/** Reads the current plugins, dashboards and data sources. */
export async function getConfig(options: WorkbenchOptions, grafanaVersion: string): Promise<WorkbenchConfig> {
  const [dashboards, plugins] = await Promise.all([
    listDashboards(options.dashboardsDir),
    findPlugins(options.distDir),
  ]);
  return {
    grafanaVersion,
    dataSources: options.dataSources.map(({ secureJsonData: _secret, ...shown }) => shown),
    dashboards,
    plugins: plugins.map(({ manifest }) => manifest),
  };
}
