import { NEVER, type Observable, of, throwError, VirtualTimeScheduler } from 'rxjs';
import { type Finding } from '../../core/health/finding';
import { FlowApiClient } from '../../flowapi/client';
import { TransportFailure } from '../../flowapi/transport';
import { type MonitorTotals } from '../cloudwatch/monitorTotals';
import { cloudWatchChecks } from './cloudWatchChecks';

const ACTIVE = { monitorArn: 'arn:demo', monitorName: 'demo', monitorStatus: 'ACTIVE' };
const INACTIVE = { monitorArn: 'arn:old', monitorName: 'old', monitorStatus: 'INACTIVE' };

jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({ getInstanceSettings: (uid: string) => (uid === 'chosen' ? { uid } : undefined) }),
}));

const bytesOf = jest.fn<Observable<number | undefined>, Parameters<MonitorTotals['bytesOf']>>();

/** The findings, and when the check ended. */
function check(cloudWatchUid: string | undefined, monitors: object[] | TransportFailure = [INACTIVE, ACTIVE]) {
  const scheduler = new VirtualTimeScheduler();
  const transport = () =>
    monitors instanceof TransportFailure ? throwError(() => monitors) : of({ body: { monitors } });
  const client = new FlowApiClient(transport, { scheduler, random: () => 0.5 });
  const totals = cloudWatchUid === undefined ? undefined : ({ bytesOf } as unknown as MonitorTotals);
  const emissions: Finding[][] = [];
  cloudWatchChecks({ settings: { cloudWatchUid }, transport, client, totals }).subscribe((findings) =>
    emissions.push(findings)
  );
  scheduler.flush();
  expect(emissions).toHaveLength(1);
  return { findings: emissions[0] ?? [], endMs: scheduler.now() };
}

beforeEach(() => bytesOf.mockReset());

it('reports that CloudWatch has the bytes of an active monitor', () => {
  bytesOf.mockReturnValue(of(5));
  expect(check('chosen').findings).toEqual([
    { part: 'CloudWatch', state: 'fine', text: 'The bytes of the monitor "demo" are available.' },
  ]);
  expect(bytesOf.mock.calls[0]?.[0]).toEqual(['arn:demo']);
});

it.each([
  [
    'has no bytes of the monitor',
    'chosen',
    () => of(undefined),
    /no values of DataTransferred for the monitor "demo".*Check that/,
  ],
  [
    'fails',
    'chosen',
    () => throwError(() => new Error('It may not. Allow it.')),
    /^It may not\. Allow it\. Until then/,
  ],
  ['does not exist', 'gone', () => of(5), /uid "gone"\) does not exist\. Select another one/],
  ['does not respond', 'chosen', () => NEVER, /did not respond within 20 s\. Check that it works/],
])('warns if CloudWatch %s', (_, uid, answer: () => Observable<number | undefined>, text) => {
  bytesOf.mockReturnValue(answer());
  const { findings, endMs } = check(uid);
  expect(findings).toEqual([{ part: 'CloudWatch', state: 'warning', text: expect.stringMatching(text) }]);
  expect(endMs).toBeLessThan(60_000);
});

it('has no finding without a CloudWatch data source or an active monitor', () => {
  bytesOf.mockReturnValue(of(5));
  expect(check(undefined).findings).toEqual([]);
  expect(check('chosen', [INACTIVE]).findings).toEqual([]);
  expect(check('chosen', new TransportFailure(403, '')).findings).toEqual([]);
});
