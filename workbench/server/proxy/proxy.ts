import { type IncomingMessage, type ServerResponse } from 'node:http';
import { sendEmpty, sendJson } from '../shared/http';
import { type WorkbenchOptions } from '../shared/options';
import { findPlugins } from '../shared/plugins';
import { forwardRequest } from './forward';
import { decide } from './target';

const PROXY_PATH = /^\/api\/datasources\/proxy\/uid\/([\w-]+)\/?([^?]*)(\?.*)?$/;
const DEFAULT_TIMEOUT_MS = 30_000;

/** Handles `/api/datasources/proxy/uid/<uid>/<path>`. Returns false for other paths. */
export async function serveProxy(
  req: IncomingMessage,
  res: ServerResponse,
  options: WorkbenchOptions
): Promise<boolean> {
  const [, uid, path = '', query = ''] = PROXY_PATH.exec(req.url ?? '') ?? [];
  if (uid === undefined) {
    return false;
  }
  const dataSource = options.dataSources.find((candidate) => candidate.uid === uid);
  if (dataSource === undefined) {
    sendJson(res, 404, { message: `No data source has the uid "${uid}".` });
    return true;
  }
  const plugins = await findPlugins(options.distDir);
  const plugin = plugins.find((candidate) => candidate.manifest.id === dataSource.type);
  const decision = decide(
    { method: req.method ?? 'GET', path, query, role: options.role ?? 'Viewer' },
    dataSource,
    plugin
  );
  if (decision.kind === 'forward') {
    forwardRequest(req, res, { ...decision, timeoutMs: options.proxyTimeoutMs ?? DEFAULT_TIMEOUT_MS });
  } else if (decision.message === '') {
    sendEmpty(res, decision.status);
  } else {
    sendJson(res, decision.status, { message: decision.message });
  }
  return true;
}
