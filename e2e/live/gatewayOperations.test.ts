import { lastValueFrom, type Observable } from 'rxjs';
import { GATEWAY_OPERATIONS } from '../../gateway/operations';
import { FLOW_METRICS } from '../../src/core/flow/metric';
import { DEFAULT_CATEGORIES } from '../../src/core/flow/category';
import { flowQueries } from '../../src/flowapi/flowQueries';
import { topPaths } from '../../src/flowapi/performanceMonitors';
import { insightsSeries, insightsTopContributors } from '../../src/flowapi/workloadInsights';
import { API_READS, ingestedWindow, insight } from '../support/apiReads';
import { flowApiClient, reportsOf, sharedQueries } from '../support/flowApi';
import { GATEWAY_KEY, type GatewayChain, startGatewayChain } from '../support/gateway/chain';
import { HAS_ENVOY } from '../../scripts/demo/startGateway';
import { operationOf } from '../support/gateway/operationsOf';
import { until } from '../support/until';

const HOUR = 3_600_000;

(HAS_ENVOY ? describe : describe.skip)('the data source behind the gateway', () => {
  let chain: GatewayChain;
  let url: string;

  beforeAll(async () => {
    chain = await startGatewayChain();
    url = await chain.routesTo((await chain.gateway()).url);
  });
  afterAll(() => chain.close());
  beforeEach(() => {
    chain.simulator.flowApi.control.setOptions({ accessKeys: [GATEWAY_KEY], queryLatencyMs: 0 });
    chain.api.clear();
  });

  /** The same read without a gateway and without signatures. */
  function direct<T>(read: (apiUrl: string) => Promise<T>): Promise<T> {
    chain.simulator.flowApi.control.setOptions({ accessKeys: null });
    return read(chain.simulator.flowApiUrl);
  }

  it.each(API_READS)('reads the same %s as without it', async (_, read) => {
    const behind = await read(flowApiClient(url), chain.simulator);
    expect(JSON.stringify(behind).length).toBeGreaterThan(50);
    expect(behind).toEqual(await direct((apiUrl) => read(flowApiClient(apiUrl), chain.simulator)));
  });

  it('reads the same flows as without it, in all pages of all metrics and categories', async () => {
    chain.simulator.flowApi.control.setOptions({ longestPage: 100 });
    const request = {
      monitorName: 'demo-monitor',
      windows: [ingestedWindow(chain.simulator)],
      metrics: FLOW_METRICS,
      categories: DEFAULT_CATEGORIES,
      optionalCategories: [],
      limit: 500,
    };
    const read = async (apiUrl: string) => {
      const { windows, failed } = await lastValueFrom(flowQueries(sharedQueries(apiUrl), request));
      return { reports: reportsOf(windows), failed };
    };
    const behind = await read(url);
    expect(behind.failed).toEqual([]);
    expect(behind.reports.length).toBeGreaterThan(500);
    expect(behind).toEqual(await direct(read));
  });

  it('uses all operations that the gateway passes on, each with a valid signature', async () => {
    const client = flowApiClient(url);
    for (const [, read] of API_READS) {
      await read(client, chain.simulator);
    }
    chain.simulator.flowApi.control.setOptions({ queryLatencyMs: HOUR });
    const { control, stats } = chain.simulator.flowApi;
    control.resetStatistics();
    const queries: Array<Observable<unknown>> = [
      flowQueries(sharedQueries(url), {
        monitorName: 'demo-monitor',
        windows: [ingestedWindow(chain.simulator)],
        metrics: ['DATA_TRANSFERRED'],
        categories: ['INTER_AZ'],
        optionalCategories: [],
        limit: 500,
      }),
      insightsTopContributors(client, { ...insight(chain.simulator), limit: 500 }),
      insightsSeries(client, insight(chain.simulator)),
      topPaths(client, { monitorName: 'demo-paths', window: ingestedWindow(chain.simulator), filters: [], limit: 500 }),
    ];
    const running = queries.map((query) => query.subscribe());
    await until(() => stats().queries.running === running.length);
    running.forEach((subscription) => subscription.unsubscribe());
    await until(() => stats().queries.running === 0);
    const statuses = new Set(chain.api.requests.map(({ status }) => status));
    expect(statuses).toEqual(new Set([200]));
    const used = new Set(chain.api.requests.map(operationOf));
    expect(GATEWAY_OPERATIONS.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([
      'GetQueryResultsMonitorTopContributors',
    ]);
  });
});
