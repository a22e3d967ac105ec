/** @jest-environment node */
import { type PluginRoute } from '../shared/plugins';
import { joinPaths, matchRoute, restOfPath } from './match';

const routes: PluginRoute[] = [
  { path: 'api/monitors/', method: 'GET', url: 'first' },
  { path: 'api', method: 'POST', url: 'second' },
  { path: 'any', url: 'third' },
];

describe('matchRoute', () => {
  it.each([
    ['GET', 'api/monitors/m1', 'first'],
    ['GET', 'api/monitors', 'first'],
    ['GET', 'api/monitorsX', 'first'],
    ['GET', './api/monitors/m1', 'first'],
    ['GET', 'x/../api/monitors/m1', 'first'],
    ['GET', 'api//monitors/m1', 'first'],
    ['POST', 'api/monitors/m1', 'second'],
    ['POST', 'apiX', 'second'],
    ['DELETE', 'any/thing', 'third'],
    ['GET', 'api/%6Donitors/m1', undefined],
    ['GET', 'API/monitors', undefined],
    ['PUT', 'api/monitors', undefined],
    ['GET', '../other', undefined],
  ])('matches %s %s with the route %s', (method, path, url) => {
    expect(matchRoute(routes, method, path)?.url).toBe(url);
  });
});

describe('restOfPath', () => {
  it.each([
    ['api/', 'api/x%2Fy/../z', 'x%2Fy/../z'],
    ['api', 'api/x', '/x'],
    ['api/', './api/x', './api/x'],
  ])('after %s of %s is %s', (route, path, rest) => {
    expect(restOfPath({ path: route }, path)).toBe(rest);
  });
});

describe('joinPaths', () => {
  it.each([
    ['/base/', '/x', '/base/x'],
    ['/base', 'x', '/base/x'],
    ['/base/', '', '/base/'],
    ['/', 'x', '/x'],
  ])('%s and %s are %s', (base, rest, joined) => {
    expect(joinPaths(base, rest)).toBe(joined);
  });
});
