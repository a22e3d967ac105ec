import { ImportFailure } from '../importFailure';
import { isObject, type Json } from '../plan/canonical';
import { type Dashboard } from '../plan/dashboard';
import { type FoundDashboard, importNote, readImportNote } from '../plan/dashboardStep';
import { type DataSource } from '../plan/dataSources';
import { type Folder, folderUid } from '../plan/folder';
import { type GrafanaGroup } from '../plan/groupStep';
import { type GrafanaRule } from '../plan/rule';
import { type Grafana } from './client';

/** How far back the history of a dashboard is searched for an import of ours. */
const MAX_VERSIONS = 200;

/** As its pages learn it; undefined where Grafana keeps it to itself. */
export async function versionOf(grafana: Grafana): Promise<string | undefined> {
  const { body } = await grafana({ path: '/api/frontend/settings' });
  const { buildInfo } = body as { buildInfo?: { version?: string } };
  return buildInfo?.version;
}

/** How an app is in this Grafana; "unknown" where the service account may not see. */
export async function appState(grafana: Grafana, id: string): Promise<'absent' | 'enabled' | 'disabled' | 'unknown'> {
  const { status, body } = await grafana({ path: `/api/plugins/${id}/settings`, accept: [403, 404] });
  if (status !== 200) {
    return status === 404 ? 'absent' : 'unknown';
  }
  return (body as Json).enabled === true ? 'enabled' : 'disabled';
}

export async function dataSourcesOf(grafana: Grafana): Promise<DataSource[]> {
  return listOf<DataSource>('data sources', (await grafana({ path: '/api/datasources' })).body);
}

/** As many as Grafana gives at once. */
const FOLDERS_OF_PAGE = 1_000;

/** The folders at the root that have a title. */
export async function foldersTitled(grafana: Grafana, title: string): Promise<Folder[]> {
  const all = new Map<string, Folder>();
  for (let page = 1; ; page++) {
    const { body } = await grafana({ path: `/api/folders?limit=${FOLDERS_OF_PAGE}&page=${page}` });
    const folders = listOf<Folder>('folders', body);
    const before = all.size;
    folders.forEach((folder) => all.set(folder.uid, folder));
    // "Shared with me" can be one more than was asked for.
    if (folders.length < FOLDERS_OF_PAGE || all.size === before) {
      return [...all.values()].filter((folder) => folder.title === title);
    }
  }
}

/** A folder wherever it is. */
export async function folderByUid(grafana: Grafana, uid: string): Promise<Folder | undefined> {
  const { status, body } = await grafana({ path: `/api/folders/${encodeURIComponent(uid)}`, accept: [403, 404] });
  return status === 200 ? (body as Folder) : undefined;
}

/**
 * The uid of a new folder. Grafana 10.4 and newer take the uid that is wanted, and refuse a second folder with it: the
 * first one is that of another import, which runs now.
 */
export async function createFolder(grafana: Grafana, title: string): Promise<string> {
  const folder = { uid: folderUid(title), title };
  let created = folder.uid;
  await unlessThere(
    async () => {
      const { body } = await grafana({ method: 'POST', path: '/api/folders', body: folder });
      created = (body as Folder).uid;
    },
    async () => (await folderByUid(grafana, folder.uid)) !== undefined
  );
  return created;
}

/**
 * Writes, and where Grafana refuses because of what is there, looks whether that is what was to be written: by
 * another import that runs now, or by a request of this one whose answer got lost.
 */
export async function unlessThere(write: () => Promise<void>, isThere: () => Promise<boolean>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ImportFailure && error.reason === 'conflict' && (await isThere()))) {
      throw error;
    }
  }
}

/** A dashboard with what was last imported of it; undefined if there is none with that uid. */
export async function findDashboard(grafana: Grafana, uid: string): Promise<FoundDashboard | undefined> {
  const { status, body } = await grafana({ path: dashboardPath(uid), accept: [404] });
  if (status === 404) {
    return undefined;
  }
  const { dashboard, meta } = body as { dashboard?: Dashboard; meta?: Json };
  if (!isObject(dashboard) || !isObject(meta)) {
    throw strange(`the dashboard ${uid}`);
  }
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
  return listOf<GrafanaRule>('alert rules', (await grafana({ path: '/api/v1/provisioning/alert-rules' })).body);
}

export async function createRule(grafana: Grafana, rule: Json): Promise<void> {
  await grafana({ method: 'POST', path: '/api/v1/provisioning/alert-rules', body: rule });
}

export async function replaceRule(grafana: Grafana, rule: GrafanaRule): Promise<void> {
  const path = `/api/v1/provisioning/alert-rules/${encodeURIComponent(rule.uid)}`;
  await grafana({ method: 'PUT', path, body: rule });
}

/** Where a group of rules is. */
export interface GroupPlace {
  folderUid: string;
  name: string;
}

export async function groupAt(grafana: Grafana, place: GroupPlace): Promise<GrafanaGroup> {
  const { body } = await grafana({ path: groupPath(place) });
  const group = body as GrafanaGroup;
  if (!isObject(body) || !Array.isArray(group.rules)) {
    throw strange(`the group ${place.name}`);
  }
  return group;
}

export async function replaceGroup(grafana: Grafana, place: GroupPlace, group: GrafanaGroup): Promise<void> {
  await grafana({ method: 'PUT', path: groupPath(place), body: group });
}

/** Also one that this API does not give, because it has a newer form. */
export async function isDashboard(grafana: Grafana, uid: string): Promise<boolean> {
  const { status } = await grafana({ path: dashboardPath(uid), accept: [403, 404, 406] });
  return status === 200 || status === 406;
}

function groupPath({ folderUid: uid, name }: GroupPlace): string {
  return `/api/v1/provisioning/folder/${encodeURIComponent(uid)}/rule-groups/${encodeURIComponent(name)}`;
}

function dashboardPath(uid: string): string {
  return `/api/dashboards/uid/${encodeURIComponent(uid)}`;
}

function listOf<T>(what: string, body: unknown): T[] {
  if (!Array.isArray(body)) {
    throw strange(`the list of ${what}`);
  }
  return body as T[];
}

function strange(what: string): ImportFailure {
  return new ImportFailure(
    `Grafana answered something else than ${what}.`,
    'Check that --url is Grafana’s address and not that of something in front of it. If it is, please report this with the version of your Grafana.'
  );
}
