/** The ground truth: the actual traffic in a time window, independent of scrapes and reports. */
import { type AllowanceCounts, countAllowances } from '../world/allowances';
import { type Cell } from '../world/cell';
import { countEfa } from '../world/efa';
import { type Endpoint } from '../world/endpoints';
import { countPods } from '../world/interfaces';
import { accumulate } from '../world/traffic';
import * as at from '../world/trafficAmounts';
import { amount, type Amounts, zeroAmounts } from '../world/trafficAmounts';
import { type World } from '../world/world';
import { type ClusterNode } from '../world/nodes';
import { type Answer, badRequest, json, text } from './answer';
import { NO_TIME_SPAN, timeSpanOf } from './timeSpan';

/** The traffic of a pod. */
export interface PodTruth {
  namespace: string;
  pod: string;
  uid: string;
  workload: string;
  node: string;
  ip: string;
  /** On all interfaces, including headers. */
  bytesIn: number;
  bytesOut: number;
  packetsIn: number;
  packetsOut: number;
  /** TCP connections. */
  connectionsIn: number;
  connectionsOut: number;
}

/** Packets that ENA queued or dropped on one network interface, across driver resets. */
export interface InterfaceTruth extends AllowanceCounts {
  node: string;
  eni: string;
}

/** The actual value of one of the agent's `efa_*` metrics on one Elastic Fabric Adapter. */
export interface DeviceTruth {
  node: string;
  device: string;
  amount: number;
}

/** The TCP traffic of a pair of workloads and a port. */
export interface PairTruth {
  /** "namespace/workload", "external/name", or "nodes" for endpoints with the addresses of nodes. */
  client: string;
  server: string;
  port: number;
  /** TCP payload in bytes. */
  bytesToServer: number;
  bytesToClient: number;
  retransmissions: number;
  timeouts: number;
  connections: number;
}

/** The traffic of each pod with an interface of its own in [fromMs, toMs). */
export function podTruths(world: World, fromMs: number, toMs: number): PodTruth[] {
  return world.cells.flatMap((cell) => {
    const windows = cell
      .pods(fromMs, toMs)
      .filter((pod) => !pod.spec.hostNetwork)
      .map((pod) => ({ pod, fromMs, toMs }));
    const counts = countPods(cell, windows);
    return windows.flatMap(({ pod }, index) => {
      const count = counts[index];
      if (!count) {
        return [];
      }
      const { primary, second, connectionsIn, connectionsOut } = count;
      return {
        namespace: pod.namespace,
        pod: pod.name,
        uid: pod.uid,
        workload: pod.spec.workload,
        node: pod.node.name,
        ip: pod.ip,
        bytesIn: primary.bytesIn + second.bytesIn,
        bytesOut: primary.bytesOut + second.bytesOut,
        packetsIn: primary.packetsIn + second.packetsIn,
        packetsOut: primary.packetsOut + second.packetsOut,
        connectionsIn,
        connectionsOut,
      };
    });
  });
}

/** The exceeded allowances of each network interface in [fromMs, toMs). */
export function interfaceTruths(world: World, fromMs: number, toMs: number): InterfaceTruth[] {
  return world.cells.flatMap((cell) =>
    cell.nodes.flatMap((node) =>
      Array.from(countAllowances(cell, node, fromMs, toMs), ([eni, counts]) => ({
        ...counts,
        node: node.name,
        eni,
      }))
    )
  );
}

/** A counter of each Elastic Fabric Adapter in [fromMs, toMs); `counter` is the name of the agent's metric. */
export function deviceTruths({ nodes }: { nodes: ClusterNode[] }, counter: string, fromMs: number, toMs: number) {
  return nodes.flatMap((node) =>
    node.efaDevices.map((device): DeviceTruth => ({
      node: node.name,
      device: device.device,
      amount: countEfa(node, device, counter, fromMs, toMs),
    }))
  );
}

function nameOf(endpoint: Endpoint): string {
  switch (endpoint.type) {
    case 'pod':
      return `${endpoint.namespace}/${endpoint.spec.workload}`;
    case 'node':
      return 'nodes';
    case 'external':
      return `external/${endpoint.name}`;
  }
}

function addCell(
  sums: Map<string, { client: string; server: string; port: number; amounts: Amounts }>,
  cell: Cell,
  fromMs: number,
  toMs: number
) {
  for (const hour of cell.hoursIn(fromMs, toMs)) {
    for (const pair of hour.pairs) {
      const { protocol, port } = pair.conversation.spec;
      const [client, server] = [nameOf(pair.client), nameOf(pair.server)];
      const key = `${client} ${server} ${port}`;
      const sum = sums.get(key) ?? { client, server, port, amounts: zeroAmounts() };
      if (protocol === 'TCP') {
        accumulate(pair, fromMs, toMs, sum.amounts);
        sums.set(key, sum);
      }
    }
  }
}

/** The TCP traffic of each pair of workloads in [fromMs, toMs). */
export function pairTruths(world: World, fromMs: number, toMs: number): PairTruth[] {
  const sums = new Map<string, { client: string; server: string; port: number; amounts: Amounts }>();
  world.cells.forEach((cell) => addCell(sums, cell, fromMs, toMs));
  return Array.from(sums.values(), ({ amounts, ...pair }) => ({
    ...pair,
    bytesToServer: amount(amounts, at.PAYLOAD_UP),
    bytesToClient: amount(amounts, at.PAYLOAD_DOWN),
    retransmissions:
      amount(amounts, at.RETRANSMITTED_SYN) +
      amount(amounts, at.RETRANSMITTED_UP) +
      amount(amounts, at.RETRANSMITTED_DOWN),
    timeouts: amount(amounts, at.TIMEOUTS_SYN) + amount(amounts, at.TIMEOUTS_UP) + amount(amounts, at.TIMEOUTS_DOWN),
    connections: amount(amounts, at.CONNECTIONS),
  }));
}

/** Answers a request below /truth. */
export function answerTruth({ world }: { world: World }, what: string, query: URLSearchParams): Answer {
  const span = timeSpanOf(query);
  if (!span) {
    return badRequest(NO_TIME_SPAN);
  }
  const { startMs: fromMs, endMs: toMs } = span;
  const window = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
  switch (what) {
    case 'pods':
      return json(200, { ...window, pods: podTruths(world, fromMs, toMs) });
    case 'interfaces':
      return json(200, { ...window, interfaces: interfaceTruths(world, fromMs, toMs) });
    case 'pairs':
      return json(200, { ...window, pairs: pairTruths(world, fromMs, toMs) });
    default:
      return text(404, 'Not Found');
  }
}
