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

export interface DashboardEntry {
  uid: string;
  title: string;
  tags: string[];
  description: string;
  url: string;
}

export interface WorkbenchConfig {
  grafanaVersion: string;
  dataSources: DataSourceEntry[];
  dashboards: DashboardEntry[];
  /** plugin.json of each plugin in the bundle. */
  plugins: PluginMeta[];
}
