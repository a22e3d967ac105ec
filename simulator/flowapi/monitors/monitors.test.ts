/** @jest-environment node */
import { monitorArn, scopeArn } from '../model/arns';
import { type JsonObject } from '../http/input';
import { cluster } from '../testing/flowReports';
import { runApi, type RunningApi } from '../testing/runningApi';

let api: RunningApi;
beforeEach(async () => {
  api = await runApi();
});
afterEach(() => api.close());

const names = ({ monitors }: JsonObject) =>
  Array.isArray(monitors) ? monitors.map(({ monitorName }) => monitorName) : [];

describe('ListMonitors', () => {
  it('has the monitor of the cluster, recognizable by its local resources, and others', async () => {
    const { body } = await api.call('ListMonitors');
    expect(names(body)).toEqual(['test-monitor', 'test-vpc-monitor', 'test-next-monitor', 'test-old-monitor']);
    const { body: monitor } = await api.call('GetMonitor', { monitorName: 'test-monitor' });
    expect(monitor.localResources).toEqual([{ type: 'AWS::EKS::Cluster', identifier: cluster.arn }]);
  });

  it('has no monitors in an account without monitors', async () => {
    api.control.setOptions({ hasUsualMonitors: false });
    const { status, body } = await api.call('ListMonitors');
    expect([status, body]).toEqual([200, { monitors: [] }]);
    expect((await api.call('GetMonitor', { monitorName: 'test-monitor' })).status).toBe(404);
  });

  it('returns pages of 25', async () => {
    api.control.setOptions({ extraMonitorCount: 23 });
    const first = (await api.call('ListMonitors')).body;
    const second = (await api.call('ListMonitors', { nextToken: first.nextToken })).body;
    expect([names(first).length, names(second).length]).toEqual([25, 2]);
    expect(second).not.toHaveProperty('nextToken');
    expect(new Set([...names(first), ...names(second)]).size).toBe(27);
  });

  it.each([
    ['ACTIVE', 200, 2],
    ['PENDING', 200, 1],
    ['ERROR', 200, 0],
    ['BUSY', 400, 0],
  ])('filters by the status %s', async (monitorStatus, status, count) => {
    const answer = await api.call('ListMonitors', { monitorStatus });
    expect([answer.status, names(answer.body).length]).toEqual([status, count]);
  });

  it.each([0, 26])('rejects pages of %d', async (maxResults) => {
    expect((await api.call('ListMonitors', { maxResults })).status).toBe(400);
  });
});

describe('scopes and tags', () => {
  it('has one scope, that of the account', async () => {
    const { body } = await api.call('GetScope', { scopeId: cluster.scopeId });
    expect(body).toMatchObject({ scopeArn: scopeArn(cluster), targets: [{ region: cluster.region }] });
    expect((await api.call('GetScope', { scopeId: 'other' })).status).toBe(404);
  });

  it('lists tags by ARN', async () => {
    const tagsOf = (resourceArn: string) => api.call('ListTagsForResource', { resourceArn });
    expect((await tagsOf(monitorArn(cluster, 'test-monitor'))).body.tags).toMatchObject({ cluster: 'test' });
    expect((await tagsOf(monitorArn(cluster, 'test-vpc-monitor'))).body.tags).toEqual({});
    expect((await tagsOf(monitorArn(cluster, 'unknown'))).status).toBe(404);
  });

  it.each([
    ['test-monitor', 'INCOMPLETE', 3],
    ['test-vpc-monitor', 'COMPLETE', 0],
    ['test-next-monitor', 'PENDING', 0],
    ['test-old-monitor', 'STALE', 0],
  ])('the scope covers %s: %s', async (name, status, count) => {
    const { body } = await api.call('GetMonitorScopeSuggestions', { monitorArn: monitorArn(cluster, name) });
    expect(body.status).toBe(status);
    expect(body.accountsToAdd).toHaveLength(count);
  });
});

it('lists performance monitors by status', async () => {
  expect(names((await api.call('ListPerformanceMonitors')).body)).toEqual(['test-paths', 'test-all-vpcs-paths']);
  expect(names((await api.call('ListPerformanceMonitors', { monitorStatus: 'ACTIVE' })).body)).toEqual(['test-paths']);
  expect((await api.call('GetPerformanceMonitor', { monitorName: 'test-monitor' })).status).toBe(404);
});

it('rejects a body that is not a JSON object', async () => {
  const path = '/monitors/test-monitor/topContributorsQueries';
  for (const body of ['', '[]', '{"startTime":']) {
    const { status, headers } = await api.raw({ method: 'POST', path, body });
    expect([status, headers['x-amzn-errortype']]).toEqual([400, 'SerializationException']);
  }
  expect((await api.raw({ method: 'PUT', path })).status).toBe(405);
});
