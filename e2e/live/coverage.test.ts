/** @jest-environment ./e2e/support/browserWithFetch.js */
import { createDataFrame, type DataQueryRequest, type DataSourceApi, FieldType, LoadingState } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { from, lastValueFrom, of } from 'rxjs';
import { type Simulator, startSimulator } from '../../simulator';
import { nodeOf } from '../../simulator/world/ends';
import { accumulate } from '../../simulator/world/traffic';
import * as at from '../../simulator/world/trafficAmounts';
import { amount, noAmounts } from '../../simulator/world/trafficAmounts';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../src/core/flow/category';
import { type TimeWindow } from '../../src/core/flow/flow';
import { type FlowPicture } from '../../src/core/flow/picture';
import { planWindow, type WindowPlan } from '../../src/core/query/planWindow';
import { MonitorTotals } from '../../src/datasource/cloudwatch/monitorTotals';
import { ClusterKnowledge } from '../../src/datasource/cluster/clusterKnowledge';
import { ApiFlows } from '../../src/datasource/flows/apiFlows';
import { type ClusterMonitors } from '../../src/datasource/flows/clusterMonitors';
import { withCoverage } from '../../src/datasource/flows/withCoverage';
import { CloudWatchClient } from '../support/cloudWatch';
import { flowApiClient } from '../support/flowApi';
import { VirtualTime } from '../support/virtualTime';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse('2026-11-28T12:10:20Z');
const ARN = 'arn:aws:networkflowmonitor:us-east-1:123456789012:monitor/demo-monitor';
const LIMIT = 500;

interface CloudWatchQuery extends DataQuery {
  metricName: string;
  statistic: string;
  period: string;
  region: string;
  dimensions: { MonitorId: string };
}

let mockCloudWatch: DataSourceApi;
// Grafana's own data source, as far as this one asks it.
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => Promise.resolve(mockCloudWatch) }) }));

function cloudWatchOf(simulator: Simulator): DataSourceApi {
  const client = new CloudWatchClient(simulator);
  const framesOf = async ({ range, targets }: DataQueryRequest<CloudWatchQuery>) => {
    const frames = targets.map(async ({ refId, metricName, statistic, period, region, dimensions }) => {
      expect(region).toBe('us-east-1');
      const [result] = await client.getMetricData({
        ...{ metric: metricName, statistic, periodSeconds: Number(period), monitors: [dimensions.MonitorId] },
        ...{ startMs: range.from.valueOf(), endMs: range.to.valueOf() },
      });
      const { timesMs = [], values = [] } = result ?? {};
      return createDataFrame({
        refId,
        fields: [
          { name: 'Time', type: FieldType.time, values: timesMs },
          { name: 'Value', type: FieldType.number, values },
        ],
      });
    });
    return { data: await Promise.all(frames), state: LoadingState.Done };
  };
  const query = (request: DataQueryRequest<CloudWatchQuery>) => from(framesOf(request));
  return { getRef: () => ({ uid: 'cloudwatch' }), query } as unknown as DataSourceApi;
}

describe.each([
  ['half an hour', 0.5],
  ['three hours', 3],
])('%s of flows that the limit of rows cuts', (_, hours) => {
  let simulator: Simulator;
  let plan: WindowPlan;
  let picture: FlowPicture;

  beforeAll(async () => {
    const time = new VirtualTime(NOW_MS);
    simulator = await startSimulator({ clock: time.clock, flowApi: { queryLatencyMs: 0, ingestionLagMs: 0 } });
    mockCloudWatch = cloudWatchOf(simulator);
    const range = { startMs: NOW_MS - hours * HOUR_MS, endMs: NOW_MS };
    plan = planWindow(range, { nowMs: NOW_MS, ingestionLagMs: 0, mostParts: 100 });
    const monitorNames = ['demo-monitor'];
    const flows = new ApiFlows(flowApiClient(simulator.flowApiUrl, time), new ClusterKnowledge({}));
    const whole = await time.lastValueFrom(
      flows.pictureOf(
        {
          ...{ monitorNames, metrics: ['DATA_TRANSFERRED'], limit: LIMIT },
          ...{ categories: DEFAULT_CATEGORIES, optionalCategories: OPTIONAL_CATEGORIES },
        },
        plan
      )
    );
    const monitors = { arnOf: () => of(ARN) } as unknown as ClusterMonitors;
    const asked = { monitorNames, categories: DEFAULT_CATEGORIES, parts: plan.parts };
    const totals = new MonitorTotals('cloudwatch');
    picture = await lastValueFrom(withCoverage({ monitors, totals }, of(whole), asked));
  });

  afterAll(() => simulator.close());

  /** The largest rows of each category, as the agents reported them. */
  function answeredBytes({ startMs, endMs }: TimeWindow): number {
    const rows = new Map<string, number[]>();
    for (const { category, bytesDelivered, bytesReceived } of simulator.world.flowReports(startMs, endMs)) {
      rows.set(category, [...(rows.get(category) ?? []), bytesDelivered + bytesReceived]);
    }
    const largest = [...rows.values()].flatMap((values) => values.sort((a, b) => b - a).slice(0, LIMIT));
    return largest.reduce((sum, value) => sum + value, 0);
  }

  /** What both ends of all connections with agents moved. */
  function movedBytes({ startMs, endMs }: TimeWindow): number {
    let sum = 0;
    for (const cell of simulator.world.cells) {
      for (const { pairs } of cell.chunksIn(startMs, endMs)) {
        for (const pair of pairs.filter(({ conversation }) => conversation.spec.protocol === 'TCP')) {
          const amounts = noAmounts();
          accumulate(pair, startMs, endMs, amounts);
          const ends = [pair.client, pair.server].filter((end) => nodeOf(end) !== undefined).length;
          sum += ends * (amount(amounts, at.PAYLOAD_UP) + amount(amounts, at.PAYLOAD_DOWN));
        }
      }
    }
    return sum;
  }

  it('carry the share of the monitor’s bytes that they say', () => {
    const sumOf = (bytesOf: (window: TimeWindow) => number) => plan.parts.reduce((sum, part) => sum + bytesOf(part), 0);
    const share = sumOf(answeredBytes) / sumOf(movedBytes);
    expect(share).toBeLessThan(0.999);
    expect(Math.abs((picture.coveredShare ?? NaN) - share)).toBeLessThan(0.01);
    expect(picture.notices.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(
        /^The answers of the flow API carry about \d+ % of the monitor’s bytes, as CloudWatch counts them\.$/
      )
    );
  });
});
