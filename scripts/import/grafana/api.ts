import { ImportFailure } from '../importFailure';
import { type Json } from '../plan/canonical';
import { type Dashboard } from '../plan/dashboard';
import { type FoundDashboard, importNote, readImportNote } from '../plan/dashboardStep';
import { type DataSource } from '../plan/dataSources';
import { type Folder, folderUid } from '../plan/folder';
import { type GrafanaGroup } from '../plan/groupStep';
import { type GrafanaRule } from '../plan/rule';
import { type Grafana } from './client';
import {
  dataSourceList,
  decoded,
  folder as folderOf,
  folderList,
  isEnabledIn,
  ruleGroup,
  ruleList,
  storedDashboard,
  type Version,
  versionContent,
  versionIn,
  versionList,
} from './responses';

/** How many versions of a dashboard are searched for an import. */
const MAX_VERSIONS = 200;

/** The version, from the settings of Grafana's web pages; undefined if Grafana does not disclose it. */
export async function versionOf(grafana: Grafana): Promise<string | undefined> {
  const { body } = await grafana({ path: '/api/frontend/settings' });
  return decoded('the settings', body, versionIn);
}

/** The state of an app in this Grafana; "unknown" if the service account cannot see it. */
export async function appState(grafana: Grafana, id: string): Promise<'absent' | 'enabled' | 'disabled' | 'unknown'> {
  const { status, body } = await grafana({ path: `/api/plugins/${id}/settings`, accept: [403, 404] });
  if (status !== 200) {
    return status === 404 ? 'absent' : 'unknown';
  }
  return decoded(`the plugin ${id}`, body, isEnabledIn) ? 'enabled' : 'disabled';
}

export async function dataSourcesOf(grafana: Grafana): Promise<DataSource[]> {
  return decoded('the list of data sources', (await grafana({ path: '/api/datasources' })).body, dataSourceList);
}

/** The maximum page size of Grafana. */
const FOLDERS_OF_PAGE = 1_000;

/** The folders at the root that have a title. */
export async function foldersTitled(grafana: Grafana, title: string): Promise<Folder[]> {
  const all = new Map<string, Folder>();
  for (let page = 1; ; page++) {
    const { body } = await grafana({ path: `/api/folders?limit=${FOLDERS_OF_PAGE}&page=${page}` });
    const folders = decoded('the list of folders', body, folderList);
    const before = all.size;
    folders.forEach((folder) => all.set(folder.uid, folder));
    // A page can have one folder more than its size: "Shared with me".
    if (folders.length < FOLDERS_OF_PAGE || all.size === before) {
      return [...all.values()].filter((folder) => folder.title === title);
    }
  }
}

/** A folder at any level; undefined if it does not exist or the service account cannot see it. */
export async function folderByUid(grafana: Grafana, uid: string): Promise<Folder | undefined> {
  const { status, body } = await grafana({ path: `/api/folders/${encodeURIComponent(uid)}`, accept: [403, 404] });
  return status === 200 ? decoded(`the folder ${uid}`, body, folderOf) : undefined;
}

/**
 * Creates a folder and returns its uid. Grafana 10.4 and later accept a given uid and refuse a second folder with it. In
 * that case, another import has created the folder at the same time, and the import uses it.
 */
export async function createFolder(grafana: Grafana, title: string): Promise<string> {
  const folder = { uid: folderUid(title), title };
  let created = folder.uid;
  await unlessThere(
    async () => {
      const { body } = await grafana({ method: 'POST', path: '/api/folders', body: folder });
      created = decoded(`the new folder ${title}`, body, folderOf).uid;
    },
    async () => (await folderByUid(grafana, folder.uid)) !== undefined
  );
  return created;
}

/**
 * Writes. If Grafana reports a conflict, checks whether the existing object is the one to write: it can be from another
 * import that runs at the same time, or from a request of this import whose response was lost.
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

/** A dashboard with its last import; undefined if there is none with this uid. */
export async function findDashboard(grafana: Grafana, uid: string): Promise<FoundDashboard | undefined> {
  const { status, body } = await grafana({ path: dashboardPath(uid), accept: [404] });
  if (status === 404) {
    return undefined;
  }
  return {
    ...decoded(`the dashboard ${uid}`, body, storedDashboard),
    lastImport: await lastImport(grafana, uid),
  };
}

/**
 * The newest import in the history of a dashboard. Without permission to read the history (dashboards:write), there is
 * none: the existing dashboard then counts as not imported by Eastwest.
 */
async function lastImport(grafana: Grafana, uid: string): Promise<FoundDashboard['lastImport']> {
  const path = `${dashboardPath(uid)}/versions`;
  const { status, body } = await grafana({ path: `${path}?limit=${MAX_VERSIONS}`, accept: [403, 404] });
  const versions = status === 200 ? decoded(`the versions of the dashboard ${uid}`, body, versionList) : [];
  const candidate = versions.sort((a, b) => b.version - a.version).find(isPerhapsImport);
  if (!candidate) {
    return undefined;
  }
  const { body: version } = await grafana({ path: `${path}/${candidate.version}` });
  const what = `version ${candidate.version} of the dashboard ${uid}`;
  const { message, dashboard } = decoded(what, version, versionContent);
  const fingerprint = readImportNote(message);
  return fingerprint === undefined ? undefined : { dashboard, fingerprint };
}

/** In the list, the message of the first version is always "Initial save". */
function isPerhapsImport({ message, parentVersion }: Version): boolean {
  return readImportNote(message) !== undefined || parentVersion === 0;
}

/**
 * Saves a dashboard, unless it was saved by someone else since it was read.
 *
 * @param version the version to replace; 0 for a new dashboard
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
  return decoded('the list of alert rules', body, ruleList);
}

export async function createRule(grafana: Grafana, rule: Json): Promise<void> {
  await grafana({ method: 'POST', path: '/api/v1/provisioning/alert-rules', body: rule });
}

export async function replaceRule(grafana: Grafana, rule: GrafanaRule): Promise<void> {
  const path = `/api/v1/provisioning/alert-rules/${encodeURIComponent(rule.uid)}`;
  await grafana({ method: 'PUT', path, body: rule });
}

/** The folder and name of a group of rules. */
export interface GroupPlace {
  folderUid: string;
  name: string;
}

export async function groupAt(grafana: Grafana, place: GroupPlace): Promise<GrafanaGroup> {
  const { body } = await grafana({ path: groupPath(place) });
  return decoded(`the group ${place.name}`, body, ruleGroup);
}

export async function replaceGroup(grafana: Grafana, place: GroupPlace, group: GrafanaGroup): Promise<void> {
  await grafana({ method: 'PUT', path: groupPath(place), body: group });
}

/** Whether a dashboard exists, including one in a newer format that this API does not return. */
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
