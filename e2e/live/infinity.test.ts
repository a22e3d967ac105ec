import { lastValueFrom } from 'rxjs';
import { type Simulator, startSimulator } from '../../simulator';
import { ManualClock } from '../../simulator/world/clock';
import { DEFAULT_CATEGORIES } from '../../src/core/flow/category';
import { FLOW_METRICS } from '../../src/core/flow/metric';
import { infinityTransport } from '../../src/datasource/context/infinityTransport';
import { FlowApiClient } from '../../src/flowapi/client';
import { type FlowApiError } from '../../src/flowapi/errors';
import { flowQueries } from '../../src/flowapi/flowQueries';
import { listMonitors } from '../../src/flowapi/monitors';
import { SharedTopContributors } from '../../src/flowapi/sharedTopContributors';
import { type FlowApiTransport } from '../../src/flowapi/transport';
import { API_READS, ingestedWindow } from '../support/apiReads';
import { flowApiClient, reportsOf, sharedQueries, TEST_PACING } from '../support/flowApi';
import { backendSrvFor, type InfinitySettings, serveInfinity } from '../support/infinity';
import { until } from '../support/until';

// Grafana's packages need a browser.
jest.mock('@grafana/runtime', () => ({
  isFetchError: (failure: object) => 'status' in failure && 'data' in failure,
}));

const KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'right' };
const clock = new ManualClock(Date.parse('2026-11-22T12:34:56Z'));

describe('a data source with an Infinity data source', () => {
  let simulator: Simulator;
  let infinity: Awaited<ReturnType<typeof serveInfinity>>;
  let transport: FlowApiTransport;
  let usual: InfinitySettings;
  let settings: InfinitySettings;

  beforeAll(async () => {
    simulator = await startSimulator({ clock, nodes: 6, flowApi: { queryLatencyMs: 0, notFoundAfterStartMs: 0 } });
    usual = {
      accessKey: KEY,
      region: simulator.world.facts.region,
      nowMs: () => clock.nowMs(),
      allowedUrl: simulator.flowApiUrl,
      ignoresStatus: true,
      allowsAllMethods: true,
    };
    infinity = await serveInfinity(() => settings);
    transport = infinityTransport(backendSrvFor(infinity.url), { uid: 'infinity', apiUrl: simulator.flowApiUrl });
  });

  afterAll(async () => {
    await infinity.close();
    await simulator.close();
  });

  beforeEach(() => {
    settings = usual;
    simulator.flowApi.control.setOptions({ accessKeys: [KEY], queryLatencyMs: 0 });
    simulator.flowApi.control.clearFaults();
  });

  const client = () => new FlowApiClient(transport, TEST_PACING);

  /** The same read without Infinity and without signatures. */
  function direct<T>(read: () => Promise<T>): Promise<T> {
    simulator.flowApi.control.setOptions({ accessKeys: null });
    return read();
  }

  it.each(API_READS)('reads the same %s as without it', async (_, read) => {
    const through = await read(client(), simulator);
    expect(JSON.stringify(through).length).toBeGreaterThan(50);
    expect(through).toEqual(await direct(() => read(flowApiClient(simulator.flowApiUrl), simulator)));
  });

  it('reads the same flows as without it, in all pages', async () => {
    simulator.flowApi.control.setOptions({ longestPage: 100 });
    const request = {
      monitorName: 'demo-monitor',
      windows: [ingestedWindow(simulator)],
      metrics: FLOW_METRICS,
      categories: DEFAULT_CATEGORIES,
      optionalCategories: [],
      limit: 500,
    };
    const read = async (queries: SharedTopContributors) => {
      const { windows, failed } = await lastValueFrom(flowQueries(queries, request));
      return { reports: reportsOf(windows), failed };
    };
    const through = await read(new SharedTopContributors(client()));
    expect(through.failed).toEqual([]);
    expect(through.reports.length).toBeGreaterThan(500);
    expect(through).toEqual(await direct(() => read(sharedQueries(simulator.flowApiUrl))));
  });

  const failure = (): Promise<FlowApiError> =>
    lastValueFrom(listMonitors(client())).then(
      () => {
        throw new Error('This should have failed.');
      },
      (error: FlowApiError) => error
    );

  it.each<[string, Partial<InfinitySettings>, string, RegExp]>([
    [
      'the secret access key is wrong',
      { accessKey: { ...KEY, secretAccessKey: 'wrong' } },
      'rejected',
      /did not accept the signature/,
    ],
    [
      'the access key does not exist',
      { accessKey: { ...KEY, accessKeyId: 'AKIDEXAMPLE2' } },
      'rejected',
      /does not know the credentials/,
    ],
    ['the Region is another one', { region: 'eu-west-1' }, 'rejected', /another Region/],
    [
      'the setting that hides the reason is off',
      { accessKey: { ...KEY, secretAccessKey: 'wrong' }, ignoresStatus: false },
      'denied',
      /turn on "Ignore status code check"/,
    ],
    [
      'the URL is not allowed',
      { allowedUrl: 'https://other' },
      'unreachable',
      /Infinity.*requested URL not allowed.*allow the host/,
    ],
  ])('explains the failure if %s', async (_, change, kind, text) => {
    settings = { ...usual, ...change };
    const error = await failure();
    expect([error.kind, error.message]).toEqual([kind, expect.stringMatching(text)]);
  });

  it('explains a missing permission with the message of AWS', async () => {
    const denied = {
      status: 403,
      errorType: 'AccessDeniedException',
      message: 'User flows is not authorized',
    } as const;
    simulator.flowApi.control.addFault({ kind: 'error', ...denied });
    const error = await failure();
    expect([error.kind, error.message]).toEqual(['denied', expect.stringContaining(denied.message)]);
  });

  it('waits while AWS throttles', async () => {
    simulator.flowApi.control.addFault({ kind: 'error', status: 429, errorType: 'ThrottlingException', count: 2 });
    expect(await lastValueFrom(listMonitors(client()))).toHaveLength(4);
  });

  it('stops queries that are no longer needed', async () => {
    simulator.flowApi.control.setOptions({ queryLatencyMs: 3_600_000 });
    const running = flowQueries(new SharedTopContributors(client()), {
      monitorName: 'demo-monitor',
      windows: [ingestedWindow(simulator)],
      metrics: ['DATA_TRANSFERRED'],
      categories: ['INTER_AZ'],
      optionalCategories: [],
      limit: 500,
    }).subscribe();
    await until(() => simulator.flowApi.stats().queries.running === 1);
    running.unsubscribe();
    await until(() => simulator.flowApi.stats().queries.running === 0);
  });
});
