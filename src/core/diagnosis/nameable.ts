import { type Place } from './place';

/**
 * Texts that dashboard variables contain instead of one name: "All", "$__all", a regular expression (".*"), several names
 * ("a,b", "{a,b}", or "a + b"), or a variable that the dashboard does not have. Names in Kubernetes and of monitors contain none of
 * these.
 */
const NO_NAME = /^All$|[$*{},|()]| \+ /;

/** Whether a text can be the name of one node, workload, monitor, or cluster. */
export function isOneName(text: string): boolean {
  return !NO_NAME.test(text);
}

/** Whether the names in a place can be those of one node, workload, or monitor. Names outside the cluster can be any text. */
export function isNameable(place: Place): boolean {
  switch (place.kind) {
    case 'workload':
      return areNames(place.namespace, place.workload);
    case 'node':
    case 'interface':
      return areNames(place.node);
    case 'monitor':
      return areNames(place.monitor);
    case 'pair':
      return isNameable(place.client) && isNameable(place.server);
    case 'zonePair':
      return areNames(...place.zones);
    case 'external':
    case 'cluster':
      return true;
  }
}

function areNames(...texts: readonly string[]): boolean {
  return texts.every(isOneName);
}
