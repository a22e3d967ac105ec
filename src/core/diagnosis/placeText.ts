import { urlPart } from '../urlPart';
import { type EndPlace, type Place, zonePairOf } from './place';

/**
 * A place as text for URLs, without a character that URLs escape except in names: "workload/shop/checkout", "node/ip-10-0-1-2",
 * "pair/workload%2Fshop%2Fui/external%2FAmazon%20S3". The parts are encoded, so names can contain any character.
 */
export function placeToText(place: Place): string {
  return [place.kind, ...partsOf(place)].map(urlPart).join('/');
}

function partsOf(place: Place): string[] {
  switch (place.kind) {
    case 'workload':
      return [place.namespace, place.workload];
    case 'node':
      return [place.node];
    case 'external':
      return [place.name];
    case 'pair':
      return [placeToText(place.client), placeToText(place.server), ...(place.acrossZones ? ['zones'] : [])];
    case 'interface':
      return [place.node, place.eni];
    case 'zonePair':
      return [...place.zones];
    case 'monitor':
      return [place.monitor];
    case 'cluster':
      return [];
  }
}

/** The place of such a text; undefined for any other text. */
export function placeFromText(text: string): Place | undefined {
  const [kind, ...parts] = text.split('/').map(decoded);
  const [first, second, third] = parts;
  if (kind === 'cluster' && parts.length === 0) {
    return { kind };
  }
  if (!first || parts.includes(undefined)) {
    return undefined;
  }
  switch (kind) {
    case 'monitor':
      return { kind, monitor: first };
    case 'interface':
      return second === undefined ? undefined : { kind, node: first, eni: second };
    case 'zonePair':
      return zonePairOf(first, second);
    case 'pair':
      return pairFromText(first, second, third === 'zones');
    default:
      return endOf(kind, first, second);
  }
}

/** Several places as text for URLs, separated by commas, which are encoded within places. */
export function placesToText(places: readonly Place[]): string {
  return places.map(placeToText).join(',');
}

/** The places of such a text, without those that are none. */
export function placesFromText(text: string): Place[] {
  return text.split(',').flatMap((each) => placeFromText(each) ?? []);
}

function pairFromText(clientText: string, serverText = '', acrossZones: boolean): Place | undefined {
  const [client, server] = [clientText, serverText].map(placeFromText);
  return client && server && isEnd(client) && isEnd(server)
    ? { kind: 'pair', client, server, ...(acrossZones && { acrossZones }) }
    : undefined;
}

function endOf(kind: string | undefined, first: string, second: string | undefined): EndPlace | undefined {
  switch (kind) {
    case 'workload':
      return second ? { kind, namespace: first, workload: second } : undefined;
    case 'node':
      return { kind, node: first };
    case 'external':
      return { kind, name: first };
    default:
      return undefined;
  }
}

function isEnd(place: Place): place is EndPlace {
  return place.kind === 'workload' || place.kind === 'node' || place.kind === 'external';
}

/** Undefined for text that is not encoded correctly, such as a single percent sign. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
