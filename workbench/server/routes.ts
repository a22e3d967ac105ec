import { type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { getConfig } from './config';
import { getDashboard } from './dashboards';
import { sendFile, sendJson, sendText } from './shared/http';
import { serveIcon } from './icons';
import { type WorkbenchOptions } from './shared/options';
import { type PageFacts, pageHtml } from './pageHtml';
import { fileBelow, pathBelow, repositoryDir } from './shared/paths';
import { findPlugins, servePluginFile } from './shared/plugins';
import { serveProxy } from './proxy/proxy';
import { setSecurityHeaders } from './securityHeaders';

/** What does not change while the server runs. */
export interface ServerContext {
  options: WorkbenchOptions;
  grafanaVersion: string;
  /** The folder of the Grafana libraries in use. */
  librariesDir: string;
  /** The folder of the bundled page. */
  pageDir: string;
}

/** Handles a request. Unknown paths get a 404 that lists the available ones. */
export async function serve(req: IncomingMessage, res: ServerResponse, context: ServerContext): Promise<void> {
  const { subPath = '', contentSecurityPolicy = false, role = 'Viewer' } = context.options;
  const rootPath = `${req.headers.host}${subPath}/`;
  const nonce = setSecurityHeaders(res, rootPath, contentSecurityPolicy);
  const below = pathBelow(subPath, req.url ?? '/');
  if (below === undefined) {
    sendText(res, 404, `Not found: ${req.url}\nAll pages are below ${subPath}/.\n`);
    return;
  }
  // The code below has paths without the sub path.
  req.url = below;
  const url = new URL(below, `http://${req.headers.host}`);
  const answered =
    (await serveProxy(req, res, context.options)) ||
    (await serveApi(url, res, context)) ||
    (await serveIcon(url.pathname, res, context.librariesDir)) ||
    (await serveFiles(url.pathname, res, context)) ||
    servePage(url, res, {
      grafanaVersion: context.grafanaVersion,
      subPath,
      appUrl: `http://${rootPath}`,
      role,
      nonce,
    });
  if (!answered) {
    sendText(
      res,
      404,
      `Not found: ${url.pathname}\nAvailable paths: /, /d/<dashboard uid> and /public/plugins/<plugin id>/.\n`
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
  const [, area, rest = ''] =
    /^(\/public\/plugins|\/workbench\/systemjs|\/workbench\/page)\/(.+)$/.exec(pathname) ?? [];
  switch (area) {
    case '/public/plugins': {
      const [id = '', ...segments] = rest.split('/');
      await servePluginFile(res, await findPlugins(context.options.distDir), id, segments.join('/'));
      return true;
    }
    case '/workbench/systemjs':
      return serveFile(res, path.join(repositoryDir, 'node_modules/systemjs/dist'), rest);
    case '/workbench/page':
      return serveFile(res, context.pageDir, rest);
    default:
      return false;
  }
}

async function serveFile(res: ServerResponse, dir: string, relative: string): Promise<boolean> {
  const file = fileBelow(dir, relative);
  return file !== undefined && sendFile(res, file);
}

function servePage(url: URL, res: ServerResponse, facts: Omit<PageFacts, 'theme'>): boolean {
  if (!/^\/(?:d\/.+|a\/.+)?$/.test(url.pathname)) {
    return false;
  }
  const theme = url.searchParams.get('theme') === 'light' ? 'light' : 'dark';
  sendText(res, 200, pageHtml({ ...facts, theme }), 'text/html; charset=utf-8');
  return true;
}
