import { type WatchedResource } from '../core/inventory/inventory';
import { optionalList, optionalText } from '../core/json';

/** The resources in a member of a response. Resources without an identifier are left out. */
export function resourcesOf(record: Record<string, unknown>, member: string): WatchedResource[] {
  return optionalList(record, member).flatMap((resource) => {
    const identifier = optionalText(resource, 'identifier');
    return identifier === undefined ? [] : [{ type: optionalText(resource, 'type') ?? '', identifier }];
  });
}
