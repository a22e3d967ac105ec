import { Form } from './form';
import { readMetricQuery } from './metricQuery';

const ARN = 'arn:aws:networkflowmonitor:us-east-1:123456789012:monitor/a';

function search(term: string, statistic = 'Sum', seconds = 60) {
  const expression = `REMOVE_EMPTY(SEARCH('${term}', '${statistic}', ${seconds}))`;
  return readMetricQuery(new Form(new URLSearchParams({ Id: 'q', Expression: expression })));
}

describe('a GetMetricData query', () => {
  it('searches for a metric of all or some monitors, as Grafana writes it', () => {
    const schema = '{"AWS/NetworkFlowMonitor","MonitorId"} MetricName="Timeouts"';
    const all = { metric: 'Timeouts', statistic: 'Sum', periodMs: 60_000, isSearch: true };
    expect(search(schema)).toMatchObject({ ...all, monitors: undefined });
    expect(search(`${schema} "MonitorId"="${ARN}"`)).toMatchObject({ ...all, monitors: [ARN] });
    expect(search(`${schema} "MonitorId"=("${ARN}" OR "${ARN}b")`)).toMatchObject({ monitors: [ARN, `${ARN}b`] });
    expect(search('Namespace="AWS/NetworkFlowMonitor" MetricName="Timeouts" "MonitorId"')).toMatchObject(all);
  });

  it('names a metric by its dimension', () => {
    const parameters = new URLSearchParams({
      Id: 'q',
      'MetricStat.Metric.Namespace': 'AWS/NetworkFlowMonitor',
      'MetricStat.Metric.MetricName': 'RoundTripTime',
      'MetricStat.Metric.Dimensions.member.1.Name': 'MonitorId',
      'MetricStat.Metric.Dimensions.member.1.Value': ARN,
      'MetricStat.Period': '300',
      'MetricStat.Stat': 'Average',
    });
    expect(readMetricQuery(new Form(parameters))).toEqual({
      id: 'q',
      label: undefined,
      metric: 'RoundTripTime',
      statistic: 'Average',
      periodMs: 300_000,
      isSearch: false,
      monitors: [ARN],
    });
  });

  it('finds nothing for other metrics and namespaces', () => {
    expect(search('{"AWS/EC2","InstanceId"} MetricName="CPUUtilization"').metric).toBeUndefined();
    expect(search('{"AWS/NetworkFlowMonitor","MonitorId"} MetricName="Other"').metric).toBeUndefined();
  });

  it.each([
    [
      'a period that is not a whole number of minutes',
      () => search('MetricName="Timeouts"', 'Sum', 90),
      /multiple of 60/,
    ],
    ['a statistic that is not simulated', () => search('MetricName="Timeouts"', 'p99'), /p99/],
    ['metric math', () => readMetricQuery(new Form(new URLSearchParams({ Id: 'q', Expression: 'a/b' }))), /'q'/],
  ])('rejects %s', (_, read, message) => {
    expect(read).toThrow(message);
  });
});
