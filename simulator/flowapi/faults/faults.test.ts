/** @jest-environment node */
import { report } from '../testing/flowReports';
import { MONITOR_NAME, rowsOf, runApi, type RunningApi, runTopQuery } from '../testing/runningApi';

let api: RunningApi;
beforeEach(async () => {
  api = await runApi([report(), report({ category: 'INTRA_AZ' })]);
});
afterEach(() => api.close());

const getMonitor = () => api.call('GetMonitor', { monitorName: MONITOR_NAME });

describe('errors', () => {
  it('fails the given operation the given number of times', async () => {
    const facts = { status: 402, errorType: 'ServiceQuotaExceededException', message: 'Too many' };
    api.control.addFault({ kind: 'error', operation: 'GetMonitor', skip: 1, count: 2, ...facts });
    const statuses = [];
    for (let request = 0; request < 4; request++) {
      expect((await api.call('ListMonitors')).status).toBe(200);
      statuses.push((await getMonitor()).status);
    }
    expect(statuses).toEqual([200, 402, 402, 200]);
    expect(api.control.state().faults).toEqual([]);
  });

  it('fails all operations until it is removed', async () => {
    const end = api.control.addFault({ kind: 'error', status: 500, errorType: 'InternalServerException' });
    expect((await api.call('ListScopes')).status).toBe(500);
    expect((await getMonitor()).headers['x-amzn-errortype']).toBe('InternalServerException');
    end();
    expect((await getMonitor()).status).toBe(200);
  });

  it('has the error format of the layer in front of the service', async () => {
    const errorType = 'ExpiredTokenException';
    api.control.addFault({ kind: 'error', status: 403, errorType, message: 'Expired', fromAuthLayer: true });
    const { status, body } = await getMonitor();
    expect([status, body]).toEqual([403, { Message: 'Expired' }]);
  });
});

describe('broken responses', () => {
  it('end in the middle', async () => {
    api.control.addFault({ kind: 'invalidJson' });
    const { status, text } = await getMonitor();
    expect(status).toBe(200);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  it('lack members at every depth', async () => {
    api.control.addFault({ kind: 'missingMembers', members: ['topContributors', 'monitorStatus'] });
    expect(await runTopQuery(api)).toMatchObject({ status: 200, body: { unit: null } });
    const { monitors } = (await api.call('ListMonitors', { maxResults: 1 })).body;
    expect(monitors).toEqual([{ monitorArn: expect.any(String), monitorName: MONITOR_NAME }]);
  });

  it("are a proxy's error page", async () => {
    api.control.addFault({ kind: 'htmlPage' });
    const { status, headers, text } = await getMonitor();
    expect([status, headers['content-type']]).toEqual([502, 'text/html']);
    expect(text).toMatch(/^<html>/);
  });

  it('are a closed connection', async () => {
    api.control.addFault({ kind: 'down', count: 1 });
    await expect(getMonitor()).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(api.stats().answersByStatus).toEqual({ none: 1 });
    expect((await getMonitor()).status).toBe(200);
  });

  it('never arrive', async () => {
    api.control.addFault({ kind: 'hang', count: 1 });
    const hanging = getMonitor().then(
      () => 'answered',
      () => 'closed'
    );
    expect((await getMonitor()).status).toBe(200);
    await api.close();
    expect(await hanging).toBe('closed');
  });
});

describe('failing queries', () => {
  it('do not include other categories and metrics', async () => {
    api.control.addFault({ kind: 'failedQuery', destinationCategory: 'INTRA_AZ', metricName: 'DATA_TRANSFERRED' });
    const failed = await runTopQuery(api, { destinationCategory: 'INTRA_AZ' });
    expect([failed.status, failed.body.message]).toEqual([400, expect.stringContaining('FAILED')]);
    expect(rowsOf(await runTopQuery(api, { destinationCategory: 'INTER_AZ' }))).toHaveLength(1);
    expect((await runTopQuery(api, { destinationCategory: 'INTRA_AZ', metricName: 'TIMEOUTS' })).status).toBe(200);
    expect(api.stats().queries).toMatchObject({ failed: 1, succeeded: 2 });
  });
});

describe('the checks before each operation', () => {
  it('accept the given number of requests per second', async () => {
    api.control.setOptions({ throttleRequestsPerSecond: 2 });
    const statuses = async () => [
      (await getMonitor()).status,
      (await getMonitor()).status,
      (await getMonitor()).status,
    ];
    expect(await statuses()).toEqual([200, 200, 429]);
    api.advance(999);
    expect((await getMonitor()).headers['x-amzn-errortype']).toBe('ThrottlingException');
    api.advance(1);
    expect(await statuses()).toEqual([200, 200, 429]);
    expect(api.stats()).toMatchObject({ throttled: 3, requestsByOperation: { GetMonitor: 7 } });
  });
});
