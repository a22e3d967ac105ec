import { type Flow, type Endpoint } from '../flow/flow';
import { type Cell, hasEnd } from './cell';
import { type EndPlace, isSamePlace, type Place, zonePairOf } from './place';
import { type Symptom } from './symptom';

/** Whether one of both places is the other, a part of it, or an end of it. The cluster contains everything. */
export function isAt(place: Place, at: Place): boolean {
  return isWithin(place, at) || isWithin(at, place);
}

function isWithin(place: Place, whole: Place): boolean {
  return whole.kind === 'cluster' || isSamePlace(place, whole) || partsOf(whole).some((part) => isWithin(place, part));
}

/** The ends of a pair, with and without other zones, and the node of an interface. */
function partsOf(place: Place): readonly Place[] {
  switch (place.kind) {
    case 'pair':
      return [
        place.client,
        place.server,
        ...(place.acrossZones ? [{ kind: 'pair' as const, client: place.client, server: place.server }] : []),
      ];
    case 'interface':
      return [{ kind: 'node', node: place.node }];
    default:
      return [];
  }
}

/** Whether a symptom is at a place, or affects connections of it. */
export function isSymptomAt(symptom: Symptom, place: Place): boolean {
  const cells = 'cells' in symptom ? symptom.cells : [];
  return isAt(symptom.place, place) || cells.some(({ cell }) => isCellAt(cell, place));
}

/** Whether the connections of a cell begin or end at a place, or pass it. */
export function isCellAt(cell: Cell, place: Place): boolean {
  const { client, server } = cell;
  switch (place.kind) {
    case 'node':
    case 'interface':
      return (
        client.node === place.node || server.node === place.node || hasEnd(cell, { kind: 'node', node: place.node })
      );
    case 'workload':
    case 'external':
      return hasEnd(cell, place);
    case 'pair':
      return (
        isSamePlace(client.place, place.client) &&
        isSamePlace(server.place, place.server) &&
        (!place.acrossZones || zonePairOf(client.zone, server.zone) !== undefined)
      );
    case 'zonePair': {
      const zones = zonePairOf(client.zone, server.zone);
      return zones !== undefined && isSamePlace(zones, place);
    }
    case 'monitor':
    case 'cluster':
      return true;
  }
}

/** The same for a flow. */
export function isFlowAt({ client, server }: Flow, place: Place): boolean {
  const cellEnd = (end: Endpoint) => {
    const zone = end.zoneName ?? end.zoneId;
    const node = end.node === undefined ? {} : { node: end.node };
    return { place: endPlaceOf(end), ...node, ...(zone !== undefined && { zone }) };
  };
  return isCellAt({ client: cellEnd(client), server: cellEnd(server), pods: new Set(), bytes: [], losses: [] }, place);
}

/** The place of an end of flows, as diagnoses name it. */
export function endPlaceOf({ namespace = '', workload, node, external, ip = '' }: Endpoint): EndPlace {
  if (workload !== undefined) {
    return { kind: 'workload', namespace, workload: workload.name };
  }
  return external === undefined && node !== undefined
    ? { kind: 'node', node }
    : { kind: 'external', name: external?.name ?? ip };
}
