import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator';
import { writeHistory } from '../simulator/history';
import { readDataSources } from '../workbench/server/provisioning';
import { type DataSourceSettings, type GrafanaSet } from '../workbench/server/options';
import { startWorkbench } from '../workbench/server/startWorkbench';
import { type RunningPrometheus, startPrometheus } from './startPrometheus';

const ROOT = path.join(__dirname, '..');
const SCRAPE_INTERVAL_MS = 15_000;

export interface DemoOptions {
  /** 0 takes a free one, for each. */
  ports: { workbench: number; simulator: number; flowApi: number; prometheus: number };
  /** How much past the charts begin with. */
  historyMs: number;
  simulator?: SimulatorOptions;
  grafanaSet?: GrafanaSet;
  /** Beside those that are provisioned. */
  moreDataSources?: DataSourceSettings[];
}

export interface Demo {
  url: string;
  simulator: Simulator;
  prometheus: RunningPrometheus;
  close(): Promise<void>;
}

/** Starts the simulated cluster, a real Prometheus that scrapes it, and the page that hosts the plugins. */
export async function startDemo({
  ports,
  historyMs,
  simulator: over,
  grafanaSet,
  moreDataSources = [],
}: DemoOptions): Promise<Demo> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-demo-'));
  const historyFile = path.join(directory, 'history.om');
  const nowMs = Date.now();
  const simulator = await startSimulator({
    port: ports.simulator,
    flowApiPort: ports.flowApi,
    agentsSinceMs: nowMs - historyMs,
    beforeServing: async (world, fleet) => {
      const startMs = nowMs - historyMs;
      await writeHistory({ world, fleet, file: historyFile, startMs, endMs: nowMs, intervalMs: SCRAPE_INTERVAL_MS });
    },
    ...over,
  });
  const prometheus = await startPrometheus({
    config: prometheusConfig(simulator.url),
    port: ports.prometheus,
    ...(fs.existsSync(historyFile) && { historyFile }),
  });
  fs.rmSync(directory, { recursive: true });
  const environment = { EASTWEST_PROMETHEUS_URL: prometheus.url, EASTWEST_FLOW_API_URL: simulator.flowApiUrl };
  const workbench = await startWorkbench({
    port: ports.workbench,
    distDir: path.join(ROOT, 'dist'),
    dashboardsDir: path.join(ROOT, 'dashboards'),
    dataSources: [
      ...(await readDataSources(path.join(ROOT, 'provisioning/datasources'), environment)),
      ...moreDataSources,
    ],
    grafanaSet,
  });
  return {
    url: workbench.url,
    simulator,
    prometheus,
    close: async () => {
      await Promise.all([workbench.close(), prometheus.close(), simulator.close()]);
    },
  };
}

/** The provisioned configuration, with the simulator where it really is. */
export function prometheusConfig(simulatorUrl: string): string {
  const provisioned = fs.readFileSync(path.join(ROOT, 'provisioning/prometheus/simulator.yaml'), 'utf8');
  return provisioned.replaceAll('http://simulator:9500', simulatorUrl);
}
