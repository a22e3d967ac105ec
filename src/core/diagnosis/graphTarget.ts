import { type Endpoint, type Flow } from '../flow/flow';
import { type Grouping } from '../graph/level';
import { pathOf } from '../graph/pathOf';
import { endPlaceOf } from './isAt';
import { type EndPlace, isSamePlace, type Place, placeKey, zonePairOf } from './place';

/** What the flow graph selects: the ID of a node, a group, or an edge. */
export interface GraphTarget {
  grouping: Grouping;
  id: string;
}

/** Between the IDs of both ends in the ID of an edge. */
const TO = '>';

/** What represents a place in the flow graph of some flows; undefined if nothing does. */
export function graphTargetOf(place: Place, flows: readonly Flow[]): GraphTarget | undefined {
  switch (place.kind) {
    case 'workload':
    case 'external':
      return withId('namespace', idOf(place, 'namespace', flows));
    case 'node':
    case 'interface':
      return withId('node', nodeIdOf(place.node, flows));
    case 'zonePair':
      return withId('zone', edgeId(...place.zones.map((zone) => zoneIdOf(zone, flows))));
    case 'pair': {
      const [client, server] = [place.client, place.server].map((end) => idOf(end, 'namespace', flows));
      return withId('namespace', edgeId(client, server));
    }
    case 'monitor':
    case 'cluster':
      return undefined;
  }
}

/** The place of a target; undefined if diagnoses have no such place. */
export function placeOfGraphTarget({ grouping, id }: GraphTarget, flows: readonly Flow[]): Place | undefined {
  const places = placesById(grouping, flows);
  const end = places.get(id);
  if (end !== undefined) {
    return end;
  }
  const zones = endsOfEdge(id, zonesById(grouping, flows));
  if (zones) {
    return zonePairOf(...zones);
  }
  const [client, server] = endsOfEdge(id, places) ?? [];
  return client && server ? { kind: 'pair', client, server } : undefined;
}

/** What is known about both ends of an edge by their IDs; undefined if an end is not known. Names can contain the separator. */
function endsOfEdge<Known>(id: string, known: ReadonlyMap<string, Known>): [Known, Known] | undefined {
  for (let at = id.indexOf(TO); at !== -1; at = id.indexOf(TO, at + 1)) {
    const [from, to] = [known.get(id.slice(0, at)), known.get(id.slice(at + 1))];
    if (from !== undefined && to !== undefined) {
      return [from, to];
    }
  }
  return undefined;
}

function withId(grouping: Grouping, id: string | undefined): GraphTarget | undefined {
  return id === undefined ? undefined : { grouping, id };
}

function edgeId(from?: string, to?: string): string | undefined {
  return from === undefined || to === undefined ? undefined : `${from}${TO}${to}`;
}

/** The ID of the node at the level of workloads, or the last one in its path that is not a pod. */
function idOf(place: EndPlace, grouping: Grouping, flows: readonly Flow[]): string | undefined {
  return endsOf(flows).flatMap(({ end, role }) =>
    isSamePlace(endPlaceOf(end), place) ? (shownPath(end, grouping, role).at(-1) ?? []) : []
  )[0]?.id;
}

function nodeIdOf(node: string, flows: readonly Flow[]): string | undefined {
  const ends = endsOf(flows).filter(({ end }) => end.node === node);
  const path = ends[0] && pathOf(ends[0].end, 'node', ends[0].role);
  return path?.find(({ kind }) => kind === 'node')?.id;
}

function zoneIdOf(zone: string, flows: readonly Flow[]): string | undefined {
  const found = endsOf(flows).find(({ end: { zoneName, zoneId } }) => (zoneName ?? zoneId) === zone);
  return found && pathOf(found.end, 'zone', found.role).find(({ kind }) => kind === 'zone')?.id;
}

function placesById(grouping: Grouping, flows: readonly Flow[]): Map<string, EndPlace> {
  const places = new Map<string, EndPlace | undefined>();
  for (const { end, role } of endsOf(flows)) {
    const place = endPlaceOf(end);
    for (const { id, kind } of pathOf(end, grouping, role)) {
      const known = places.get(id);
      // A group of several places is none of them.
      const isOne = !places.has(id) || (known !== undefined && placeKey(known) === placeKey(place));
      places.set(id, kind === 'node' && end.node !== undefined ? { kind, node: end.node } : isOne ? place : undefined);
    }
  }
  return new Map([...places].flatMap(([id, place]) => (place === undefined ? [] : [[id, place] as const])));
}

/** The names of zones, or else their IDs, by the IDs of their nodes. */
function zonesById(grouping: Grouping, flows: readonly Flow[]): Map<string, string> {
  return new Map(
    endsOf(flows).flatMap(({ end, role }) => {
      const zone = end.zoneName ?? end.zoneId;
      const node = pathOf(end, grouping, role).find(({ kind }) => kind === 'zone');
      return node && zone !== undefined ? [[node.id, zone] as const] : [];
    })
  );
}

/** The path of an end without its pod. */
function shownPath(end: Endpoint, grouping: Grouping, role: 'client' | 'server') {
  return pathOf(end, grouping, role).filter(({ kind }) => kind !== 'pod' && kind !== 'country');
}

function endsOf(flows: readonly Flow[]) {
  return flows.flatMap(({ client, server }) => [
    { end: client, role: 'client' as const },
    { end: server, role: 'server' as const },
  ]);
}
