import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { from } from 'rxjs';
import { prometheusApi } from '../../scripts/policies/flows/prometheusApi';
import { runPoliciesCommand } from '../../scripts/policies/run';
import { type Simulator, startSimulator } from '../../simulator';
import { parseObjects } from '../../src/core/policy/read/parseObjects';
import { flowApiClient } from './flowApi';
import { VirtualTime } from './virtualTime';

const DAY_MS = 86_400_000;

/** The subnets of the nodes, which a policy for Prometheus needs. */
const NETWORKS = ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16'].map((cidr) => `${cidr} nodes`).join('\n');

/** A simulated cluster with a day of flows, and `npm run policies` for it. */
export class PolicyCluster {
  private constructor(
    readonly time: VirtualTime,
    readonly simulator: Simulator,
    private readonly directory: string
  ) {}

  static async start(dns: 'coredns' | 'node-local-dns' | 'auto-mode', nowMs: number): Promise<PolicyCluster> {
    const time = new VirtualTime(nowMs);
    const simulator = await startSimulator({
      clock: time.clock,
      dns,
      epochMs: nowMs - DAY_MS,
      flowApi: { queryLatencyMs: 300, ingestionLagMs: 0 },
    });
    const cluster = new PolicyCluster(time, simulator, fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-policies-')));
    cluster.write('networks.txt', NETWORKS);
    await cluster.readObjects();
    return cluster;
  }

  async close(): Promise<void> {
    fs.rmSync(this.directory, { recursive: true });
    await this.simulator.close();
  }

  /** The path of a file in a temporary directory. */
  file(name: string): string {
    return path.join(this.directory, name);
  }

  write(name: string, text: string): string {
    fs.writeFileSync(this.file(name), text);
    return this.file(name);
  }

  /** Writes the objects that the cluster has now to the file of the inventory, as people do with kubectl. */
  async readObjects(): Promise<void> {
    const objects = await fetch(`${this.simulator.url}/kubernetes/objects`);
    this.write('inventory.json', await objects.text());
  }

  /** Runs the command with the objects that were read last. */
  async run(...args: string[]): Promise<{ exitCode: number; text: string }> {
    const inventory = this.file('inventory.json');
    const printed: string[] = [];
    const print = (text: string) => printed.push(text);
    const connect = (url: string) => flowApiClient(url, this.time);
    const api = ['--inventory', inventory, '--flow-api', this.simulator.flowApiUrl, '--monitor', 'demo-monitor'];
    const running = runPoliciesCommand([...api, ...args], {
      print,
      printError: print,
      connect,
      connectPrometheus: prometheusApi,
    });
    return { exitCode: await this.time.lastValueFrom(from(running)), text: printed.join('\n') };
  }

  /** The options that name the networks of the nodes. */
  get networks(): string[] {
    return ['--networks', this.file('networks.txt')];
  }

  /** The files that the command wrote to a directory, by their path in it. */
  written(directory: string): Record<string, string> {
    const files = fs.readdirSync(this.file(directory), { recursive: true, encoding: 'utf8' });
    const texts = files
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => [file, fs.readFileSync(path.join(this.file(directory), file), 'utf8')]);
    return Object.fromEntries(texts);
  }

  /** The objects in these files. */
  objectsIn(directory: string): unknown[] {
    return Object.values(this.written(directory)).flatMap(parseObjects);
  }
}
