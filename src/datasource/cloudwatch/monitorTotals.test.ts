import { createDataFrame, type DataQueryRequest, type DataQueryResponse, FieldType } from '@grafana/data';
import { of } from 'rxjs';
import { cloudWatchQueryFailed } from '../messages';
import { MonitorTotals } from './monitorTotals';

const MINUTE_MS = 60_000;
const EAST = 'arn:aws:networkflowmonitor:us-east-1:123456789012:monitor/shop';
const WEST = 'arn:aws:networkflowmonitor:us-west-2:123456789012:monitor/shop';
const WINDOW = { startMs: 90_000, endMs: 5 * MINUTE_MS };

const requests: DataQueryRequest[] = [];
let mockAnswer: DataQueryResponse;
const mockCloudWatch = {
  getRef: () => ({ uid: 'cloudwatch' }),
  query: (request: DataQueryRequest) => {
    requests.push(request);
    return of(mockAnswer);
  },
};
// An observable in place of the promise: nothing here takes time.
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => of(mockCloudWatch) }) }));

const minutes = (refId: string, values: number[]) =>
  createDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: values.map((_, index) => (index + 1) * MINUTE_MS) },
      { name: 'Value', type: FieldType.number, values },
    ],
  });

/** What is said of both monitors, or why it is not. */
function totalOf(answer: DataQueryResponse): unknown {
  mockAnswer = answer;
  let said: unknown = 'nothing';
  new MonitorTotals('cloudwatch')
    .bytesOf([EAST, WEST], WINDOW)
    .subscribe({ next: (bytes) => (said = bytes), error: (failure: Error) => (said = failure.message) });
  return said;
}

describe('the bytes of all flows of monitors', () => {
  it('are the sum of whole minutes, for each monitor in its own Region', () => {
    expect(totalOf({ data: [minutes('monitor0', [20, 10, 10, 10]), minutes('monitor1', [2, 1, 1, 1])] })).toBe(44);
    const { range, targets } = requests.at(-1) ?? {};
    expect([range?.from.valueOf(), range?.to.valueOf()]).toEqual([MINUTE_MS, 5 * MINUTE_MS]);
    expect(targets).toMatchObject([
      { region: 'us-east-1', dimensions: { MonitorId: EAST }, metricName: 'DataTransferred', period: '60' },
      { region: 'us-west-2', dimensions: { MonitorId: WEST }, metricName: 'DataTransferred', period: '60' },
    ]);
  });

  it('are unknown if CloudWatch has no bytes of one of them', () => {
    expect(totalOf({ data: [minutes('monitor0', [20, 10, 10, 10])] })).toBeUndefined();
  });

  it('fail with the error of CloudWatch and what to do', () => {
    expect(totalOf({ data: [], errors: [{ message: 'AccessDenied' }] })).toBe(cloudWatchQueryFailed('AccessDenied'));
  });
});
