import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The fields of a dashboard's JSON that the server itself reads. */
interface SavedDashboard {
  uid: string;
  title: string;
  tags?: string[];
  description?: string;
}

/** A dashboard in the list of all dashboards. */
export interface DashboardSummary {
  uid: string;
  title: string;
  tags: string[];
  description: string;
  url: string;
}

/** Every dashboard below `dir`, ordered by title. The files are read each time, because they may be edited. */
export async function listDashboards(dir: string): Promise<DashboardSummary[]> {
  const dashboards = await readDashboards(dir);
  return dashboards.map(summarize).sort((a, b) => a.title.localeCompare(b.title) || a.uid.localeCompare(b.uid));
}

/** One dashboard in the format of Grafana's `/api/dashboards/uid/<uid>`; undefined if there is none. */
export async function getDashboard(dir: string, uid: string): Promise<object | undefined> {
  const dashboard = (await readDashboards(dir)).find((candidate) => candidate.uid === uid);
  return (
    dashboard && {
      dashboard,
      meta: { type: 'db', slug: uid, url: urlOf(uid), canSave: false, canEdit: false, provisioned: true },
    }
  );
}

function summarize({ uid, title, tags = [], description = '' }: SavedDashboard): DashboardSummary {
  return { uid, title, tags, description, url: urlOf(uid) };
}

function urlOf(uid: string): string {
  return `/d/${encodeURIComponent(uid)}`;
}

async function readDashboards(dir: string): Promise<SavedDashboard[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.json'));
  const read = await Promise.all(files.map((entry) => readDashboard(path.join(entry.parentPath, entry.name))));
  return read.filter((dashboard) => dashboard !== undefined);
}

async function readDashboard(file: string): Promise<SavedDashboard | undefined> {
  const json = JSON.parse(await readFile(file, 'utf8'));
  return typeof json?.uid === 'string' && Array.isArray(json.panels) ? json : undefined;
}
