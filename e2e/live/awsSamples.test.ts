import fs from 'node:fs';
import path from 'node:path';
import { firstValueFrom, of } from 'rxjs';
import { findingsIn } from '../../simulator/flowapi/testing/modelValidator';
import { FlowApiClient } from '../../src/flowapi/client';
import { realPacing } from '../../src/flowapi/pace/pacing';
import { listMonitors } from '../../src/flowapi/monitors';

const SAMPLES = path.join(__dirname, '../fixtures/aws-samples');

/** The operation in the model that a sample responds to, by the name of its file. */
const OPERATIONS: Record<string, string> = {
  'get-monitor': 'GetMonitor',
  'get-scope': 'GetScope',
  'list-monitors': 'ListMonitors',
  'list-scopes': 'ListScopes',
  'start-query-monitor-top-contributors': 'StartQueryMonitorTopContributors',
  'get-query-status-monitor-top-contributors': 'GetQueryStatusMonitorTopContributors',
  'start-query-workload-insights-top-contributors': 'StartQueryWorkloadInsightsTopContributors',
  'get-query-status-workload-insights-top-contributors': 'GetQueryStatusWorkloadInsightsTopContributors',
  'get-query-results-workload-insights-top-contributors': 'GetQueryResultsWorkloadInsightsTopContributors',
  'start-query-workload-insights-top-contributors-data': 'StartQueryWorkloadInsightsTopContributorsData',
  'get-query-status-workload-insights-top-contributors-data': 'GetQueryStatusWorkloadInsightsTopContributorsData',
  'get-query-results-workload-insights-top-contributors-data': 'GetQueryResultsWorkloadInsightsTopContributorsData',
};

function sample(name: string): Record<string, unknown> {
  return JSON.parse(fs.readFileSync(path.join(SAMPLES, `${name}.json`), 'utf8'));
}

/** The CLI prints times as ISO 8601. On the wire, the model has them as seconds since the epoch. */
function asOnTheWire(value: Record<string, unknown>): Record<string, unknown> {
  const times = Object.entries(value).filter(([member]) => member === 'createdAt' || member === 'modifiedAt');
  return { ...value, ...Object.fromEntries(times.map(([member, time]) => [member, Date.parse(String(time)) / 1_000])) };
}

describe('the sample responses that AWS publishes', () => {
  it('are all in the folder', () => {
    const files = fs.readdirSync(SAMPLES).filter((file) => file.endsWith('.json'));
    expect(files.map((file) => file.replace('.json', '')).sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it.each(Object.entries(OPERATIONS))(
    'include a %s that is valid in the model that the simulator is checked against',
    (name, operation) => {
      expect(findingsIn(operation, asOnTheWire(sample(name)))).toEqual([]);
    }
  );

  it('include a list of monitors that the client can read', async () => {
    const client = new FlowApiClient(() => of({ body: sample('list-monitors') }), realPacing);
    const monitors = await firstValueFrom(listMonitors(client));
    expect(monitors).toEqual(sample('list-monitors').monitors);
  });
});
