import { type Amounts, type PairEnd, type PairHistories } from './pairHistory';
import { type EndPlace, isSamePlace, type PairPlace, placeKey, zonePairOf } from './place';

/** One end of a cell: the pods of one workload on one node, or all addresses of an external end. */
interface CellEnd {
  place: EndPlace;
  node?: string;
  zone?: string;
}

/**
 * The connections between the pods of one workload on one node and those of another workload on one node: the smallest part
 * of the traffic that a fault of a node, a zone, or a workload affects as a whole.
 */
export interface Cell extends Amounts {
  client: CellEnd;
  server: CellEnd;
  /** The names of the pods at both ends, with their namespaces. */
  pods: ReadonlySet<string>;
}

type CellDraft = Cell & { pods: Set<string> };

/** All cells, with the sums of their pairs. */
export function cellsOf({ pairs, timesMs }: PairHistories): Cell[] {
  const cells = new Map<string, CellDraft>();
  for (const pair of pairs) {
    const [client, server] = [cellEnd(pair.client), cellEnd(pair.server)];
    const key = JSON.stringify([placeKey(client.place), client.node, placeKey(server.place), server.node]);
    const zeros = () => new Array<number>(timesMs.length - 1).fill(0);
    const cell = cells.get(key) ?? { client, server, pods: new Set<string>(), bytes: zeros(), losses: zeros() };
    cells.set(key, cell);
    add(cell, pair);
    for (const { place, pod } of [pair.client, pair.server]) {
      if (pod !== undefined && place.kind === 'workload') {
        cell.pods.add(`${place.namespace}/${pod}`);
      }
    }
  }
  return [...cells.values()];
}

function cellEnd({ place, node, zone }: PairEnd): CellEnd {
  return { place, ...(node !== undefined && { node }), ...(zone !== undefined && { zone }) };
}

/** Adds amounts step by step. */
export function add(into: Amounts, { bytes, losses }: Readonly<Amounts>): void {
  bytes.forEach((value, step) => (into.bytes[step] = (into.bytes[step] ?? 0) + value));
  losses.forEach((value, step) => (into.losses[step] = (into.losses[step] ?? 0) + value));
}

/** The two workloads, or other ends, of a cell. */
export function pairOf({ client, server }: Cell): PairPlace {
  return { kind: 'pair', client: client.place, server: server.place };
}

/** Whether the traffic stays on one node, and therefore passes none of its network interfaces. */
export function isWithinNode({ client, server }: Cell): boolean {
  return client.node !== undefined && client.node === server.node;
}

/** Whether the traffic passes between two Availability Zones. */
export function isAcrossZones({ client, server }: Cell): boolean {
  return zonePairOf(client.zone, server.zone) !== undefined;
}

/** Whether one of the ends is this place. */
export function hasEnd({ client, server }: Cell, place: EndPlace): boolean {
  return isSamePlace(client.place, place) || isSamePlace(server.place, place);
}
