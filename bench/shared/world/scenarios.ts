import { nestedGrid } from './nestedGrid';
import { namespaceName, podName, workloadName } from './podNames';
import { below, randomFrom } from './random';
import { type Amounts, foldToWorkloads, trafficOf, type Traffic } from './traffic';

export interface WorldNode {
  id: string;
  namespace: string;
  /** The name of a Deployment. */
  workload: string;
  pod: string;
  /** Availability zone id: `use1-az1`. */
  zone: string;
  /** The center, in world px: a node has a radius of 8. */
  x: number;
  y: number;
}

/** What one node sent to another as its client. */
export interface WorldEdge {
  id: string;
  /** Ids of nodes. */
  client: string;
  server: string;
  /** The server's. */
  port: number;
  bytes: number;
  retransmissions: number;
}

/** What a renderer draws; the same at each call. */
export interface SimulatedWorld {
  name: ScenarioName;
  nodes: WorldNode[];
  edges: WorldEdge[];
}

/** An edge as the network-flow API returns it: without positions and ids. */
export interface WorldFlow {
  clientNamespace: string;
  clientPod: string;
  clientZone: string;
  serverNamespace: string;
  serverPod: string;
  serverZone: string;
  port: number;
  category: 'INTRA_AZ' | 'INTER_AZ';
  bytes: number;
  retransmissions: number;
}

export const SCENARIO_NAMES = ['S', 'AGG', 'M', 'L', 'XL'] as const;

export type ScenarioName = (typeof SCENARIO_NAMES)[number];

const L: Amounts = { namespaces: 12, workloads: 333, pods: 2_000, workloadPairs: 2_279, edges: 5_000 };

const TRAFFIC: Record<ScenarioName, () => Traffic> = {
  S: () => trafficOf({ namespaces: 3, workloads: 10, pods: 60, workloadPairs: 30, edges: 150 }),
  AGG: () => foldToWorkloads(trafficOf(L)),
  M: () => trafficOf({ namespaces: 8, workloads: 83, pods: 500, workloadPairs: 400, edges: 1_000 }),
  L: () => trafficOf(L),
  XL: () => trafficOf({ namespaces: 20, workloads: 833, pods: 5_000, workloadPairs: 6_000, edges: 20_000 }),
};

const ZONES = ['use1-az1', 'use1-az2', 'use1-az3'];
const PORTS = [80, 443, 5432, 6379, 8080, 9090];

/** The world of that name: `AGG` is `L` with one node for each workload. */
export function scenario(name: ScenarioName): SimulatedWorld {
  const traffic = TRAFFIC[name]();
  const nodes = nodesOf(traffic);
  const random = randomFrom(1);
  const edges = traffic.edges.map(([client, server], index) => ({
    id: `edge-${index}`,
    client: `node-${client}`,
    server: `node-${server}`,
    port: PORTS[server % PORTS.length] ?? 80,
    ...someValues(random),
  }));
  return { name, nodes, edges };
}

function nodesOf({ namespaceOf, workloadOf }: Traffic): WorldNode[] {
  const places = nestedGrid(namespaceOf, workloadOf);
  return workloadOf.map((workload, pod) => ({
    id: `node-${pod}`,
    namespace: namespaceName(namespaceOf[workload] ?? 0),
    workload: workloadName(workload),
    pod: podName(workload, pod),
    zone: ZONES[pod % ZONES.length] ?? '',
    x: places[pod]?.x ?? 0,
    y: places[pod]?.y ?? 0,
  }));
}

/** The same world after a refresh: other values on the same edges. */
export function withOtherValues(world: SimulatedWorld, refresh: number): SimulatedWorld {
  const random = randomFrom(1 + refresh);
  return { ...world, edges: world.edges.map((edge) => ({ ...edge, ...someValues(random) })) };
}

/** Of 1 kB to 1 GB; one edge in five lost something, up to one packet in ten. */
function someValues(random: () => number): Pick<WorldEdge, 'bytes' | 'retransmissions'> {
  const bytes = Math.round(10 ** (3 + 6 * random()));
  const packets = Math.ceil(bytes / 1_460);
  return { bytes, retransmissions: below(5, random) === 0 ? Math.ceil(packets * 10 ** (-4 + 3 * random())) : 0 };
}

/** The same world as plain flows, for renderers that aggregate and lay out themselves. */
export function worldFlows({ nodes, edges }: SimulatedWorld): WorldFlow[] {
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap(({ client, server, port, bytes, retransmissions }) => {
    const [from, to] = [nodeOf.get(client), nodeOf.get(server)];
    return from && to ? { ...ends(from, to), port, bytes, retransmissions } : [];
  });
}

function ends(client: WorldNode, server: WorldNode) {
  return {
    clientNamespace: client.namespace,
    clientPod: client.pod,
    clientZone: client.zone,
    serverNamespace: server.namespace,
    serverPod: server.pod,
    serverZone: server.zone,
    category: client.zone === server.zone ? ('INTRA_AZ' as const) : ('INTER_AZ' as const),
  };
}
