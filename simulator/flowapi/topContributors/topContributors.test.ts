/** @jest-environment node */
import { cluster, manyReports, mirrorOf, podEndpoint, report } from '../testing/flowReports';
import { isoTime, NOW_MS, rowsOf, runApi, type RunningApi, runTopQuery } from '../testing/runningApi';

const PERIODS_IN_HALF_HOUR = 60;

let api: RunningApi;
afterEach(() => api.close());

describe('rows', () => {
  it('contains both reports of a connection, with the port only on the client side', async () => {
    const client = report({ bytesDelivered: 1_000, bytesReceived: 9_000 });
    api = await runApi([client, mirrorOf(client)]);
    const rows = rowsOf(await runTopQuery(api));
    const value = 10_000 * PERIODS_IN_HALF_HOUR;
    expect(rows).toMatchObject([
      { localIp: '10.0.0.1', remoteIp: '10.1.0.1', targetPort: 8080, value, localAz: 'use1-az1', remoteAz: 'use1-az2' },
      { localIp: '10.1.0.1', remoteIp: '10.0.0.1', targetPort: 0, value, localAz: 'use1-az2', remoteAz: 'use1-az1' },
    ]);
  });

  it('has "" for every string that the agent does not know', async () => {
    api = await runApi([report({ remote: { ip: '192.0.2.1' }, local: { ip: '10.0.0.1', vpcId: cluster.vpcId } })]);
    const [row] = rowsOf(await runTopQuery(api));
    expect(row).toMatchObject({
      remoteAz: '',
      remoteInstanceId: '',
      remoteSubnetArn: '',
      localInstanceArn: '',
      localVpcArn: `arn:aws:ec2:us-east-1:123456789012:vpc/${cluster.vpcId}`,
      snatIp: '',
      dnatIp: '',
      kubernetesMetadata: { localPodName: '', remotePodName: '', remotePodNamespace: '', remoteServiceName: '' },
    });
    expect(row).not.toHaveProperty('additionalFlowInfo');
  });

  it('contains path constructs, addresses after NAT, networks and locations', async () => {
    const network = { asName: 'EXAMPLE-AS', asNumber: 64500 };
    const constructs = [{ componentId: 'nat-1', componentType: 'AWS::EC2::NatGateway' }, {}];
    api = await runApi([report({ category: 'INTERNET', network, constructs, snatIp: '198.51.100.1' })]);
    const [row] = rowsOf(await runTopQuery(api, { destinationCategory: 'INTERNET' }));
    expect(row).toMatchObject({ traversedConstructs: constructs, snatIp: '198.51.100.1' });
    expect(row?.additionalFlowInfo).toEqual({ network });
  });
});

describe('metrics', () => {
  const clean = report({ local: podEndpoint('clean', 0, '10.0.0.9') });
  const lossy = report({
    retransmissionsSyn: 1,
    retransmissionsEstablished: 2,
    timeoutsEstablished: 1,
    roundTripTimeMicroseconds: 640.4,
  });

  it.each([
    ['DATA_TRANSFERRED', null, [600_000, 600_000]],
    ['RETRANSMISSIONS', 'Count', [180]],
    ['TIMEOUTS', 'Count', [60]],
    ['ROUND_TRIP_TIME', 'Microseconds', [640]],
  ])('returns %s in %s, with rows only for flows with a value', async (metricName, unit, values) => {
    api = await runApi([clean, lossy]);
    const answer = await runTopQuery(api, { metricName });
    expect(answer.body.unit).toBe(unit);
    expect(rowsOf(answer).map(({ value }) => value)).toEqual(values);
  });

  it('rejects an unknown metric', async () => {
    api = await runApi();
    const { status, body } = await runTopQuery(api, { metricName: 'JITTER' });
    expect(status).toBe(400);
    expect(body.message).toMatch(/'JITTER' at 'metricName' .* enum value set: \[ROUND_TRIP_TIME, TIMEOUTS/);
  });
});

describe('limit', () => {
  it('keeps the highest values, regardless of the order of the reports', async () => {
    const reports = manyReports(40);
    api = await runApi(reports);
    const forwards = rowsOf(await runTopQuery(api, { limit: 9 }));
    await api.close();
    api = await runApi([...reports].reverse());
    expect(rowsOf(await runTopQuery(api, { limit: 9 }))).toEqual(forwards);
    const values = forwards.map(({ value }) => Number(value));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values).toHaveLength(9);
  });

  it.each([
    [1, 200],
    [500, 200],
    [0, 400],
    [501, 400],
    [2.5, 400],
    ['10', 400],
  ])('answers %j with %d', async (limit, status) => {
    api = await runApi(manyReports(3));
    expect((await runTopQuery(api, { limit })).status).toBe(status);
  });
});

describe('window', () => {
  const hourAgo = NOW_MS - 3_600_000;
  it.each([
    ['of one hour', hourAgo, NOW_MS, 200, undefined],
    ['of one hour and a millisecond', hourAgo - 1, NOW_MS, 400, 'Time range can not exceed 1 hour'],
    ['reversed', NOW_MS, hourAgo, 400, 'Start time must be before end time'],
    ['without length', hourAgo, hourAgo, 400, 'Start time must be before end time'],
    ['in the future', NOW_MS + 1, NOW_MS + 60_000, 400, 'Start time can not be in the future'],
    ['of yesterday', hourAgo - 86_400_000, NOW_MS - 86_400_000, 200, undefined],
  ])('%s', async (_, startMs, endMs, status, message) => {
    api = await runApi([report()]);
    const answer = await runTopQuery(api, { startTime: isoTime(startMs), endTime: isoTime(endMs) });
    expect([answer.status, answer.body.message]).toEqual([status, message]);
  });

  it.each([
    ['a number', { startTime: 1_700_000_000 }, 'SerializationException'],
    ['no time', { startTime: 'yesterday' }, 'SerializationException'],
    ['missing', { endTime: undefined }, expect.stringMatching(/^ValidationException:http:/)],
  ])('rejects a time that is %s', async (_, changes, errorType) => {
    api = await runApi();
    const { status, headers } = await runTopQuery(api, changes);
    expect([status, headers['x-amzn-errortype']]).toEqual([400, errorType]);
  });

  it('does not contain what was not ingested when the query started', async () => {
    api = await runApi([report()], { ingestionLagMs: 120_000 });
    const last5Minutes = { startTime: isoTime(NOW_MS - 300_000), endTime: isoTime(NOW_MS) };
    expect(rowsOf(await runTopQuery(api, last5Minutes))).toMatchObject([{ value: 10_000 * 6 }]);
    const last2Minutes = { startTime: isoTime(NOW_MS - 110_000), endTime: isoTime(NOW_MS) };
    expect(rowsOf(await runTopQuery(api, last2Minutes))).toEqual([]);
  });
});

describe('monitors', () => {
  it.each([
    ['test-monitor', 2],
    ['test-vpc-monitor', 1],
    ['test-next-monitor', 0],
    ['test-old-monitor', 0],
  ])('%s shows %d rows', async (monitorName, count) => {
    const elsewhere = report({ local: { ip: '10.50.0.1', vpcId: 'vpc-0000000000000000f' } });
    api = await runApi([report(), elsewhere]);
    expect(rowsOf(await runTopQuery(api, { monitorName }))).toHaveLength(count);
  });

  it('answers 404 for an unknown monitor', async () => {
    api = await runApi();
    const { status, headers } = await runTopQuery(api, { monitorName: 'unknown' });
    expect([status, headers['x-amzn-errortype']]).toEqual([404, 'ResourceNotFoundException']);
  });
});
