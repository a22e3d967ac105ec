/**
 * The flow series as agents push them to a workspace (aws/network-flow-monitor-agent, reports/publisher_amp.rs): one
 * sample per flow and report, every 25 to 35 seconds, without staleness markers. A failed push is not repeated.
 */
import { type AgentFleet } from '../agent/agentFleet';
import { FlowSeries } from '../agent/flowSeries';
import { combine, unit } from '../world/hash';
import { type ClusterNode } from '../world/nodes';
import { floorTo, REPORT_PERIOD_MS } from '../world/time';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { writeRequest } from './writeRequest';

const JITTER_MS = 5_000;

/** When a node's agent pushes the report of the period that ends at `periodEndMs`. */
export function pushTimeMs(node: ClusterNode, periodEndMs: number): number {
  return periodEndMs + Math.floor(unit(combine(node.hash, periodEndMs / REPORT_PERIOD_MS)) * JITTER_MS);
}

/** What to push where, from startMs on. */
export interface FlowPushOptions {
  world: SimulatedWorld;
  fleet: AgentFleet;
  /** The URL where Prometheus or a compatible server receives remote write. */
  url: string;
  startMs: number;
  /** Called for each failed push. */
  onError: (message: string) => void;
}

interface Sender {
  node: ClusterNode;
  series: FlowSeries;
  nextPeriodEndMs: number;
}

/** Pushes the flow series of all nodes. */
export class FlowPush {
  private readonly senders: Sender[];

  constructor(private readonly options: FlowPushOptions) {
    const { world, startMs } = options;
    const nextPeriodEndMs = floorTo(startMs, REPORT_PERIOD_MS) + REPORT_PERIOD_MS;
    this.senders = world.cells.flatMap((cell) =>
      cell.nodes.map((node) => ({ node, series: new FlowSeries(world, node, cell, startMs), nextPeriodEndMs }))
    );
  }

  /** Pushes all reports that are due at `nowMs`, and resolves when every push has succeeded or failed. */
  async pushDue(nowMs: number): Promise<void> {
    const due = this.senders.filter(({ node, nextPeriodEndMs }) => pushTimeMs(node, nextPeriodEndMs) <= nowMs);
    await Promise.all(due.map((sender) => this.push(sender, nowMs)));
  }

  private async push(sender: Sender, nowMs: number): Promise<void> {
    const families = sender.series.scrape(nowMs);
    sender.nextPeriodEndMs = floorTo(nowMs, REPORT_PERIOD_MS) + REPORT_PERIOD_MS;
    // An agent that is down does not push, and its reports are lost.
    if (this.options.fleet.agent(sender.node.name)?.isUp(nowMs) && families.some(({ samples }) => samples.length > 0)) {
      await this.send(writeRequest(families, nowMs));
    }
  }

  private async send(body: Buffer): Promise<void> {
    const { url, onError } = this.options;
    try {
      const response = await fetch(url, { method: 'POST', headers: HEADERS, body: new Uint8Array(body) });
      if (!response.ok) {
        onError(`${url} rejected a push of flow series with status ${response.status}: ${await response.text()}`);
      }
    } catch (error) {
      onError(`Could not push flow series to ${url}: ${String(error)}`);
    }
  }
}

const HEADERS = {
  'Content-Type': 'application/x-protobuf',
  'Content-Encoding': 'snappy',
  'X-Prometheus-Remote-Write-Version': '0.1.0',
};
