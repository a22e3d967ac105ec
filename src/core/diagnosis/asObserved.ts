import { isSamePlace, type Place } from './place';

/**
 * A pair in the direction in which connections were opened. Labels of alerts name the sender of packets and the receiver, and
 * each can be the client. A pair that was not observed in either direction stays as it is.
 *
 * @param observed the places of all observed pairs.
 */
export function asObserved(place: Place, observed: readonly Place[]): Place {
  if (place.kind !== 'pair') {
    return place;
  }
  const reversed = { ...place, client: place.server, server: place.client };
  const isObserved = (pair: Place) => observed.some((each) => isSamePlace(each, pair));
  const single = { kind: 'pair', client: place.client, server: place.server } as const;
  return !isObserved(single) && isObserved({ ...single, client: place.server, server: place.client })
    ? reversed
    : place;
}
