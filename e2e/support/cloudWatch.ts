import { type Simulator } from '../../simulator';

const NAMESPACE = 'AWS/NetworkFlowMonitor';

/** A result of GetMetricData. */
export interface Result {
  label: string;
  timesMs: number[];
  values: number[];
}

interface MetricDataRequest {
  metric: string;
  statistic: string;
  periodSeconds: number;
  startMs: number;
  endMs: number;
  /** ARNs of monitors. One is queried by name, several by a search, and all monitors if there are none. */
  monitors?: string[];
}

/** Queries the simulated CloudWatch as Grafana 12.4 does, with the parameters of recorded requests. */
export class CloudWatchClient {
  constructor(private readonly simulator: Simulator) {}

  /** Sends a request of the AWS Query protocol. */
  async post(parameters: Record<string, string>, region = 'us-east-1'): Promise<{ status: number; text: string }> {
    const credential = `Credential=simulated/20261125/${region}/monitoring/aws4_request`;
    const response = await fetch(this.simulator.cloudWatchUrl, {
      method: 'POST',
      headers: { Authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=00` },
      body: new URLSearchParams({ ...parameters, Version: '2010-08-01' }),
    });
    return { status: response.status, text: await response.text() };
  }

  /** "Metric of monitor" for each metric. */
  async listMetrics(more: Record<string, string> = {}, region?: string): Promise<string[]> {
    const { text } = await this.post({ Action: 'ListMetrics', Namespace: NAMESPACE, ...more }, region);
    const found = text.matchAll(/<MetricName>(\w+)<\/MetricName>.*?<Value>([^<]*)<\/Value>/g);
    return Array.from(found, ([, metric, arn]) => `${metric} of ${arn?.replace(/.*\//, '')}`);
  }

  /** Queries one metric. */
  async getMetricData({ startMs, endMs, ...request }: MetricDataRequest): Promise<Result[]> {
    const { text } = await this.post({
      Action: 'GetMetricData',
      StartTime: new Date(startMs).toISOString(),
      EndTime: new Date(endMs).toISOString(),
      ScanBy: 'TimestampAscending',
      'MetricDataQueries.member.1.Id': 'queryA',
      'MetricDataQueries.member.1.Label': "${PROP('Dim.MonitorId')}",
      'MetricDataQueries.member.1.ReturnData': 'true',
      ...queryParameters(request),
    });
    return Array.from(text.matchAll(/<Id>queryA<\/Id>.*?<\/Values>/g), ([one]) => ({
      label: /<Label>([^<]*)<\/Label>/.exec(one)?.[1] ?? '',
      timesMs: members(one, 'Timestamps').map((time) => Date.parse(time)),
      values: members(one, 'Values').map(Number),
    }));
  }
}

function queryParameters({
  metric,
  statistic,
  periodSeconds,
  monitors,
}: Omit<MetricDataRequest, 'startMs' | 'endMs'>): Record<string, string> {
  const [only] = monitors ?? [];
  if (only !== undefined && monitors?.length === 1) {
    return {
      'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name': 'MonitorId',
      'MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value': only,
      'MetricDataQueries.member.1.MetricStat.Metric.MetricName': metric,
      'MetricDataQueries.member.1.MetricStat.Metric.Namespace': NAMESPACE,
      'MetricDataQueries.member.1.MetricStat.Period': String(periodSeconds),
      'MetricDataQueries.member.1.MetricStat.Stat': statistic,
    };
  }
  const some = monitors ? ` "MonitorId"=(${monitors.map((arn) => `"${arn}"`).join(' OR ')})` : '';
  const term = `{"${NAMESPACE}","MonitorId"} MetricName="${metric}"${some}`;
  return {
    'MetricDataQueries.member.1.Expression': `REMOVE_EMPTY(SEARCH('${term}', '${statistic}', ${periodSeconds}))`,
  };
}

function members(text: string, list: string): string[] {
  const [, inner = ''] = new RegExp(`<${list}>(.*?)</${list}>`).exec(text) ?? [];
  return Array.from(inner.matchAll(/<member>(.*?)<\/member>/g), ([, value = '']) => value);
}
