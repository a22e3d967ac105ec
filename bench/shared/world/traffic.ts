import { indicesByKey } from './indicesByKey';
import { below, randomFrom } from './random';

/** How much there is of each. */
export interface Amounts {
  namespaces: number;
  workloads: number;
  pods: number;
  /** Directed pairs of different workloads that talk; their pods share the edges. */
  workloadPairs: number;
  edges: number;
}

/** Who talks to whom, all by index. */
export interface Traffic {
  /** The namespace of each workload. */
  namespaceOf: number[];
  /** The workload of each pod. */
  workloadOf: number[];
  /** Client and server pod of each edge; no pair occurs twice, the opposite pair may. */
  edges: Array<readonly [number, number]>;
}

/** One workload in so many is a hub: an ingress, a database, DNS. */
const WORKLOADS_PER_HUB = 30;
const SHARE_TO_HUBS = 0.25;
const SHARE_WITHIN_NAMESPACE = 0.6;
const SHARE_ANSWERED = 0.1;

export function trafficOf(amounts: Amounts): Traffic {
  const random = randomFrom(amounts.pods);
  const namespaceOf = unevenly(amounts.workloads, amounts.namespaces, random);
  const workloadOf = unevenly(amounts.pods, amounts.workloads, random);
  const pairs = workloadPairs(amounts.workloadPairs, namespaceOf, random);
  return { namespaceOf, workloadOf, edges: podEdges(amounts.edges, pairs, workloadOf, random) };
}

/** The same traffic with each workload as if it were one pod. */
export function foldToWorkloads({ namespaceOf, workloadOf, edges }: Traffic): Traffic {
  const pairs = new PairSet();
  edges.forEach(([client, server]) => pairs.add(workloadOf[client] ?? 0, workloadOf[server] ?? 0));
  return { namespaceOf, workloadOf: namespaceOf.map((_, workload) => workload), edges: pairs.list };
}

/** The owner of each of `count` items: each owner has at least one, the first owners have most. */
function unevenly(count: number, owners: number, random: () => number): number[] {
  return Array.from({ length: count }, (_, item) => (item < owners ? item : Math.floor(owners * random() ** 1.5)));
}

function workloadPairs(count: number, namespaceOf: readonly number[], random: () => number): PairSet {
  const pairs = new PairSet();
  while (pairs.list.length < count) {
    const client = below(namespaceOf.length, random);
    const server = serverOf(client, namespaceOf, random);
    if (client !== server && pairs.add(client, server) && random() < SHARE_ANSWERED && pairs.list.length < count) {
      pairs.add(server, client);
    }
  }
  return pairs;
}

function serverOf(client: number, namespaceOf: readonly number[], random: () => number): number {
  const workloads = namespaceOf.length;
  if (random() < SHARE_TO_HUBS) {
    return below(Math.ceil(workloads / WORKLOADS_PER_HUB), random) * WORKLOADS_PER_HUB;
  }
  const server = below(workloads, random);
  const isFar = namespaceOf[server] !== namespaceOf[client];
  return isFar && random() < SHARE_WITHIN_NAMESPACE ? neighborOf(client, namespaceOf, random) : server;
}

function neighborOf(workload: number, namespaceOf: readonly number[], random: () => number): number {
  const neighbors = namespaceOf.flatMap((namespace, other) => (namespace === namespaceOf[workload] ? [other] : []));
  return neighbors[below(neighbors.length, random)] ?? workload;
}

/** One edge for each pair of workloads, then more among them, most of these for the first pairs. */
function podEdges(
  count: number,
  workloadPairs: PairSet,
  workloadOf: readonly number[],
  random: () => number
): PairSet['list'] {
  const pairs = workloadPairs.list;
  const podsOf = indicesByKey(workloadOf);
  const anyPodOf = (workload: number) => {
    const pods = podsOf[workload] ?? [];
    return pods[below(pods.length, random)] ?? 0;
  };
  const edges = new PairSet();
  for (let turn = 0; edges.list.length < count; turn++) {
    const [client, server] = pairs[turn < pairs.length ? turn : Math.floor(pairs.length * random() ** 2)] ?? [0, 0];
    const [clientPod, serverPod] = [anyPodOf(client), anyPodOf(server)];
    edges.add(clientPod, serverPod);
    if (workloadPairs.has(server, client) && edges.list.length < count) {
      edges.add(serverPod, clientPod);
    }
  }
  return edges.list;
}

/** Directed pairs in the order in which they came. */
class PairSet {
  readonly list: Array<readonly [number, number]> = [];
  private readonly known = new Set<string>();

  /** False where the pair is known already. */
  add(from: number, to: number): boolean {
    if (this.has(from, to)) {
      return false;
    }
    this.known.add(`${from}>${to}`);
    this.list.push([from, to]);
    return true;
  }

  has(from: number, to: number): boolean {
    return this.known.has(`${from}>${to}`);
  }
}
