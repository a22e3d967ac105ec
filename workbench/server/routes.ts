import { type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { getConfig } from './config';
import { getDashboard } from './dashboards';
import { sendFile, sendJson, sendText } from './http';
import { serveIcon } from './icons';
import { type WorkbenchOptions } from './options';
import { pageHtml } from './pageHtml';
import { fileBelow, repositoryDir } from './paths';
import { findPlugins, pluginFile } from './plugins';
import { serveProxy } from './proxy/proxy';

/** What stays the same while the server runs. */
export interface ServerContext {
  options: WorkbenchOptions;
  grafanaVersion: string;
  /** Root of the Grafana libraries in use. */
  librariesDir: string;
  /** Folder of the bundled page. */
  pageDir: string;
}

/** Answers one request; whatever nothing here answers is a 404 that says what there is. */
export async function serve(req: IncomingMessage, res: ServerResponse, context: ServerContext): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://127.0.0.1');
  const answered =
    (await serveProxy(req, res, context.options)) ||
    (await serveApi(url, res, context)) ||
    (await serveIcon(url.pathname, res, context.librariesDir)) ||
    (await serveFiles(url.pathname, res, context)) ||
    servePage(url, res, context);
  if (!answered) {
    sendText(
      res,
      404,
      `Nothing here: ${url.pathname}\nThe workbench has /, /d/<dashboard uid> and /public/plugins/<plugin id>/.\n`
    );
  }
}

async function serveApi(url: URL, res: ServerResponse, context: ServerContext): Promise<boolean> {
  if (url.pathname === '/api/workbench/config') {
    sendJson(res, 200, await getConfig(context.options, context.grafanaVersion));
    return true;
  }
  const uid = /^\/api\/dashboards\/uid\/([^/]+)$/.exec(url.pathname)?.[1];
  if (uid !== undefined) {
    const dashboard = await getDashboard(context.options.dashboardsDir, decodeURIComponent(uid));
    sendJson(res, dashboard ? 200 : 404, dashboard ?? { message: 'Dashboard not found', uid });
    return true;
  }
  return false;
}

async function serveFiles(pathname: string, res: ServerResponse, context: ServerContext): Promise<boolean> {
  const file = await findFile(pathname, context);
  return file !== undefined && sendFile(res, file);
}

async function findFile(pathname: string, context: ServerContext): Promise<string | undefined> {
  const [, area, rest = ''] =
    /^(\/public\/plugins|\/workbench\/systemjs|\/workbench\/page)\/(.+)$/.exec(pathname) ?? [];
  switch (area) {
    case '/public/plugins': {
      const [id = '', ...segments] = rest.split('/');
      return pluginFile(await findPlugins(context.options.distDir), id, segments.join('/'));
    }
    case '/workbench/systemjs':
      return fileBelow(path.join(repositoryDir, 'node_modules/systemjs/dist'), rest);
    case '/workbench/page':
      return fileBelow(context.pageDir, rest);
    default:
      return undefined;
  }
}

function servePage(url: URL, res: ServerResponse, context: ServerContext): boolean {
  if (!/^\/(?:d\/.+|a\/.+)?$/.test(url.pathname)) {
    return false;
  }
  const theme = url.searchParams.get('theme') === 'light' ? 'light' : 'dark';
  sendText(res, 200, pageHtml(theme, context.grafanaVersion), 'text/html; charset=utf-8');
  return true;
}
