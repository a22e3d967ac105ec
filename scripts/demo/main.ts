import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { NETWORK_OVERVIEW_UID } from '../../src/common/dashboards';
import { NO_ENVOY, portInUse, STARTING, summary } from './messages';
import { type RunningCluster, startCluster } from './startCluster';
import { startDemo } from './startDemo';
import { HAS_ENVOY } from './startGateway';
import { startGrafana } from './startGrafana';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3300' },
    'history-minutes': { type: 'string', default: '60' },
    gateway: { type: 'boolean', default: false },
  },
});

const SETUP = path.join(__dirname, '../setup.mjs');
const port = Number(values.port);
const cluster = {
  ports: { simulator: 9500, flowApi: 9510, cloudWatch: 9520, prometheus: 9590 },
  historyMs: Number(values['history-minutes']) * 60_000,
  // The time range of the Monitors dashboard, and a monitor of one zone in addition to that of all zones.
  simulator: { pastDays: 7, flowApi: { extraMonitorCount: 1 } },
  isBehindGateway: values.gateway,
};

interface Started extends RunningCluster {
  url: string;
}

/** Starts a real Grafana if GRAFANA_HOME is set, otherwise the workbench. */
function start(): Promise<Started> {
  const home = process.env.GRAFANA_HOME;
  return home ? startWithGrafana(home) : startDemo({ ...cluster, workbenchPort: port });
}

async function startWithGrafana(home: string): Promise<Started> {
  const running = await startCluster({ ...cluster, alertRulesIn: 'Grafana' });
  const grafana = await startGrafana({ home, port, environment: running.environment }).catch(async (failure) => {
    await running.close();
    throw failure;
  });
  return {
    ...running,
    url: grafana.url,
    close: async () => {
      await grafana.close();
      await running.close();
    },
  };
}

function printSummary({ url, simulator, prometheus, environment }: Started): void {
  const addresses = {
    dashboard: `${url}/d/${NETWORK_OVERVIEW_UID}`,
    flowApi: environment.EASTWEST_FLOW_API_URL ?? '',
    cloudWatch: simulator.cloudWatchUrl,
    simulator: simulator.url,
    prometheus: prometheus.url,
  };
  console.log(summary(addresses, !process.env.GRAFANA_HOME && hasDockerEngine()));
}

function hasDockerEngine(): boolean {
  return spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 5_000 }).status === 0;
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /EADDRINUSE|address already in use/.test(message) ? portInUse(message) : message;
}

/** Envoy is not among the programs that every demo needs. */
function installEnvoy(): void {
  const { status } = spawnSync(process.execPath, [SETUP, 'gateway'], { stdio: 'inherit' });
  if (status !== 0 || !HAS_ENVOY) {
    throw new Error(NO_ENVOY);
  }
}

async function main(): Promise<void> {
  if (values.gateway) {
    installEnvoy();
  }
  console.log(STARTING);
  const started = await start();
  printSummary(started);
  // This takes almost a minute. Only a dashboard that is opened earlier and needs it waits for it.
  void started.simulator.cloudWatch.prepare();
  const stop = () => void started.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
