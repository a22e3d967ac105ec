/** The simulator's command line: `npx tsx simulator/main.ts --help`. */
import { parseArgs } from 'node:util';
import { writeHistory } from './history';
import { type FlowApiOptions } from './flowapi';
import { RANDOM_INCIDENT_KINDS, type RandomIncidentKind } from './incidents/randomIncidents';
import { defaultEpoch, startSimulator } from './index';
import { IP_FAMILIES } from './world/addresses';
import { AGENT_GENERATIONS } from './world/agentGeneration';
import { wallClock } from './world/clock';
import { CLUSTER_DNS } from './world/clusterDns';
import { MAX_NODES } from './world/nodes';
import { HOUR_MS } from './world/time';

const USAGE = `Usage: tsx simulator/main.ts [options]

  --host ADDRESS                  address to listen on (127.0.0.1)
  --port PORT                     port for agents, kube-state-metrics, service discovery, ground truth, control (9500)
  --flow-api-port PORT            port for the network-flow API (9510)
  --cloudwatch-port PORT          port for the CloudWatch API with the metrics of monitors (9520)
  --seed NUMBER                   seed of the cluster; each seed gives a different one (1)
  --nodes NUMBER                  number of nodes, 6 to ${MAX_NODES} (12)
  --cluster NAME                  name of the cluster (demo)
  --epoch TIME                    start of the simulation in ISO 8601 (24 hours ago, rounded down to the hour)
  --job-history-limit NUMBER      finished Jobs that each CronJob keeps (without it, finished pods stay for ten minutes)
  --agent-generation MONTH        behavior of the agents: 2025-11, 2026-03, 2026-06 or 2026-09 (2026-06)
  --agents-from-helm-chart        agents installed by the Helm chart, whose flow series have no k8s_cluster label
  --ip-family FAMILY              IPv4, IPv4-mapped (servers have ::ffff:10.0.1.5), IPv6 or dual-stack (IPv4)
  --dns KIND                      coredns; node-local-dns, with NodeLocal DNSCache in addition; or auto-mode, EKS Auto Mode without
                                  pods of CoreDNS (coredns)
  --forbidden-conversation        a CronJob of the namespace batch queries the database retail-store/orders-postgresql, with which
                                  it has no business (off); apply network policies with PUT /kubernetes/policies
  --agents-on-own-ports           each agent on its own port (in /discovery/agents), one connection at a time, no idle timeout
  --push-flow-series URL          also push the nfm_* series to this URL by remote write, as agents do
  --random-incidents KINDS        random incidents of real agents, drawn from the seed: all, or some of
${RANDOM_INCIDENT_KINDS.map((kind) => `                                  ${kind}`).join(',\n')}
  --query-latency-seconds NUMBER  average latency of queries in the network-flow API (2; the live service takes about 10)
  --requests-per-second NUMBER    requests per second that the API accepts before it throttles (no limit)
  --ingestion-lag-seconds NUMBER  age at which a report becomes visible in the API (60)
  --ingestion-lag-spread RATIO    deviation of report periods from that lag (0); 210 s with 0.43 gives two to five minutes
  --past-days NUMBER              days of history before the epoch, in CloudWatch only (0)
  --write-history FILE            first write the history as OpenMetrics text, then continue from its last scrape
  --history-hours NUMBER          hours of history to write (24)
  --scrape-interval-seconds N     scrape interval of the history (30)
  --exit-after-history            exit after the history is written
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
    dns: { type: 'string', default: 'coredns' },
    'forbidden-conversation': { type: 'boolean', default: false },
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

function oneOf<Value extends string>(option: 'agent-generation' | 'ip-family' | 'dns', known: readonly Value[]): Value {
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
    throw new Error(`--random-incidents must be all or a list of ${RANDOM_INCIDENT_KINDS.join(', ')}, not ${unknown}`);
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
  const clock = wallClock;
  const nowMs = clock.nowMs();
  const file = values['write-history'];
  const historyStartMs = Math.max(epochOf(nowMs), nowMs - numberOf('history-hours') * HOUR_MS);
  const simulator = await startSimulator({
    clock,
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
    dns: oneOf('dns', CLUSTER_DNS),
    agentInstallation: values['agents-from-helm-chart'] ? 'Helm chart' : 'EKS add-on',
    ...(values['push-flow-series'] !== undefined && { flowSeriesPushUrl: values['push-flow-series'] }),
    randomIncidents: randomKinds(),
    forbiddenConversation: values['forbidden-conversation'],
    flowApi: flowApiOptions(),
    agentPorts: values['agents-on-own-ports'] ? 'own' : 'shared',
    ...(values['job-history-limit'] !== undefined && { jobHistoryLimit: numberOf('job-history-limit') }),
    ...(file !== undefined && {
      agentsSinceMs: historyStartMs,
      beforeServing: async (world, fleet) => {
        const intervalMs = numberOf('scrape-interval-seconds') * 1000;
        const samples = await writeHistory({ world, fleet, file, startMs: historyStartMs, endMs: nowMs, intervalMs });
        console.log(`Wrote ${samples} samples of history to ${file}`);
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
