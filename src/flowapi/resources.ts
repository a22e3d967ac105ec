import { type WatchedResource } from '../core/inventory/inventory';
import { optionalList, optionalText } from '../core/json';

/** A member that lists resources; one without an identifier names nothing. */
export function resourcesOf(record: Record<string, unknown>, member: string): WatchedResource[] {
  return optionalList(record, member).flatMap((resource) => {
    const identifier = optionalText(resource, 'identifier');
    return identifier === undefined ? [] : [{ type: optionalText(resource, 'type') ?? '', identifier }];
  });
}
