import { ImportFailure } from '../importFailure';
import { isObject, type Json } from '../plan/canonical';
import { type Dashboard } from '../plan/dashboard';
import { type FoundDashboard, importNote, readImportNote } from '../plan/dashboardStep';
import { type DataSource } from '../plan/dataSources';
import { type GrafanaRule } from '../plan/rule';
import { type Grafana } from './client';

export interface Folder {
  uid: string;
  title: string;
}

/** How far back the history of a dashboard is searched for an import of ours. */
const MAX_VERSIONS = 200;

/** As its pages learn it; undefined where Grafana keeps it to itself. */
export async function versionOf(grafana: Grafana): Promise<string | undefined> {
  const { body } = await grafana({ path: '/api/frontend/settings' });
  const { buildInfo } = body as { buildInfo?: { version?: string } };
  return buildInfo?.version;
}

/** Who may not ask is taken at their word. */
export async function hasPlugin(grafana: Grafana, id: string): Promise<boolean> {
  const { status } = await grafana({ path: `/api/plugins/${id}/settings`, accept: [403, 404] });
  return status !== 404;
}

export async function dataSourcesOf(grafana: Grafana): Promise<DataSource[]> {
  const { body } = await grafana({ path: '/api/datasources' });
  return body as DataSource[];
}

/** A folder by its title, if that is at the root, or by its uid, wherever it is. */
export async function findFolder(grafana: Grafana, titleOrUid: string): Promise<Folder | undefined> {
  const { body } = await grafana({ path: '/api/folders?limit=1000' });
  const titled = (body as Folder[]).filter(({ title }) => title === titleOrUid);
  if (titled.length > 1) {
    throw new ImportFailure(
      `${titled.length} folders are called "${titleOrUid}".`,
      `Give the uid of the right one:\n${titled.map(({ uid }) => `  --folder ${uid}`).join('\n')}`
    );
  }
  return titled[0] ?? folderByUid(grafana, titleOrUid);
}

async function folderByUid(grafana: Grafana, uid: string): Promise<Folder | undefined> {
  const { status, body } = await grafana({ path: `/api/folders/${encodeURIComponent(uid)}`, accept: [403, 404] });
  return status === 200 ? (body as Folder) : undefined;
}

export async function createFolder(grafana: Grafana, title: string): Promise<string> {
  const { body } = await grafana({ method: 'POST', path: '/api/folders', body: { title } });
  return (body as Folder).uid;
}

/** A dashboard with what was last imported of it; undefined if there is none with that uid. */
export async function findDashboard(grafana: Grafana, uid: string): Promise<FoundDashboard | undefined> {
  const { status, body } = await grafana({ path: dashboardPath(uid), accept: [404] });
  if (status === 404) {
    return undefined;
  }
  const { dashboard, meta } = body as { dashboard: Dashboard; meta: Json };
  return {
    dashboard,
    folderUid: String(meta.folderUid ?? ''),
    isProvisioned: meta.provisioned === true,
    savedBy: String(meta.updatedBy ?? ''),
    savedAt: String(meta.updated ?? ''),
    lastImport: await lastImport(grafana, uid),
  };
}

interface Version {
  version: number;
  parentVersion: number;
  message: string;
  data: Dashboard;
}

/**
 * The history's newest import of ours. Who may not read the history (it takes dashboards:write) learns of
 * none: then whatever is there counts as somebody else's.
 */
async function lastImport(grafana: Grafana, uid: string): Promise<FoundDashboard['lastImport']> {
  const path = `${dashboardPath(uid)}/versions`;
  const { body } = await grafana({ path: `${path}?limit=${MAX_VERSIONS}`, accept: [403, 404] });
  const candidate = versionsIn(body).find(isPerhapsImport);
  if (!candidate) {
    return undefined;
  }
  const { body: version } = await grafana({ path: `${path}/${candidate.version}` });
  const { message, data } = version as Version;
  const fingerprint = readImportNote(message);
  return fingerprint === undefined ? undefined : { dashboard: data, fingerprint };
}

/** Newest first. Grafana 10 answers with the list itself, later ones with pages of it. */
function versionsIn(body: unknown): Version[] {
  const list = isObject(body) ? body.versions : body;
  return Array.isArray(list) ? (list as Version[]).sort((a, b) => b.version - a.version) : [];
}

/** The list says "Initial save" of the first version, whatever its message. */
function isPerhapsImport({ message, parentVersion }: Version): boolean {
  return readImportNote(message) !== undefined || parentVersion === 0;
}

/**
 * Saves a dashboard, unless somebody saved it since it was looked at.
 *
 * @param version of the one to replace; 0 for a new one.
 */
export async function saveDashboard(
  grafana: Grafana,
  dashboard: Dashboard,
  { folderUid, version }: { folderUid: string; version: number }
): Promise<void> {
  const body = { dashboard: { ...dashboard, id: null, version }, folderUid, message: importNote(dashboard) };
  await grafana({ method: 'POST', path: '/api/dashboards/db', body });
}

export async function rulesOf(grafana: Grafana): Promise<GrafanaRule[]> {
  const { body } = await grafana({ path: '/api/v1/provisioning/alert-rules' });
  return body as GrafanaRule[];
}

export async function createRule(grafana: Grafana, rule: Json): Promise<void> {
  await grafana({ method: 'POST', path: '/api/v1/provisioning/alert-rules', body: rule });
}

export async function replaceRule(grafana: Grafana, rule: GrafanaRule): Promise<void> {
  const path = `/api/v1/provisioning/alert-rules/${encodeURIComponent(rule.uid)}`;
  await grafana({ method: 'PUT', path, body: rule });
}

/** How often a group of rules is evaluated; a new one, once a minute. */
export async function setInterval(grafana: Grafana, group: { folderUid: string; name: string }, seconds: number) {
  const names = [group.folderUid, group.name].map(encodeURIComponent);
  const path = `/api/v1/provisioning/folder/${names[0]}/rule-groups/${names[1]}`;
  const { body } = await grafana({ path });
  await grafana({ method: 'PUT', path, body: { ...(body as Json), interval: seconds } });
}

export async function isDashboard(grafana: Grafana, uid: string): Promise<boolean> {
  const { status } = await grafana({ path: dashboardPath(uid), accept: [403, 404] });
  return status === 200;
}

function dashboardPath(uid: string): string {
  return `/api/dashboards/uid/${encodeURIComponent(uid)}`;
}
