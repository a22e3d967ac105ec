import { policyLogRules } from '../../alerts/policies';
import { type Simulator, startSimulator } from '../../simulator';
import { ManualClock } from '../../simulator/world/clock';
import { HOUR_MS, MINUTE_MS } from '../../simulator/world/time';

const START_MS = Date.parse('2026-11-24T12:00:00Z');
const [RULE] = policyLogRules('demo');
const DENY_ALL = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'retail-store', name: 'default-deny' },
  spec: { podSelector: {}, policyTypes: ['Ingress'] },
};

let clock: ManualClock;
let simulator: Simulator;

beforeEach(async () => {
  clock = new ManualClock(START_MS);
  simulator = await startSimulator({ clock, epochMs: START_MS - 6 * HOUR_MS, scenario: () => [] });
});

afterEach(() => simulator.close());

async function send(operation: string, body: object): Promise<Record<string, unknown>> {
  const credential = 'Credential=simulated/20261124/us-east-1/logs/aws4_request';
  const response = await fetch(simulator.cloudWatchUrl, {
    method: 'POST',
    headers: {
      'X-Amz-Target': `Logs_20140328.${operation}`,
      Authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=00`,
    },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** The destinations for which the alert would fire now, with their values, as Grafana evaluates the rule. */
async function firing(): Promise<Array<[destination: string, packets: number]>> {
  const { query, windowSeconds } = RULE?.query ?? { query: {}, windowSeconds: 0 };
  const { expression = '', logGroupNames } = query as { expression?: string; logGroupNames?: string[] };
  const endTime = Math.ceil(clock.nowMs() / 1_000);
  const request = { startTime: endTime - windowSeconds, endTime, queryString: expression, logGroupNames };
  const { queryId } = await send('StartQuery', request);
  await send('GetQueryResults', { queryId });
  const { results } = await send('GetQueryResults', { queryId });
  const rows = (results as Array<Array<{ field: string; value: string }>>).map((row) =>
    Object.fromEntries(row.map(({ field, value }) => [field, value]))
  );
  // Grafana makes a number of each row only if the row has one text and one number.
  expect(rows.flatMap((row) => Object.keys(row)).filter((name) => !['destination', 'packets'].includes(name))).toEqual(
    []
  );
  return rows
    .map(({ destination = '', packets }): [string, number] => [destination, Number(packets)])
    .filter(([, packets]) => packets > (RULE?.above ?? 0));
}

it('the alert for denied connections fires for each destination while a policy denies it, and ends with the policy', async () => {
  clock.advanceTo(START_MS + 10 * MINUTE_MS);
  expect(await firing()).toEqual([]);
  await fetch(`${simulator.url}/kubernetes/policies`, { method: 'PUT', body: JSON.stringify([DENY_ALL]) });
  clock.advanceTo(START_MS + 15 * MINUTE_MS);
  const during = await firing();
  expect(during.length).toBeGreaterThan(3);
  expect(during.filter(([destination]) => !/^[\d.]+;DPORT: \d+;PROTOCOL: (TCP|UDP)$/.test(destination))).toEqual([]);
  await fetch(`${simulator.url}/kubernetes/policies`, { method: 'DELETE' });
  clock.advanceTo(START_MS + 26 * MINUTE_MS);
  expect(await firing()).toEqual([]);
});
