/** The simulator's command line: `npx tsx simulator/main.ts --help`. */
import { parseArgs } from 'node:util';
import { writeHistory } from './history';
import { type FlowApiOptions } from './flowapi';
import { RANDOM_INCIDENT_KINDS, type RandomIncidentKind } from './incidents/randomIncidents';
import { defaultEpoch, startSimulator } from './index';
import { IP_FAMILIES } from './world/addresses';
import { AGENT_GENERATIONS } from './world/agentGeneration';
import { wallClock } from './world/clock';
import { HOUR_MS } from './world/time';

const USAGE = `Usage: tsx simulator/main.ts [options]

  --host ADDRESS                  where to listen (127.0.0.1)
  --port PORT                     agents, kube-state-metrics, discovery, truth, control (9500)
  --flow-api-port PORT            the network-flow API (9510)
  --cloudwatch-port PORT          what CloudWatch tells of monitors (9520)
  --seed NUMBER                   another seed, another cluster (1)
  --nodes NUMBER                  6 to 5000 and some (12)
  --cluster NAME                  (demo)
  --epoch TIME                    ISO 8601; nothing is older (the whole hour 24 hours ago)
  --job-history-limit NUMBER      finished Jobs that each CronJob keeps (without it, finished pods stay ten minutes)
  --agent-generation MONTH        2025-11, 2026-03, 2026-06, 2026-09: what agents of that month print (2026-06)
  --agents-from-helm-chart        their flow series have no k8s_cluster label
  --ip-family FAMILY              IPv4, IPv4-mapped (servers have ::ffff:10.0.1.5), IPv6, dual-stack (IPv4)
  --agents-on-own-ports           each serves one connection at a time, without idle timeout; discovery names the ports
  --push-flow-series URL          push the nfm_* series by remote write, too, as agents do
  --random-incidents KINDS        what happens to real agents, at random from the seed: all, or some of
${RANDOM_INCIDENT_KINDS.map((kind) => `                                  ${kind}`).join(',\n')}
  --query-latency-seconds NUMBER  of the network-flow API, on average (2; the live service takes about 10)
  --requests-per-second NUMBER    that the API accepts before it throttles (no limit)
  --ingestion-lag-seconds NUMBER  how old a report must be to show in the API's answers (60)
  --ingestion-lag-spread RATIO    how far single report periods lie off that lag (0); 210 and 0.43: two to five minutes
  --past-days NUMBER              days before the epoch, of which CloudWatch alone tells (0)
  --write-history FILE            first write the past as OpenMetrics text, then serve on from its last scrape
  --history-hours NUMBER          how much of the past (24)
  --scrape-interval-seconds N     of the history (30)
  --exit-after-history            do not serve
`;

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '9500' },
    'flow-api-port': { type: 'string', default: '9510' },
    'cloudwatch-port': { type: 'string', default: '9520' },
    seed: { type: 'string', default: '1' },
    nodes: { type: 'string', default: '12' },
    cluster: { type: 'string', default: 'demo' },
    epoch: { type: 'string' },
    'job-history-limit': { type: 'string' },
    'agent-generation': { type: 'string', default: '2026-06' },
    'agents-from-helm-chart': { type: 'boolean', default: false },
    'ip-family': { type: 'string', default: 'IPv4' },
    'agents-on-own-ports': { type: 'boolean', default: false },
    'push-flow-series': { type: 'string' },
    'random-incidents': { type: 'string', default: '' },
    'query-latency-seconds': { type: 'string', default: '2' },
    'requests-per-second': { type: 'string' },
    'ingestion-lag-seconds': { type: 'string', default: '60' },
    'ingestion-lag-spread': { type: 'string', default: '0' },
    'past-days': { type: 'string', default: '0' },
    'write-history': { type: 'string' },
    'history-hours': { type: 'string', default: '24' },
    'scrape-interval-seconds': { type: 'string', default: '30' },
    'exit-after-history': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

type NumberOption =
  | 'port'
  | 'flow-api-port'
  | 'cloudwatch-port'
  | 'seed'
  | 'nodes'
  | 'query-latency-seconds'
  | 'requests-per-second'
  | 'ingestion-lag-seconds'
  | 'ingestion-lag-spread'
  | 'past-days'
  | 'job-history-limit'
  | 'history-hours'
  | 'scrape-interval-seconds';

function numberOf(option: NumberOption) {
  const number = Number(values[option]);
  if (!Number.isFinite(number) || number < 0) {
    throw new Error(`--${option} must be a number, not ${values[option]}`);
  }
  return number;
}

function ratioOf(option: NumberOption) {
  const ratio = numberOf(option);
  if (ratio > 1) {
    throw new Error(`--${option} must be a number from 0 to 1, not ${values[option]}`);
  }
  return ratio;
}

function epochOf(nowMs: number): number {
  const epochMs = values.epoch === undefined ? defaultEpoch(nowMs) : Date.parse(values.epoch);
  if (Number.isNaN(epochMs)) {
    throw new Error(`--epoch must be an ISO 8601 time, not ${values.epoch}`);
  }
  return epochMs;
}

function oneOf<Value extends string>(option: 'agent-generation' | 'ip-family', known: readonly Value[]): Value {
  const value = known.find((candidate) => candidate === values[option]);
  if (value === undefined) {
    throw new Error(`--${option} must be one of ${known.join(', ')}, not ${values[option]}`);
  }
  return value;
}

function randomKinds(): readonly RandomIncidentKind[] {
  const names = values['random-incidents'].split(',').filter((name) => name !== '');
  const unknown = names.find((name) => name !== 'all' && !RANDOM_INCIDENT_KINDS.some((kind) => kind === name));
  if (unknown !== undefined) {
    throw new Error(`--random-incidents must be all, or some of ${RANDOM_INCIDENT_KINDS.join(', ')}, not ${unknown}`);
  }
  return RANDOM_INCIDENT_KINDS.filter((kind) => names.includes('all') || names.includes(kind));
}

function flowApiOptions(): Partial<FlowApiOptions> {
  return {
    queryLatencyMs: numberOf('query-latency-seconds') * 1000,
    ingestionLagMs: numberOf('ingestion-lag-seconds') * 1000,
    ingestionLagSpread: ratioOf('ingestion-lag-spread'),
    ...(values['requests-per-second'] !== undefined && {
      throttleRequestsPerSecond: numberOf('requests-per-second'),
    }),
  };
}

async function main(): Promise<void> {
  const nowMs = wallClock.nowMs();
  const file = values['write-history'];
  const historyStartMs = Math.max(epochOf(nowMs), nowMs - numberOf('history-hours') * HOUR_MS);
  const simulator = await startSimulator({
    host: values.host,
    port: numberOf('port'),
    flowApiPort: numberOf('flow-api-port'),
    cloudWatchPort: numberOf('cloudwatch-port'),
    seed: numberOf('seed'),
    nodes: numberOf('nodes'),
    clusterName: values.cluster,
    epochMs: epochOf(nowMs),
    pastDays: numberOf('past-days'),
    agentGeneration: oneOf('agent-generation', AGENT_GENERATIONS),
    ipFamily: oneOf('ip-family', IP_FAMILIES),
    agentInstallation: values['agents-from-helm-chart'] ? 'Helm chart' : 'EKS add-on',
    ...(values['push-flow-series'] !== undefined && { flowSeriesPushUrl: values['push-flow-series'] }),
    randomIncidents: randomKinds(),
    flowApi: flowApiOptions(),
    agentPorts: values['agents-on-own-ports'] ? 'own' : 'shared',
    ...(values['job-history-limit'] !== undefined && { jobHistoryLimit: numberOf('job-history-limit') }),
    ...(file !== undefined && {
      agentsSinceMs: historyStartMs,
      beforeServing: async (world, fleet) => {
        const intervalMs = numberOf('scrape-interval-seconds') * 1000;
        const samples = await writeHistory({ world, fleet, file, startMs: historyStartMs, endMs: nowMs, intervalMs });
        console.log(`History: ${samples} samples in ${file}`);
      },
    }),
  });
  const stop = () => void simulator.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (values['exit-after-history']) {
    stop();
    return;
  }
  console.log(
    `Simulator: ${simulator.url} (help on /), network-flow API: ${simulator.flowApiUrl}, CloudWatch: ${simulator.cloudWatchUrl}`
  );
  await simulator.cloudWatch.prepare();
}

if (values.help) {
  console.log(USAGE);
} else {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
