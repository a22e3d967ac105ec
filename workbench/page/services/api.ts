import { type WorkbenchConfig } from '../model/config';
import { type DashboardDto } from '../model/savedDashboard';

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
