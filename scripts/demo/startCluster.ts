import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';
import { writeHistory } from '../../simulator/history';
import { type RunningPrometheus, startPrometheus } from './startPrometheus';

const ROOT = path.join(__dirname, '../..');
const SCRAPE_INTERVAL_MS = 15_000;
/** A whole hour of the flow series is three times as many samples as all else, and three times the start's time. */
const FLOW_SERIES_MS = 20 * 60_000;

export interface ClusterOptions {
  /** 0 takes a free one, for each. */
  ports: { simulator: number; flowApi: number; cloudWatch: number; prometheus: number };
  /** How much past the charts begin with. */
  historyMs: number;
  simulator?: SimulatorOptions;
}

export interface RunningCluster {
  simulator: Simulator;
  prometheus: RunningPrometheus;
  /** What the provisioning files want from the environment. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

/** Starts the simulated cluster and a real Prometheus that scrapes it and knows some of its past. */
export async function startCluster({ ports, historyMs, simulator: over }: ClusterOptions): Promise<RunningCluster> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-demo-'));
  const file = path.join(directory, 'history.om');
  const endMs = Date.now();
  const startMs = endMs - historyMs;
  const simulator = await startSimulator({
    port: ports.simulator,
    flowApiPort: ports.flowApi,
    cloudWatchPort: ports.cloudWatch,
    agentsSinceMs: startMs,
    beforeServing: async (world, fleet) => {
      const flowSeriesSinceMs = Math.max(startMs, endMs - FLOW_SERIES_MS);
      await writeHistory({ world, fleet, file, startMs, endMs, intervalMs: SCRAPE_INTERVAL_MS, flowSeriesSinceMs });
    },
    ...over,
  });
  const config = prometheusConfig(simulator.url);
  const prometheus = await startPrometheus({ config, port: ports.prometheus, historyFile: file });
  fs.rmSync(directory, { recursive: true });
  return {
    simulator,
    prometheus,
    environment: {
      EASTWEST_PROMETHEUS_URL: prometheus.url,
      EASTWEST_FLOW_API_URL: simulator.flowApiUrl,
      EASTWEST_CLOUDWATCH_ENDPOINT: simulator.cloudWatchUrl,
      AWS_REGION: simulator.world.facts.region,
      // The simulator asks for some, and takes any.
      AWS_ACCESS_KEY_ID: 'simulated',
      AWS_SECRET_ACCESS_KEY: 'simulated',
    },
    close: async () => {
      await Promise.all([prometheus.close(), simulator.close()]);
    },
  };
}

/** The provisioned configuration, with the simulator and the alert rules where they really are. */
function prometheusConfig(simulatorUrl: string): string {
  const directory = path.join(ROOT, 'provisioning/prometheus');
  const provisioned = fs.readFileSync(path.join(directory, 'simulator.yaml'), 'utf8');
  return provisioned
    .replaceAll('http://simulator:9500', simulatorUrl)
    .replaceAll('eastwest.rules.yaml', path.join(directory, 'eastwest.rules.yaml'));
}
