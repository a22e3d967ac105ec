import { type IncomingMessage, type ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { listen } from '../../simulator/server/listen';

type Json = Record<string, unknown>;

/**
 * A fake of Grafana's HTTP API. Its responses were recorded from version 12.4.0, and from 10.4 where that is known to
 * differ.
 */
export interface GrafanaHttpApi {
  url: string;
  close(): Promise<void>;
  version: string;
  dataSources: Json[];
  folders: Array<{ uid: string; title: string }>;
  dashboards: Map<string, StoredDashboard>;
  rules: Map<string, Json>;
  /** The intervals of rule groups in seconds, by folder and name. */
  intervals: Map<string, number>;
  hasAlerting: boolean;
  /** The IDs of the installed plugins, and of the enabled apps among them. */
  plugins: string[];
  enabledApps: string[];
  annotations: Array<{ id: number; tags: string[]; text: string }>;
  /** The requests that changed something, such as "POST /api/folders". */
  writes: string[];
  /** The response to send instead, or "reset" to break the connection. If undefined, the API responds normally. */
  fault: (request: GrafanaRequest) => Fault | undefined;
  /** Saves a dashboard as another user does in Grafana's editor. */
  save(uid: string, change: (dashboard: Json) => Json): void;
  /** Called before each write, so that a test can simulate a faster writer. */
  beforeWrite: () => void;
}

interface StoredDashboard {
  folderUid: string;
  isProvisioned: boolean;
  versions: Version[];
}

interface Version {
  version: number;
  message: string;
  createdBy: string;
  data: Json;
}

/** The valid tokens. */
export const TOKENS = { editor: 'glsa_editor', viewer: 'glsa_viewer' };

interface GrafanaResponse {
  status: number;
  body: unknown;
}

/** A body that is a string is sent unchanged. */
export type Fault = 'reset' | (GrafanaResponse & { headers?: Record<string, string> });

export interface GrafanaRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Json;
}

const ok = (body: unknown, status = 200): GrafanaResponse => ({ status, body });
const refused = (status: number, message: string): GrafanaResponse => ({ status, body: { message } });

const RULES_PATH = '/api/v1/provisioning/alert-rules';

/** Starts an HTTP server that answers the importer's requests from memory. */
export async function startGrafanaHttpApi(): Promise<GrafanaHttpApi> {
  const state: GrafanaHttpApi = {
    url: '',
    close: () => server.close(),
    version: '12.4.0',
    dataSources: [],
    folders: [],
    dashboards: new Map(),
    rules: new Map(),
    intervals: new Map(),
    hasAlerting: true,
    plugins: [],
    enabledApps: [],
    annotations: [],
    writes: [],
    fault: () => undefined,
    save: (uid, change) => store(state, uid, change(latest(state, uid)), { message: '', createdBy: 'admin' }),
    beforeWrite: () => undefined,
  };
  const server = await listen((req, res) => void serve(state, req, res), '127.0.0.1', 0);
  state.url = server.url;
  return state;
}

async function serve(state: GrafanaHttpApi, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname: path, searchParams: query } = new URL(req.url ?? '', state.url);
  const method = req.method ?? '';
  const sent = await textOf(req);
  const request = { method, path, query, body: sent === '' ? {} : JSON.parse(sent) };
  const fault = state.fault(request);
  if (fault === 'reset') {
    res.destroy();
    return;
  }
  if (fault) {
    const { status, headers, body } = fault;
    res.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
    return;
  }
  const { status, body } = refusal(state, method, path, req.headers.authorization) ?? respond(state, request);
  res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function refusal(state: GrafanaHttpApi, method: string, path: string, authorization = ''): GrafanaResponse | undefined {
  const token = authorization.replace('Bearer ', '');
  if (!Object.values(TOKENS).includes(token)) {
    return refused(401, 'Invalid API key');
  }
  if (method === 'GET') {
    return undefined;
  }
  if (token === TOKENS.viewer) {
    return refused(
      403,
      "You'll need additional permissions to perform this action. Permissions needed: folders:create"
    );
  }
  state.beforeWrite();
  state.writes.push(`${method} ${path}`);
  return undefined;
}

function respond(state: GrafanaHttpApi, request: GrafanaRequest): GrafanaResponse {
  const { method, path } = request;
  const [, kind = '', uid = '', versions = '', version = ''] =
    /^\/api\/(dashboards|folders|plugins)\/(?:uid\/)?([^/]+)(?:\/(versions|settings)(?:\/(\d+))?)?$/.exec(path) ?? [];
  switch (true) {
    case path === '/api/frontend/settings':
      return ok({ buildInfo: { version: state.version } });
    case path === '/api/datasources':
      return ok(state.dataSources);
    case path === '/api/folders':
      return method === 'GET' ? folderPage(state, request) : newFolder(state, request);
    case path === '/api/annotations':
      return method === 'GET' ? annotationsTagged(state, request) : newAnnotation(state, request);
    case path === '/api/dashboards/db':
      return saveDashboard(state, request.body);
    case path.startsWith('/api/v1/provisioning/'):
      return state.hasAlerting ? ruleResponse(state, request) : refused(404, 'Not found');
    case kind === 'plugins':
      return state.plugins.includes(uid)
        ? ok({ id: uid, enabled: state.enabledApps.includes(uid) })
        : refused(404, 'Plugin not found, no installed plugin with that id');
    case kind === 'folders':
      return okOrNotFound(
        state.folders.find((folder) => folder.uid === uid),
        'folder not found'
      );
    case kind === 'dashboards' && versions === '':
      return okOrNotFound(dashboardResponse(state, uid), 'Dashboard not found');
    case kind === 'dashboards':
      return version === ''
        ? ok(historyResponse(state, uid))
        : okOrNotFound(versionResponse(state, uid, Number(version)), 'Not found');
    default:
      return refused(404, 'Not found');
  }
}

function okOrNotFound(body: unknown, otherwise: string): GrafanaResponse {
  return body === undefined ? refused(404, otherwise) : ok(body);
}

/** "Shared with me" is returned in addition to the requested number of folders. */
function folderPage(state: GrafanaHttpApi, { query }: GrafanaRequest): GrafanaResponse {
  const limit = Number(query.get('limit') ?? 1_000);
  const start = (Number(query.get('page') ?? 1) - 1) * limit;
  const shared = start === 0 ? [{ uid: 'sharedwithme', title: 'Shared with me' }] : [];
  return ok([...shared, ...state.folders.slice(start, start + limit)]);
}

function newFolder(state: GrafanaHttpApi, { body }: GrafanaRequest): GrafanaResponse {
  const folder = { uid: String(body.uid ?? `folder-${state.folders.length + 1}`), title: String(body.title) };
  if (state.folders.some(({ uid }) => uid === folder.uid)) {
    return refused(412, 'the folder has been changed by someone else');
  }
  state.folders.push(folder);
  return ok(folder);
}

/** Newest first. */
function annotationsTagged(state: GrafanaHttpApi, { query }: GrafanaRequest): GrafanaResponse {
  const wanted = query.getAll('tags');
  return ok(state.annotations.filter(({ tags }) => wanted.every((tag) => tags.includes(tag))).reverse());
}

function newAnnotation(state: GrafanaHttpApi, { body }: GrafanaRequest): GrafanaResponse {
  const id = state.annotations.length + 1;
  state.annotations.push({ id, tags: body.tags as string[], text: String(body.text) });
  return ok({ id, message: 'Annotation added' });
}

function saveDashboard(state: GrafanaHttpApi, { dashboard, folderUid, message }: Json): GrafanaResponse {
  const content = dashboard as Json;
  const uid = String(content.uid);
  const stored = state.dashboards.get(uid);
  if (stored?.isProvisioned) {
    return refused(400, 'Cannot save provisioned dashboard');
  }
  if (stored && content.version !== stored.versions.length) {
    return {
      status: 412,
      body: { message: 'The dashboard has been changed by someone else', status: 'version-mismatch' },
    };
  }
  store(state, uid, content, { message: String(message), createdBy: 'importer' });
  Object.assign(state.dashboards.get(uid) ?? {}, { folderUid });
  return ok({ uid, status: 'success', version: state.dashboards.get(uid)?.versions.length });
}

function store(state: GrafanaHttpApi, uid: string, content: Json, by: Pick<Version, 'message' | 'createdBy'>): void {
  const stored = state.dashboards.get(uid) ?? { folderUid: '', isProvisioned: false, versions: [] };
  const version = stored.versions.length + 1;
  stored.versions.push({ ...by, version, data: { ...content, version } });
  state.dashboards.set(uid, stored);
}

function latest(state: GrafanaHttpApi, uid: string): Json {
  return state.dashboards.get(uid)?.versions.at(-1)?.data ?? {};
}

function dashboardResponse(state: GrafanaHttpApi, uid: string) {
  const stored = state.dashboards.get(uid);
  const version = stored?.versions.at(-1);
  return (
    stored &&
    version && {
      meta: {
        type: 'db',
        updatedBy: version.createdBy,
        updated: '2026-11-25T02:29:38Z',
        version: version.version,
        folderUid: stored.folderUid,
        provisioned: stored.isProvisioned,
      },
      dashboard: { ...version.data, id: 4_221_166_442_061_824 },
    }
  );
}

/** The list does not contain the message of the first version. */
function historyResponse(state: GrafanaHttpApi, uid: string) {
  const versions = (state.dashboards.get(uid)?.versions ?? []).map(({ version, message, createdBy, data }) => ({
    id: version,
    uid,
    version,
    parentVersion: version - 1,
    createdBy,
    message: version === 1 ? 'Initial save' : message,
    ...(!isVersion10(state) && { data }),
  }));
  return isVersion10(state) ? versions.reverse() : { continueToken: '', versions: versions.reverse() };
}

function versionResponse(state: GrafanaHttpApi, uid: string, wanted: number) {
  const version = state.dashboards.get(uid)?.versions[wanted - 1];
  return version && { uid, parentVersion: wanted - 1, ...version };
}

function isVersion10({ version }: GrafanaHttpApi): boolean {
  return version.startsWith('10.');
}

function ruleResponse(state: GrafanaHttpApi, request: GrafanaRequest): GrafanaResponse {
  const { method, path, body } = request;
  const [, folderUid = '', group = ''] = /\/folder\/([^/]+)\/rule-groups\/([^/]+)$/.exec(path) ?? [];
  if (group) {
    return groupResponse(state, request, { folderUid, group });
  }
  if (method === 'GET') {
    return ok([...state.rules.values()]);
  }
  const uid = String(body.uid);
  if (method === 'POST' && state.rules.has(uid)) {
    return refused(409, `Failed to save alert rule '${uid}' in organization 1 due to conflict`);
  }
  if (method === 'PUT' && (path !== `${RULES_PATH}/${uid}` || !state.rules.has(uid))) {
    return refused(404, 'Not found');
  }
  state.rules.set(uid, asStored(body));
  return ok(state.rules.get(uid), method === 'POST' ? 201 : 200);
}

function groupResponse(
  state: GrafanaHttpApi,
  { method, body }: GrafanaRequest,
  at: { folderUid: string; group: string }
): GrafanaResponse {
  const key = `${at.folderUid}/${at.group}`;
  if (method === 'PUT') {
    state.intervals.set(key, Number(body.interval));
    ((body.rules ?? []) as Json[]).forEach((rule) => state.rules.set(String(rule.uid), asStored(rule)));
  }
  const isIn = ({ folderUID, ruleGroup }: Json) => folderUID === at.folderUid && ruleGroup === at.group;
  const rules = [...state.rules.values()].filter(isIn);
  const interval = state.intervals.get(key) ?? 60;
  return rules.length > 0
    ? ok({ title: at.group, folderUid: at.folderUid, interval, rules })
    : refused(404, 'Not found');
}

/** Grafana returns rules with defaults filled in, and with durations in their shortest form. */
function asStored(rule: Json): Json {
  const data = (rule.data as Json[]).map((query) => ({
    queryType: '',
    relativeTimeRange: { from: 0, to: 0 },
    ...query,
    model: { intervalMs: 1_000, maxDataPoints: 43_200, ...(query.model as Json) },
  }));
  const kept = { id: 1, orgID: 1, isPaused: false, keep_firing_for: '0s', notification_settings: null, record: null };
  return { ...kept, ...rule, data, for: rule.for === '60m' ? '1h' : rule.for };
}
