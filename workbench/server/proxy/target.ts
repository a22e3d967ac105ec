import { type DataSourceSettings, type Role } from '../shared/options';
import { type InstalledPlugin, type PluginRoute } from '../shared/plugins';
import { cloudWatchTarget } from './cloudWatch';
import { joinPaths, matchRoute, restOfPath } from './match';
import { renderTemplate } from './template';

/** The target of a request, or the status with which the proxy rejects it itself. */
export type ProxyDecision =
  | { kind: 'forward'; base: URL; path: string; headers: Record<string, string> }
  | { kind: 'refuse'; status: number; message: string };

/** A request to the proxy. */
export interface ProxyRequest {
  method: string;
  /** The percent-encoded path below `/api/datasources/proxy/uid/<uid>/`, exactly as received. */
  path: string;
  /** The query string with its question mark, or empty. */
  query: string;
  role: Role;
}

const ROLES: Role[] = ['Viewer', 'Editor', 'Admin'];
const NOWHERE: ProxyDecision = { kind: 'refuse', status: 502, message: '' };

/** Decides as Grafana's data source proxy does: a matching route of the plugin, otherwise the data source's own URL. */
export function decide(
  request: ProxyRequest,
  dataSource: DataSourceSettings,
  plugin: InstalledPlugin | undefined
): ProxyDecision {
  if (dataSource.type === 'cloudwatch') {
    const { url, headers } = cloudWatchTarget(request.path, dataSource);
    return forward(url, '', '', headers);
  }
  const route = matchRoute(plugin?.manifest.routes ?? [], request.method, request.path);
  if (route === undefined) {
    return forward(dataSource.url ?? '', request.path, request.query, {});
  }
  if (!mayUse(route, request.role)) {
    return { kind: 'refuse', status: 403, message: 'plugin proxy route access denied' };
  }
  return followRoute(route, request, dataSource);
}

function followRoute(route: PluginRoute, request: ProxyRequest, dataSource: DataSourceSettings): ProxyDecision {
  const render = (template: string) => renderTemplate(template, dataSource);
  const headers = Object.fromEntries((route.headers ?? []).map(({ name, content }) => [name, render(content)]));
  const query = new URLSearchParams(
    (route.urlParams ?? []).map(({ name, content }) => [render(name), render(content)])
  );
  const added = query.size === 0 ? '' : `${request.query === '' ? '?' : '&'}${query.toString()}`;
  return forward(render(route.url ?? ''), restOfPath(route, request.path), request.query + added, headers);
}

function forward(url: string, path: string, query: string, headers: Record<string, string>): ProxyDecision {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base === undefined || !/^https?:$/.test(base.protocol)) {
    return NOWHERE;
  }
  return { kind: 'forward', base, path: joinPaths(base.pathname, path) + query, headers };
}

function mayUse(route: PluginRoute, role: Role): boolean {
  const needed = ROLES.findIndex((candidate) => candidate === route.reqRole);
  return ROLES.indexOf(role) >= needed;
}
