import path from 'node:path';
import { type PluginRoute } from '../shared/plugins';

/**
 * The route that Grafana's data-source proxy would take: the first whose method is equal (empty and
 * `*` take any) and whose cleaned path is a string prefix of the cleaned request path. Nothing is
 * decoded, and the prefix may end in the middle of a segment.
 */
export function matchRoute(routes: PluginRoute[], method: string, requestPath: string): PluginRoute | undefined {
  const cleaned = cleanPath(requestPath);
  return routes.find((route) => takesMethod(route, method) && cleaned.startsWith(cleanPath(route.path)));
}

function takesMethod(route: PluginRoute, method: string): boolean {
  return route.method === undefined || route.method === '' || route.method === '*' || route.method === method;
}

/** Resolves `.`, `..` and doubled slashes and drops slashes at both ends. */
function cleanPath(relative: string): string {
  return path.posix.normalize(`/${relative}`).replace(/^\/+|\/+$/g, '');
}

/**
 * What is appended to the route's url: the request path as it came, less the route's path as it is
 * written. When the request only matches after cleaning, nothing is cut.
 */
export function restOfPath(route: PluginRoute, requestPath: string): string {
  return requestPath.startsWith(route.path) ? requestPath.slice(route.path.length) : requestPath;
}

/** Joins two URL paths with exactly one slash; an empty second part changes nothing. */
export function joinPaths(base: string, rest: string): string {
  if (rest === '') {
    return base;
  }
  return `${base.replace(/\/$/, '')}/${rest.replace(/^\//, '')}`;
}
