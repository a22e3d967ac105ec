import path from 'node:path';
import { type PluginRoute } from '../shared/plugins';

/**
 * The route that Grafana's data source proxy would use: the first one whose method is equal (empty and `*` match any)
 * and whose cleaned path is a string prefix of the cleaned request path. Nothing is decoded, and the prefix can end in
 * the middle of a segment. Undefined if there is none.
 */
export function matchRoute(routes: PluginRoute[], method: string, requestPath: string): PluginRoute | undefined {
  const cleaned = cleanPath(requestPath);
  return routes.find((route) => takesMethod(route, method) && cleaned.startsWith(cleanPath(route.path)));
}

function takesMethod(route: PluginRoute, method: string): boolean {
  return route.method === undefined || route.method === '' || route.method === '*' || route.method === method;
}

/** Resolves `.`, `..` and double slashes, and removes slashes at both ends. */
function cleanPath(relative: string): string {
  return path.posix.normalize(`/${relative}`).replace(/^\/+|\/+$/g, '');
}

/**
 * What is appended to the route's URL: the request path as received, without the route's path as written. If the
 * request matches only after cleaning, nothing is removed.
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
