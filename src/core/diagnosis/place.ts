import { compareText } from '../compareText';

/** An end of connections: a workload, a node (the kubelet, pods on the host network), or an end outside the cluster. */
export type EndPlace =
  | { kind: 'workload'; namespace: string; workload: string }
  | { kind: 'node'; node: string }
  | { kind: 'external'; name: string };

/** A client and a server. */
export interface PairPlace {
  kind: 'pair';
  client: EndPlace;
  server: EndPlace;
  /** Whether only the connections between different Availability Zones are meant. */
  acrossZones?: boolean;
}

/** Where something is wrong: what a selection in the flow graph, a dashboard, or the AWS console can show. */
export type Place =
  | EndPlace
  | PairPlace
  | { kind: 'interface'; node: string; eni: string }
  /** The traffic between two Availability Zones, by their names or else their IDs, in alphabetical order. */
  | { kind: 'zonePair'; zones: readonly [string, string] }
  | { kind: 'monitor'; monitor: string }
  | { kind: 'cluster' };

/** The same for the same place, and different for any two places. */
export function placeKey(place: Place): string {
  switch (place.kind) {
    case 'workload':
      return JSON.stringify([place.kind, place.namespace, place.workload]);
    case 'node':
      return JSON.stringify([place.kind, place.node]);
    case 'external':
      return JSON.stringify([place.kind, place.name]);
    case 'pair':
      return JSON.stringify([place.kind, placeKey(place.client), placeKey(place.server), place.acrossZones ?? false]);
    case 'interface':
      return JSON.stringify([place.kind, place.node, place.eni]);
    case 'zonePair':
      return JSON.stringify([place.kind, ...place.zones]);
    case 'monitor':
      return JSON.stringify([place.kind, place.monitor]);
    case 'cluster':
      return place.kind;
  }
}

/** Whether both are the same place. */
export function isSamePlace(a: Place, b: Place): boolean {
  return placeKey(a) === placeKey(b);
}

/** The place between two different zones; undefined if they are equal or one is unknown. */
export function zonePairOf(
  a: string | undefined,
  b: string | undefined
): Extract<Place, { kind: 'zonePair' }> | undefined {
  if (a === undefined || b === undefined || a === b) {
    return undefined;
  }
  return { kind: 'zonePair', zones: compareText(a, b) < 0 ? [a, b] : [b, a] };
}
