import { type DataSourceJsonData, type PluginMeta } from '@grafana/data';
import { type DashboardDto } from '../dashboard/saved';

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

export function fetchConfig(): Promise<WorkbenchConfig> {
  return getJson('api/workbench/config');
}

export function fetchDashboard(uid: string): Promise<DashboardDto> {
  return getJson(`api/dashboards/uid/${encodeURIComponent(uid)}`);
}

async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.message ?? response.statusText);
  }
  return body;
}
