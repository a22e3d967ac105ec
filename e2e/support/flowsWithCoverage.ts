import { createDataFrame, type DataQueryRequest, type DataSourceApi, FieldType, LoadingState } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { from, lastValueFrom, of } from 'rxjs';
import { type TimeWindow } from '../../src/core/time';
import { type Simulator } from '../../simulator';
import { DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../../src/core/flow/category';
import { type FlowSnapshot } from '../../src/core/flow/flowSnapshot';
import { planWindow, type WindowPlan } from '../../src/core/query/planWindow';
import { MonitorTotals } from '../../src/datasource/cloudwatch/monitorTotals';
import { ClusterNames } from '../../src/datasource/context/clusterNames';
import { ApiFlows } from '../../src/datasource/handlers/flows/apiFlows';
import { type ClusterMonitors } from '../../src/datasource/handlers/flows/clusterMonitors';
import { withCoverage } from '../../src/datasource/handlers/flows/withCoverage';
import { CloudWatchClient } from './cloudWatch';
import { flowApiClient } from './flowApi';
import { type VirtualTime } from './virtualTime';

const ARN = 'arn:aws:networkflowmonitor:us-east-1:123456789012:monitor/demo-monitor';
/** The maximum number of rows in a response of the flow API. */
export const LIMIT = 500;

interface CloudWatchQuery extends DataQuery {
  metricName: string;
  statistic: string;
  period: string;
  region: string;
  dimensions: { MonitorId: string };
}

/** Grafana's CloudWatch data source, as far as the Eastwest data source queries it, for the simulated CloudWatch. */
export function cloudWatchOf(simulator: Simulator): DataSourceApi {
  const client = new CloudWatchClient(simulator);
  const framesOf = async ({ range, targets }: DataQueryRequest<CloudWatchQuery>) => {
    const frames = targets.map(async ({ refId, metricName, statistic, period, region, dimensions }) => {
      expect(region).toBe('us-east-1');
      const [result] = await client.getMetricData({
        metric: metricName,
        statistic,
        periodSeconds: Number(period),
        monitors: [dimensions.MonitorId],
        startMs: range.from.valueOf(),
        endMs: range.to.valueOf(),
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

/**
 * The flows of a range that ends now, as the data source returns them, with their share of all bytes.
 * `getDataSourceSrv` of `@grafana/runtime` must return {@link cloudWatchOf}.
 */
export async function flowsWithCoverage(
  simulator: Simulator,
  time: VirtualTime,
  range: TimeWindow
): Promise<{ snapshot: FlowSnapshot; plan: WindowPlan }> {
  const plan = planWindow(range, { nowMs: range.endMs, ingestionLagMs: 0, maxParts: 100 });
  const monitorNames = ['demo-monitor'];
  const flows = new ApiFlows(flowApiClient(simulator.flowApiUrl, time), new ClusterNames({}));
  const whole = await time.lastValueFrom(
    flows.snapshotsOf(
      {
        monitorNames,
        metrics: ['DATA_TRANSFERRED'],
        limit: LIMIT,
        categories: DEFAULT_CATEGORIES,
        optionalCategories: OPTIONAL_CATEGORIES,
      },
      plan
    )
  );
  const monitors = { arnOf: () => of(ARN) } as unknown as ClusterMonitors;
  const coverageRequest = { monitorNames, categories: DEFAULT_CATEGORIES, parts: plan.parts };
  const totals = new MonitorTotals('cloudwatch');
  return { snapshot: await lastValueFrom(withCoverage({ monitors, totals }, of(whole), coverageRequest)), plan };
}
