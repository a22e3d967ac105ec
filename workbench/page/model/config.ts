import { type DataSourceJsonData, type PluginMeta } from '@grafana/data';

/** A data source as the workbench's server describes it. */
export interface DataSourceEntry {
  uid: string;
  name: string;
  type: string;
  url?: string;
  isDefault?: boolean;
  jsonData?: DataSourceJsonData;
}

/** A dashboard in the list of all dashboards. */
export interface DashboardEntry {
  uid: string;
  title: string;
  tags: string[];
  description: string;
  url: string;
}

/** What the server returns from /api/workbench/config. */
export interface WorkbenchConfig {
  grafanaVersion: string;
  dataSources: DataSourceEntry[];
  dashboards: DashboardEntry[];
  /** The plugin.json of each plugin in the bundle. */
  plugins: PluginMeta[];
}
