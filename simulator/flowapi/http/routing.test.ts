/** @jest-environment node */
import { monitorArn } from '../model/arns';
import { cluster } from '../testing/flowReports';
import { MONITOR_NAME } from '../testing/runningApi';
import { findRoute } from './router';

const operationOf = (method: string, path: string, generation: '2026-10' | '2026-11' = '2026-11') => {
  const route = findRoute(generation, method, path);
  return route.kind === 'operation' ? route.operation : route.kind;
};

describe('findRoute', () => {
  it.each([
    ['GET', '/monitors', 'ListMonitors'],
    ['POST', '/monitors', 'CreateMonitor'],
    ['GET', '/monitors/', 'unknownPath'],
    ['PUT', '/monitors', 'wrongMethod'],
    ['GET', '/monitors/a/topContributorsQueries', 'wrongMethod'],
    ['GET', '/', 'unknownPath'],
    ['GET', '/nothing/here', 'unknownPath'],
    ['GET', '/monitors/%E0%A4%A', 'unknownPath'],
  ])('%s %s is %s', (method, path, expected) => {
    expect(operationOf(method, path)).toBe(expected);
  });

  it('accepts an encoded ARN as one label, and no ARN with plain slashes', () => {
    const arn = monitorArn(cluster, MONITOR_NAME);
    const route = findRoute('2026-11', 'GET', `/tags/${encodeURIComponent(arn)}`);
    expect(route).toMatchObject({ operation: 'ListTagsForResource', pathParameters: new Map([['resourceArn', arn]]) });
    expect(operationOf('GET', `/tags/${arn}`)).toBe('unknownPath');
  });

  it.each(['/performance-monitors', '/performance-monitors/a/queries/q/status', '/monitor-scope-suggestions'])(
    'does not have %s before November 2026',
    (path) => {
      expect(operationOf('GET', path, '2026-10')).toBe('unknownPath');
      expect(operationOf('GET', path)).toMatch(/^(Get|List)/);
    }
  );
});
