import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';
import { wallClock } from '../../simulator/world/clock';
import { prometheusConfig } from './prometheusConfig';
import { startPrometheus, type RunningPrometheus } from './startPrometheus';
import { pastStartMs, writePast } from './writePast';

export interface ClusterOptions {
  /** 0 for a free port. */
  ports: { simulator: number; flowApi: number; cloudWatch: number; prometheus: number };
  /** Length of the history before the start. */
  historyMs: number;
  /** The program that evaluates the alert rules. */
  alertRulesIn: 'Prometheus' | 'Grafana';
  simulator?: SimulatorOptions;
}

export interface RunningCluster {
  simulator: Simulator;
  prometheus: RunningPrometheus;
  /** The environment variables that the provisioning files use. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

/** Starts the simulated cluster and a real Prometheus that scrapes it and contains part of its history. */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-demo-'));
  const removeDirectory = () => fs.rmSync(directory, { recursive: true, force: true });
  try {
    const simulator = await startSimulated(options, directory);
    const config = prometheusConfig(simulator.url, options.alertRulesIn);
    const prometheus = await startPrometheus({
      config,
      port: options.ports.prometheus,
      dataDirectory: dataIn(directory),
    }).catch(async (failure) => {
      await simulator.close();
      throw failure;
    });
    return {
      simulator,
      prometheus,
      environment: environmentOf(simulator, prometheus),
      close: async () => {
        await Promise.all([prometheus.close(), simulator.close()]);
        removeDirectory();
      },
    };
  } catch (failure) {
    removeDirectory();
    throw failure;
  }
}

function startSimulated({ ports, historyMs, simulator: over }: ClusterOptions, directory: string): Promise<Simulator> {
  const startMs = pastStartMs(wallClock.nowMs(), historyMs);
  return startSimulator({
    port: ports.simulator,
    flowApiPort: ports.flowApi,
    cloudWatchPort: ports.cloudWatch,
    agentsSinceMs: startMs,
    beforeServing: (world, fleet, clock) =>
      writePast({ world, fleet, clock, startMs, textDirectory: directory, dataDirectory: dataIn(directory) }),
    ...over,
  });
}

function dataIn(directory: string): string {
  return path.join(directory, 'prometheus');
}

function environmentOf(simulator: Simulator, prometheus: RunningPrometheus): Record<string, string> {
  return {
    EASTWEST_PROMETHEUS_URL: prometheus.url,
    EASTWEST_FLOW_API_URL: simulator.flowApiUrl,
    EASTWEST_CLOUDWATCH_ENDPOINT: simulator.cloudWatchUrl,
    AWS_REGION: simulator.world.facts.region,
    // The simulator requires credentials but does not check them.
    AWS_ACCESS_KEY_ID: 'simulated',
    AWS_SECRET_ACCESS_KEY: 'simulated',
  };
}
