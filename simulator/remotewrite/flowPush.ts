/**
 * The flow series as agents push them to a workspace (aws/network-flow-monitor-agent, reports/publisher_amp.rs): a
 * sample per flow and report, every 25 to 35 seconds, without staleness markers. A push that fails is not repeated.
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

export interface FlowPushOptions {
  world: SimulatedWorld;
  fleet: AgentFleet;
  /** Where Prometheus, or what speaks its protocol, receives remote write. */
  url: string;
  startMs: number;
  /** Called for each push that failed. */
  onError: (message: string) => void;
}

interface Sender {
  node: ClusterNode;
  series: FlowSeries;
  nextPeriodEndMs: number;
}

export class FlowPush {
  private readonly senders: Sender[];

  constructor(private readonly options: FlowPushOptions) {
    const { world, startMs } = options;
    const nextPeriodEndMs = floorTo(startMs, REPORT_PERIOD_MS) + REPORT_PERIOD_MS;
    this.senders = world.cells.flatMap((cell) =>
      cell.nodes.map((node) => ({ node, series: new FlowSeries(world, node, cell, startMs), nextPeriodEndMs }))
    );
  }

  /** Pushes what is due at `nowMs`, and waits until all is sent or has failed. */
  async pushDue(nowMs: number): Promise<void> {
    const due = this.senders.filter(({ node, nextPeriodEndMs }) => pushTimeMs(node, nextPeriodEndMs) <= nowMs);
    await Promise.all(due.map((sender) => this.push(sender, nowMs)));
  }

  private async push(sender: Sender, nowMs: number): Promise<void> {
    const families = sender.series.scrape(nowMs);
    sender.nextPeriodEndMs = floorTo(nowMs, REPORT_PERIOD_MS) + REPORT_PERIOD_MS;
    // An agent that is down pushes nothing, and what it would have pushed is lost.
    if (this.options.fleet.agent(sender.node.name)?.isUp(nowMs) && families.some(({ samples }) => samples.length > 0)) {
      await this.send(writeRequest(families, nowMs));
    }
  }

  private async send(body: Buffer): Promise<void> {
    const { url, onError } = this.options;
    try {
      const response = await fetch(url, { method: 'POST', headers: HEADERS, body: new Uint8Array(body) });
      if (!response.ok) {
        onError(`${url} answered a push of flow series with ${response.status}: ${await response.text()}`);
      }
    } catch (error) {
      onError(`Flow series cannot be pushed to ${url}: ${String(error)}`);
    }
  }
}

const HEADERS = {
  'Content-Type': 'application/x-protobuf',
  'Content-Encoding': 'snappy',
  'X-Prometheus-Remote-Write-Version': '0.1.0',
};
