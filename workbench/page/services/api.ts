import { type WorkbenchConfig } from '../model/config';
import { type DashboardDto } from '../model/savedDashboard';

/** What the page needs before it can show anything. */
export function fetchConfig(): Promise<WorkbenchConfig> {
  return getJson('api/workbench/config');
}

/** A dashboard by its UID. Rejects with the server's message if it does not exist. */
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
