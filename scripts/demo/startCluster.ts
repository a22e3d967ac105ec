import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';
import { wallClock } from '../../simulator/world/clock';
import { prometheusConfig } from './prometheusConfig';
import { type RunningGateway, startGateway } from './startGateway';
import { startPrometheus, type RunningPrometheus } from './startPrometheus';
import { pastStartMs, writePast } from './writePast';

export interface ClusterOptions {
  /** 0 for a free port. */
  ports: { simulator: number; flowApi: number; cloudWatch: number; prometheus: number };
  /** Length of the history before the start. */
  historyMs: number;
  /** The program that evaluates the alert rules. */
  alertRulesIn: 'Prometheus' | 'Grafana';
  simulator?: Partial<SimulatorOptions>;
  /** Called with the time of the last scrape in the history, before the simulator serves anything. */
  onHistory?: (lastMs: number) => void;
  /** Whether a real Envoy is in front of the flow API, which then requires valid signatures. */
  isBehindGateway?: boolean;
}

export interface RunningCluster {
  simulator: Simulator;
  prometheus: RunningPrometheus;
  /** The environment variables that the provisioning files use. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

/** The key with which the gateway of the demo signs. The simulated API knows no other. */
const DEMO_KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'demo' };

/** Starts the simulated cluster and a real Prometheus that scrapes it and contains part of its history. */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-demo-'));
  const ends: Array<() => Promise<void>> = [];
  const close = async () => {
    await Promise.all(ends.map((end) => end()));
    fs.rmSync(directory, { recursive: true, force: true });
  };
  try {
    const simulator = await startSimulated(options, directory);
    ends.push(() => simulator.close());
    const gateway = options.isBehindGateway ? await startDemoGateway(simulator, directory) : undefined;
    ends.push(async () => gateway?.stop());
    const scraped = { simulatorUrl: simulator.url, gatewayStatusUrl: gateway?.statusUrl };
    const prometheus = await startPrometheus({
      config: prometheusConfig(scraped, options.alertRulesIn),
      port: options.ports.prometheus,
      dataDirectory: dataIn(directory),
    });
    ends.push(() => prometheus.close());
    const flowApiUrl = gateway?.url ?? simulator.flowApiUrl;
    return { simulator, prometheus, environment: environmentOf(simulator, prometheus, flowApiUrl), close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

function startDemoGateway({ flowApiUrl, world }: Simulator, folder: string): Promise<RunningGateway> {
  const { accessKeyId, secretAccessKey } = DEMO_KEY;
  const environment = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  return startGateway({ apiUrl: flowApiUrl, region: world.facts.region, folder, environment });
}

function startSimulated(
  { ports, historyMs, simulator: over, onHistory, isBehindGateway }: ClusterOptions,
  directory: string
): Promise<Simulator> {
  const startMs = pastStartMs(wallClock.nowMs(), historyMs);
  return startSimulator({
    clock: wallClock,
    port: ports.simulator,
    flowApiPort: ports.flowApi,
    cloudWatchPort: ports.cloudWatch,
    agentsSinceMs: startMs,
    beforeServing: async (world, fleet, clock) => {
      const directories = { textDirectory: directory, dataDirectory: dataIn(directory) };
      const lastMs = await writePast({ world, fleet, clock, startMs, ...directories });
      onHistory?.(lastMs);
    },
    ...over,
    flowApi: { ...over?.flowApi, ...(isBehindGateway && { accessKeys: [DEMO_KEY] }) },
  });
}

function dataIn(directory: string): string {
  return path.join(directory, 'prometheus');
}

function environmentOf(
  simulator: Simulator,
  prometheus: RunningPrometheus,
  flowApiUrl: string
): Record<string, string> {
  return {
    EASTWEST_PROMETHEUS_URL: prometheus.url,
    EASTWEST_SCRAPE_INTERVAL: '15s',
    EASTWEST_FLOW_API_URL: flowApiUrl,
    EASTWEST_CLOUDWATCH_ENDPOINT: simulator.cloudWatchUrl,
    AWS_REGION: simulator.world.facts.region,
    // The simulator requires credentials but does not check them.
    AWS_ACCESS_KEY_ID: 'simulated',
    AWS_SECRET_ACCESS_KEY: 'simulated',
  };
}
