/** @jest-environment ./e2e/support/browserWithFetch.js */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { firstValueFrom, NEVER } from 'rxjs';
import { prometheusApi } from '../../scripts/policies/flows/prometheusApi';
import { prometheusFlows } from '../../scripts/policies/flows/prometheusFlows';
import { runPoliciesCommand } from '../../scripts/policies/run';
import { NO_NAMED_NETWORKS } from '../../src/core/flow/namedNetworks';
import { POLICY_METRICS } from '../../src/core/policy/policyMetrics';
import { FlowApiClient } from '../../src/flowapi/client';
import { realPacing } from '../../src/flowapi/pace/pacing';
import { type FakeGrafana, startFakeGrafana } from '../support/fakeGrafana';
import { HOUR_END_MS, type HourWithoutIncidents, startHourWithoutIncidents } from '../support/hourWithoutIncidents';
import { SERIES_START_MS, startPrometheusWith } from '../support/syntheticSeries';

const MINUTE_MS = 60_000;
const WINDOW = { startMs: HOUR_END_MS - 33 * MINUTE_MS, endMs: HOUR_END_MS - 3 * MINUTE_MS };
const RANGE = ['--from', new Date(WINDOW.startMs).toISOString(), '--to', new Date(WINDOW.endMs).toISOString()];

let hour: HourWithoutIncidents;
let grafana: FakeGrafana;
let directory: string;

beforeAll(async () => {
  hour = await startHourWithoutIncidents({ flowSeriesMs: 35 * MINUTE_MS });
  const { url } = hour.prometheus;
  grafana = await startFakeGrafana([{ uid: 'prom', name: 'Prometheus', type: 'prometheus', url }]);
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-policies-prometheus-'));
  const objects = await fetch(`${hour.simulator.url}/kubernetes/objects`);
  fs.writeFileSync(path.join(directory, 'inventory.json'), await objects.text());
  fs.writeFileSync(path.join(directory, 'networks.txt'), '10.0.0.0/16 nodes\n10.1.0.0/16 nodes\n10.2.0.0/16 nodes');
});

afterAll(async () => {
  fs.rmSync(directory, { recursive: true });
  await grafana.close();
  await hour.close();
});

async function run(...args: string[]) {
  const printed: string[] = [];
  const print = (text: string) => printed.push(text);
  const connect = () => new FlowApiClient(() => NEVER, realPacing);
  const inventory = ['--inventory', path.join(directory, 'inventory.json')];
  const exitCode = await runPoliciesCommand([...inventory, ...args], {
    ...{ print, printError: print, connect, connectPrometheus: prometheusApi },
  });
  return { exitCode, text: printed.join('\n') };
}

it('reads the same flows from Prometheus as the data source', async () => {
  const query = prometheusApi(hour.prometheus.url);
  const { windows, isTruncated } = await prometheusFlows(query, WINDOW, HOUR_END_MS, { networks: NO_NAMED_NETWORKS });
  const ofPage = await firstValueFrom(
    grafana.flows({ prometheusUid: 'prom' }).flowSnapshots(undefined, WINDOW, POLICY_METRICS)
  );
  expect(ofPage.flows.length).toBeGreaterThan(1_000);
  expect(windows).toEqual([{ window: WINDOW, flows: ofPage.flows }]);
  expect(isTruncated).toBe(false);
});

it('writes policies that allow all flows in Prometheus', async () => {
  const out = ['--out', path.join(directory, 'out')];
  const networks = ['--networks', path.join(directory, 'networks.txt')];
  const { exitCode, text } = await run('--prometheus', hour.prometheus.url, ...RANGE, ...networks, ...out);
  expect(text).toContain('Agents ran on 12 of 12 nodes.');
  expect(text).toMatch(
    /With the generated policies and the default deny: \d{3,} flows allowed, 0 denied, 0 not known\./
  );
  expect(exitCode).toBe(0);
  expect(fs.readdirSync(path.join(directory, 'out')).length).toBeGreaterThan(5);
});

it('reads a long range in windows of an hour, each with its names', async () => {
  const asked: Array<number | undefined> = [];
  const answer = (expression: string, atMs?: number) => {
    asked.push(atMs);
    return Promise.resolve(expression === 'time()' ? [{ labels: {}, value: HOUR_END_MS / 1_000 }] : []);
  };
  const { windows } = await prometheusFlows(
    answer,
    { startMs: HOUR_END_MS - 150 * MINUTE_MS, endMs: HOUR_END_MS },
    HOUR_END_MS,
    { networks: NO_NAMED_NETWORKS }
  );
  expect(windows.map(({ window }) => (window.endMs - window.startMs) / MINUTE_MS)).toEqual([30, 60, 60]);
  expect([...new Set(asked)]).toEqual(windows.map(({ window }) => window.endMs));
});

it('asks which cluster is meant if Prometheus has several', async () => {
  const ends = { local_address: '10.0.1.11', local_port: '0', remote_address: '10.0.3.11', remote_port: '5432' };
  const series = ['east', 'west'].map((cluster) => ({
    name: 'nfm_bytes_delivered',
    labels: { k8s_cluster: cluster, ...ends },
    values: Array<number>(20).fill(4),
  }));
  const prometheus = await startPrometheusWith(series);
  const range = { startMs: SERIES_START_MS, endMs: SERIES_START_MS + 600_000 };
  const read = (cluster?: string) =>
    prometheusFlows(prometheusApi(prometheus.url), range, range.endMs, { cluster, networks: NO_NAMED_NETWORKS });
  await expect(read()).rejects.toThrow('Prometheus has flows of several clusters: east, west.');
  expect((await read('west')).windows).toMatchObject([{ flows: [{ port: 5432 }] }]);
  await prometheus.close();
});
