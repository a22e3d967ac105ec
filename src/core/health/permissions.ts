import { type Finding } from './finding';
import { allowedOperations, deniedActions, unsupportedActions, untestedActions } from './messages';

/** The result of trying an operation of the flow API. */
export interface TriedOperation {
  /** The name of the operation and of its IAM action: "GetMonitor". */
  name: string;
  /** The feature that needs it, in lower case: "details of monitors". */
  serves: string;
  /** Unknown: the endpoint does not have the operation. Unsure: the test failed for another reason. */
  state: 'allowed' | 'denied' | 'unknown' | 'unsure';
  /** Why it is unsure. */
  said?: string;
}

/**
 * The operations that the identity that signs the requests is denied, and those that the endpoint does not support.
 * Operations that start or stop queries are not tried.
 */
export function permissionFindings(tried: readonly TriedOperation[]): Finding[] {
  const inState = (wanted: TriedOperation['state']) => tried.filter(({ state }) => state === wanted);
  const [denied, unknown, unsure, allowed] = [
    inState('denied'),
    inState('unknown'),
    inState('unsure'),
    inState('allowed'),
  ];
  const found: Array<Finding | undefined> = [
    denied.length > 0 ? finding('warning', deniedActions(actionsOf(denied))) : undefined,
    unknown.length > 0 ? finding('info', unsupportedActions(actionsOf(unknown))) : undefined,
    unsure.length > 0 ? finding('warning', untestedActions(actionsOf(unsure), unsure[0]?.said)) : undefined,
    allowed.length > 0 ? finding('fine', allowedOperations(allowed.length, tried.length)) : undefined,
  ];
  return found.filter((entry) => entry !== undefined);
}

/** The IAM actions of operations, grouped by the feature that needs them. */
function actionsOf(operations: readonly TriedOperation[]): string {
  const features = [...new Set(operations.map(({ serves }) => serves))];
  const texts = features.map((feature) => {
    const actions = operations
      .filter(({ serves }) => serves === feature)
      .map(({ name }) => `networkflowmonitor:${name}`);
    return `${actions.join(', ')} (${feature})`;
  });
  return texts.join(', ');
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'Permissions', state, text };
}
