/** The simulated cluster: a pure function of its options, the effects of incidents and the time. */
import { type IpFamily } from './addresses';
import { type AgentRelease } from './agentGeneration';
import { cellApplication } from './applications';
import { endpointRefText, sameWorkload, type WorkloadSpec } from './applications/workloads';
import { Cell } from './cell';
import { type ClusterDns } from './clusterDns';
import { type ClusterFacts, clusterFacts } from './clusterFacts';
import { type EffectSource, NO_EFFECTS } from './effects';
import { createExternalEndpoints } from './externalEndpoints';
import { type FlowReport, type FlowReportSource } from './flowReports';
import { reportsOfNodes } from './flowReporter';
import { hashText } from './hash';
import { type JobHistory } from './listedPods';
import { type ClusterNode, makeNode, MAX_NODES } from './nodes';
import { numberConversations } from './pairs';
import { wantedReplicas } from './podEvents';
import { PodSchedule } from './podSchedule';
import { HOUR_MS } from './time';

/** The options that determine a world. */
export interface WorldOptions extends JobHistory, AgentRelease {
  seed: number;
  nodes: number;
  /** The start of the world in ms since the Unix epoch; must be a whole hour. */
  epochMs: number;
  clusterName: string;
  /** By default IPv4. */
  ipFamily?: IpFamily;
  /** The number of clients on the internet; by default 700. Most of the time of a small world is spent on them. */
  internetClients?: number;
  /** By default CoreDNS as an EKS add-on. */
  dns?: ClusterDns;
}

const NODES_PER_CELL = 12;
/** The last cell has up to half a cell more, instead of a small cell after it. */
const MIN_NODES_PER_CELL = 6;
const GPU_NODE = 11;
const INTERNET_CLIENTS_OF_DEMO = 700;
const INTERNET_CLIENTS_OF_COPY = 20;

const FIRST_EXTERNAL_ID = 64;
const FIRST_POD_ID = 4096;

function cellSizes(nodes: number): number[] {
  const count = Math.max(1, Math.floor((nodes + NODES_PER_CELL - MIN_NODES_PER_CELL) / NODES_PER_CELL));
  return Array.from({ length: count }, (_, index) =>
    index < count - 1 ? NODES_PER_CELL : nodes - (count - 1) * NODES_PER_CELL
  );
}

/** The nodes and cells of a cluster. Throws for options that are out of range. */
export class World implements FlowReportSource {
  readonly facts: ClusterFacts;
  readonly nodes: ClusterNode[] = [];
  readonly cells: Cell[] = [];
  /** The workloads of all cells. Those of kube-system exist in every cell, and are here once. */
  readonly workloads: readonly WorkloadSpec[];
  private readonly seed: number;
  private readonly nodeByName = new Map<string, { node: ClusterNode; cell: Cell }>();

  constructor(
    readonly options: WorldOptions,
    private readonly effects: EffectSource = NO_EFFECTS
  ) {
    if (options.nodes < MIN_NODES_PER_CELL || options.nodes > MAX_NODES) {
      throw new Error(`The number of nodes must be from ${MIN_NODES_PER_CELL} to ${MAX_NODES}, not ${options.nodes}`);
    }
    if (options.epochMs % HOUR_MS !== 0) {
      throw new Error(`The epoch must be a whole hour, not ${new Date(options.epochMs).toISOString()}`);
    }
    this.facts = clusterFacts(options.clusterName, options.ipFamily);
    const seed = hashText(String(options.seed));
    this.seed = seed;
    const sizes = cellSizes(options.nodes);
    const nodesOfCells = sizes.map((size, cell) =>
      Array.from({ length: size }, (_, position) => {
        const index = cell * NODES_PER_CELL + position;
        const withGpu = index === Math.min(GPU_NODE, options.nodes - 1);
        return makeNode(seed, this.facts, index, position, withGpu);
      })
    );
    this.nodes = nodesOfCells.flat();
    nodesOfCells.forEach((nodes, index) => this.addCell(seed, nodes, index));
    const workloads = this.cells.flatMap((cell) => cell.workloads);
    this.workloads = [...new Map(workloads.map((spec) => [endpointRefText(spec), spec])).values()];
  }

  private addCell(seed: number, nodes: ClusterNode[], index: number): void {
    const { workloads, conversations } = cellApplication(index, this.options.dns);
    const { internetClients = INTERNET_CLIENTS_OF_DEMO } = this.options;
    const clients = index === 0 ? internetClients : INTERNET_CLIENTS_OF_COPY;
    const { epochMs } = this.options;
    const cell = new Cell(
      nodes,
      workloads,
      epochMs,
      numberConversations(conversations),
      createExternalEndpoints(seed, FIRST_EXTERNAL_ID, clients, this.facts.ipFamily),
      new PodSchedule(seed, epochMs, nodes, workloads, FIRST_POD_ID, index),
      this.effects
    );
    this.cells.push(cell);
    nodes.forEach((node) => this.nodeByName.set(node.name, { node, cell }));
  }

  /** A node by its name, with its cell. */
  find(nodeName: string): { node: ClusterNode; cell: Cell } | undefined {
    return this.nodeByName.get(nodeName);
  }

  /** The number of pods that a Deployment or StatefulSet should have at a time, in all cells. */
  replicas(spec: WorkloadSpec, timeMs: number): number {
    const cells = this.cells.filter(({ workloads }) => workloads.some((each) => sameWorkload(each, spec)));
    return cells.length * wantedReplicas(this.seed, spec, timeMs);
  }

  /** The reports of all agents, as `FlowReportSource` describes. */
  flowReports(startMs: number, endMs: number): FlowReport[] {
    // The reports of one cell at a time, added by push: large clusters have more than a spread call can handle.
    const reports: FlowReport[] = [];
    for (const cell of this.cells) {
      for (const report of reportsOfNodes(cell, cell.nodes, this, startMs, endMs)) {
        reports.push(report);
      }
    }
    return reports;
  }
}
