import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { NETWORK_OVERVIEW_UID } from '../../src/common/dashboards';
import { type RunningCluster, startCluster } from './startCluster';
import { startDemo } from './startDemo';
import { startGrafana } from './startGrafana';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3300' },
    'history-minutes': { type: 'string', default: '60' },
  },
});

const port = Number(values.port);
const cluster = {
  ports: { simulator: 9500, flowApi: 9510, cloudWatch: 9520, prometheus: 9590 },
  historyMs: Number(values['history-minutes']) * 60_000,
  // As long as the Monitors dashboard looks back, and a monitor of one zone beside those of all.
  simulator: { pastDays: 7, flowApi: { extraMonitorCount: 1 } },
};

interface Started extends RunningCluster {
  url: string;
}

/** With GRAFANA_HOME a real Grafana, else the workbench. */
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

function tell({ url, simulator, prometheus }: Started): void {
  console.log(`
  The demo cluster   ${url}/d/${NETWORK_OVERVIEW_UID}

  Flow API           ${simulator.flowApiUrl}
  CloudWatch         ${simulator.cloudWatchUrl}
  Agents, control    ${simulator.url}
  Prometheus         ${prometheus.url}
`);
  if (!process.env.GRAFANA_HOME && hasDockerEngine()) {
    console.log('  The same in a real Grafana: docker compose up, then http://localhost:3000\n');
  }
  console.log('  Ctrl+C ends everything.');
}

function hasDockerEngine(): boolean {
  return spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 5_000 }).status === 0;
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /EADDRINUSE|address already in use/.test(message)
    ? `${message}\nAnother demo may be running: end it first, or choose another page with --port.`
    : message;
}

async function main(): Promise<void> {
  console.log('Starting the simulated cluster, Prometheus and the page…');
  const started = await start();
  tell(started);
  // It takes most of a minute, and only a dashboard that needs it earlier waits for it.
  void started.simulator.cloudWatch.prepare();
  const stop = () => void started.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
