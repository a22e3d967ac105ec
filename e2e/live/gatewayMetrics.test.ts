import fs from 'node:fs';
import path from 'node:path';
import { gatewayRules } from '../../alerts/gateway';
import { COMMITTED_OPTIONS } from '../../alerts/rule';
import { clientTokenFile } from '../../gateway/envoy/filters';
import { DEFAULT_OPTIONS } from '../../gateway/options';
import { HAS_ENVOY, type RunningGateway } from '../../scripts/demo/startGateway';
import { type RunningPrometheus } from '../../scripts/demo/startPrometheus';
import {
  gatewayLatencySeconds,
  type GatewayOutcome,
  gatewayRequests,
  gatewaysUp,
} from '../../src/core/prometheus/gateway/gateway';
import { type GatewayChain, startGatewayChain } from '../support/gateway/chain';
import { type Fault } from '../../simulator/flowapi';
import { promInstant } from '../support/promInstant';
import { SERIES_START_MS, startPrometheusWith, type SyntheticSeries } from '../support/syntheticSeries';
import { until } from '../support/until';

const RULES = gatewayRules(COMMITTED_OPTIONS);
const OUTCOMES: GatewayOutcome[] = ['succeeded', 'throttled', 'rejected', 'failed', 'limited', 'refused'];
const REQUESTS = 40;
const { limits } = DEFAULT_OPTIONS;
/** The requests that the gateway counts are repeated in each of these steps. */
const STEPS = 60;
const STEP_SECONDS = 30;
const END_MS = SERIES_START_MS + STEPS * STEP_SECONDS * 1_000;
/** A time at which all gateways run. */
const MIDDLE_MS = (SERIES_START_MS + END_MS) / 2;
const WINDOW = { window: '10m' };

interface Situation {
  what: string;
  /** What happens in the API. */
  fault?: Fault;
  settings?: Parameters<GatewayChain['gateway']>[0];
  request?: { path?: string; method?: string; authorization?: string };
  outcome: GatewayOutcome;
  fires: readonly string[];
  /** Whether the gateway ends before the alerts are evaluated. */
  stops?: boolean;
}

const apiError = (status: number, errorType: string): Fault => ({ kind: 'error', status, errorType });

const SITUATIONS: Situation[] = [
  { what: 'All requests succeed', outcome: 'succeeded', fires: [] },
  {
    what: 'A query does not exist anymore',
    fault: apiError(404, 'ResourceNotFoundException'),
    outcome: 'succeeded',
    fires: [],
  },
  {
    what: 'The secret access key is wrong',
    settings: { environment: { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wrong' } },
    outcome: 'rejected',
    fires: ['EastwestGatewayRejected'],
  },
  {
    what: 'The role may not use the operation',
    fault: apiError(403, 'AccessDeniedException'),
    outcome: 'rejected',
    fires: ['EastwestGatewayRejected'],
  },
  {
    what: 'AWS throttles',
    fault: apiError(429, 'ThrottlingException'),
    outcome: 'throttled',
    fires: ['EastwestGatewayThrottled'],
  },
  {
    what: 'AWS reports an internal error',
    fault: apiError(500, 'InternalServerException'),
    outcome: 'failed',
    fires: ['EastwestGatewayFailed'],
  },
  {
    what: 'The connections to AWS break',
    fault: { kind: 'down' },
    outcome: 'failed',
    fires: ['EastwestGatewayFailed'],
  },
  {
    what: 'AWS does not respond in time',
    fault: { kind: 'hang' },
    settings: { options: { limits: { ...limits, responseSeconds: 1 } } },
    outcome: 'failed',
    fires: ['EastwestGatewayFailed'],
  },
  {
    what: 'A client requests another operation',
    request: { path: '/monitors/shop', method: 'DELETE' },
    outcome: 'refused',
    fires: ['EastwestGatewayRefuses'],
  },
  {
    what: 'The client token is wrong',
    request: { authorization: 'Bearer other' },
    outcome: 'refused',
    fires: ['EastwestGatewayRefuses'],
  },
  {
    what: 'Requests exceed the limit of the gateway',
    settings: { options: { limits: { ...limits, requests: { burst: 1, perInterval: 1, intervalSeconds: 3_600 } } } },
    outcome: 'limited',
    fires: [],
  },
  { what: 'The gateway stops', outcome: 'succeeded', fires: ['EastwestGatewaySilent'], stops: true },
];

(HAS_ENVOY ? describe : describe.skip)('the metrics of a real gateway', () => {
  let prometheus: RunningPrometheus;
  const portOf = new Map<string, string>();

  beforeAll(async () => {
    const chain = await startGatewayChain();
    const series: SyntheticSeries[] = [];
    for (const situation of SITUATIONS) {
      const { port, counters } = await counted(chain, situation);
      portOf.set(situation.what, port);
      series.push(...repeatedRequests(situation, counters));
    }
    await chain.close();
    prometheus = await startPrometheusWith(series);
  });
  afterAll(() => prometheus.close());

  const valueAt = async (expression: string, port: string, timeMs = END_MS) =>
    (await promInstant(prometheus.url, expression, timeMs)).find(({ labels }) =>
      [labels.port, labels.instance].includes(port)
    )?.value ?? 0;

  it.each(SITUATIONS)('show each request once, with what happened to it: $what', async ({ what, outcome }) => {
    const port = portOf.get(what) ?? '';
    const rates = await Promise.all(
      OUTCOMES.map(async (one) => [one, await valueAt(gatewayRequests(one, WINDOW), port, MIDDLE_MS)] as const)
    );
    const seen = rates.filter(([, perSecond]) => perSecond > 0).map(([one]) => one);
    // The first request of a burst is below the limit.
    expect(seen).toEqual(outcome === 'limited' ? ['succeeded', 'limited'] : [outcome]);
    const total = rates.reduce((sum, [, perSecond]) => sum + perSecond, 0);
    expect(total).toBeCloseTo(REQUESTS / STEP_SECONDS, 6);
  });

  it('show how long AWS takes to respond', async () => {
    const port = portOf.get('All requests succeed') ?? '';
    const [half, most] = await Promise.all(
      [0.5, 0.99].map((quantile) => valueAt(gatewayLatencySeconds(quantile, WINDOW), port))
    );
    expect(half).toBeGreaterThan(0);
    expect(most).toBeGreaterThanOrEqual(half ?? Infinity);
  });

  it('show which gateways respond, and those that no longer do', async () => {
    const states = await promInstant(prometheus.url, gatewaysUp(), END_MS);
    expect(new Map(states.map(({ labels, value }) => [labels.instance, value]))).toEqual(
      new Map(SITUATIONS.map(({ what, stops }) => [portOf.get(what), stops ? 0 : 1]))
    );
  });

  const firing = async (what: string) => {
    const port = portOf.get(what) ?? '';
    const values = await Promise.all(RULES.map((rule) => valueAt(rule.query.expr, port)));
    return RULES.filter(({ above }, index) => (values[index] ?? 0) > above).map(({ name }) => name);
  };

  it.each(SITUATIONS)('cause the right alerts: $what', async ({ what, fires }) => {
    expect(await firing(what)).toEqual(fires);
  });
});

it('is the table in the documentation', () => {
  const text = fs.readFileSync(path.join(__dirname, '../../docs/alerts-matrix.md'), 'utf8');
  const [, section = ''] = text.split('## Gateway');
  const rows = section.split('\n').filter((line) => line.startsWith('|') && !line.includes('---'));
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  );
  const names = RULES.map(({ name }) => name);
  expect(cells).toEqual([
    ['What happens', ...names.map((name) => name.replace('EastwestGateway', ''))],
    ...SITUATIONS.map(({ what, fires }) => [what, ...names.map((name) => (fires.includes(name) ? '**fires**' : '–'))]),
  ]);
});

type Counters = ReadonlyMap<string, number>;

/** What the counters of a gateway gain by a number of requests. */
async function counted(
  chain: GatewayChain,
  { what, fault, settings, request = {}, outcome }: Situation
): Promise<{ port: string; counters: Counters }> {
  const tokens = request.authorization === undefined ? {} : { clientTokenFile: tokenFile(chain, what) };
  const gateway = await chain.gateway({ ...settings, options: { ...settings?.options, ...tokens } });
  const before = await countersOf(gateway);
  const end = fault && chain.simulator.flowApi.control.addFault(fault);
  const { path: requested = '/monitors', method, authorization } = request;
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  await Promise.all(
    Array.from({ length: REQUESTS }, () =>
      fetch(gateway.url + requested, { method, headers }).then((response) => response.text())
    )
  );
  end?.();
  // Envoy adds to its histograms every few seconds.
  const isMeasured = outcome === 'succeeded';
  await until(async () => !isMeasured || sumOf(await countersOf(gateway), 'envoy_cluster_upstream_rq_time_count') > 0);
  const after = await countersOf(gateway);
  await gateway.stop();
  const gained = [...after].map(([name, value]) => [name, value - (before.get(name) ?? 0)] as const);
  return { port: new URL(gateway.url).port, counters: new Map(gained) };
}

function tokenFile(chain: GatewayChain, name: string): string {
  const file = path.join(chain.folder, `${name.replace(/\W/g, '-')}.json`);
  fs.writeFileSync(file, JSON.stringify(clientTokenFile(['right'])));
  return file;
}

/** The metrics of the gateway's targets, by series. */
async function countersOf({ statusUrl }: RunningGateway): Promise<Counters> {
  const text = await (await fetch(`${statusUrl}/metrics`)).text();
  const lines = [...text.matchAll(/^(\w+\{.*"networkflowmonitor_[^"]*".*\}) (\S+)$/gm)];
  return new Map(lines.map(([, series = '', value]) => [series, Number(value)]));
}

function sumOf(counters: Counters, name: string): number {
  return [...counters].reduce((sum, [series, value]) => sum + (series.startsWith(`${name}{`) ? value : 0), 0);
}

/** The same requests in each step. A gateway that stops has no metrics for the last quarter of the time. */
function repeatedRequests({ stops }: Situation, counters: Counters): SyntheticSeries[] {
  const isRunning = (step: number) => !stops || step < (STEPS * 3) / 4;
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => step);
  const [first = ''] = counters.keys();
  const port = /networkflowmonitor_.*_(\d+)"/.exec(first)?.[1] ?? '';
  const target = { job: 'eastwest-gateway', instance: port };
  const ofGateway = [...counters].map(([series, gained]) => {
    const [name = '', labels = ''] = series.split(/[{}]/);
    const own = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value] as const);
    const isGauge = name === 'envoy_cluster_membership_total';
    return {
      name,
      labels: { ...Object.fromEntries(own), ...target },
      values: steps.map((step) => (isRunning(step) ? (isGauge ? 1 : gained * step) : null)),
    };
  });
  return [...ofGateway, { name: 'up', labels: target, values: steps.map((step) => (isRunning(step) ? 1 : 0)) }];
}
