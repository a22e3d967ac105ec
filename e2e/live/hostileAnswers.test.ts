import { type Observable } from 'rxjs';
import { type Simulator, startSimulator } from '../../simulator';
import { READ_OPERATIONS } from '../../simulator/flowapi/model/operations';
import { type Report } from '../../src/core/flow/report';
import { readMonitors } from '../../src/flowapi/monitorDetail';
import { listPerformanceMonitors, topPaths } from '../../src/flowapi/performanceMonitors';
import { getScope, listScopes } from '../../src/flowapi/scopes';
import { scopeSuggestions } from '../../src/flowapi/scopeSuggestions';
import { topContributors } from '../../src/flowapi/topContributors';
import { insightsSeries, insightsTopContributors } from '../../src/flowapi/workloadInsights';
import { ROUNDS } from '../../src/testing/hostileStrings';
import { flowApiClient } from '../support/flowApi';
import { HostileFlowApi, KEPT_MONITOR } from '../support/hostile/hostileFlowApi';
import { textFields } from '../support/hostile/textFields';
import { VirtualTime } from '../support/virtualTime';

const MINUTE = 60_000;
const END_MS = Date.parse('2026-11-22T12:00:00Z');
const window = { startMs: END_MS - 15 * MINUTE, endMs: END_MS };
const times = { startTime: new Date(window.startMs).toISOString(), endTime: new Date(window.endMs).toISOString() };
const CATEGORIES = ['INTRA_AZ', 'INTERNET'];
const UNSAFE = /[\p{Cc}\p{Surrogate}\u{2028}\u{2029}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;

/** Operations that the product does not use. */
const UNUSED = ['ListTagsForResource', 'GetPerformanceMonitor'];

/** Fields that the simulated API never sends. */
const NEVER_SENT = ['MonitorRemoteResource.identifier', 'MonitorRemoteResource.type', 'TraversedComponent.serviceName'];

describe('the flow API client against an API with hostile texts in every response', () => {
  const time = new VirtualTime(END_MS);
  let simulator: Simulator;
  let flowApi: HostileFlowApi;

  beforeAll(async () => {
    const options = { queryLatencyMs: 0, notFoundAfterStartMs: 0, ingestionLagMs: 0 };
    simulator = await startSimulator({ nodes: 6, clock: time.clock, flowApi: options });
    flowApi = new HostileFlowApi(simulator.flowApiUrl);
    await flowApi.start();
  });

  afterAll(async () => {
    await flowApi.close();
    await simulator.close();
  });

  /** Reads everything that the product reads. */
  async function readAll(url: string) {
    const client = flowApiClient(url, time);
    const read = <T>(result: Observable<T>) => time.lastValueFrom(result);
    const monitors = await read(readMonitors(client));
    const [scope] = await read(listScopes(client));
    const scopeId = scope?.scopeId ?? '';
    const [performanceMonitor] = await read(listPerformanceMonitors(client));
    const reports: Report[] = [];
    for (const destinationCategory of CATEGORIES) {
      const query = {
        monitorName: KEPT_MONITOR,
        metricName: 'DATA_TRANSFERRED',
        destinationCategory,
        limit: 50,
      } as const;
      reports.push(...(await read(topContributors(client, { ...query, ...times }))));
    }
    const insights = { scopeId, window, metricName: 'DATA_TRANSFERRED', destinationCategory: 'INTRA_AZ' } as const;
    const rows = await read(insightsTopContributors(client, { ...insights, limit: 50 }));
    const { series } = await read(insightsSeries(client, insights));
    const path = { monitorName: performanceMonitor?.name ?? '', window, filters: [], limit: 500 };
    return {
      monitors,
      scope: await read(getScope(client, scopeId)),
      suggestions: await read(scopeSuggestions(client, { name: KEPT_MONITOR, arn: monitors[0]?.monitor.arn ?? '' })),
      reports,
      rows,
      series,
      paths: await read(topPaths(client, path)),
    };
  }

  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const amounts = ({ reports, rows, paths }: Awaited<ReturnType<typeof readAll>>) => ({
    bytes: sum(reports.map(({ value }) => value)),
    insights: sum(rows.map(({ value }) => value)),
    paths: paths.rows.length,
  });

  it('reads all amounts, whatever the texts are, and no text that is unsafe to display', async () => {
    const expected = amounts(await readAll(simulator.flowApiUrl));
    expect(expected.bytes).toBeGreaterThan(0);
    for (let round = 0; round < ROUNDS; round++) {
      flowApi.round = round;
      const all = await readAll(flowApi.url);
      expect(amounts(all)).toEqual(expected);
      const texts: string[] = [];
      JSON.stringify(all, (_, value: unknown) => {
        texts.push(...(typeof value === 'string' ? [value] : []));
        return value;
      });
      expect(texts.filter((text) => UNSAFE.test(text))).toEqual([]);
    }
  });

  it('has had each hostile text in each field of the API that is a text', () => {
    const operations = Object.keys(READ_OPERATIONS).filter((name) => !/^(Start|Stop)/.test(name));
    const fields = textFields(operations.filter((name) => !UNUSED.includes(name)));
    const counts = new Map(flowApi.coverage.counts);
    const never = fields.filter((field) => !counts.has(field));
    expect(never).toEqual(NEVER_SENT);
    // A required member cannot be empty, and a segment of a path cannot be "..".
    const incomplete = [...counts].filter(([field, count]) => fields.includes(field) && count < ROUNDS - 2);
    expect(incomplete).toEqual([]);
    expect(fields.length - never.length).toBeGreaterThan(60);
  });
});
