import { type Finding } from './finding';

/** What became of trying an operation of the flow API. */
export interface TriedOperation {
  /** Its name, which is that of the IAM action too: "GetMonitor". */
  name: string;
  /** What is missing without it, in lower case: "details of monitors". */
  serves: string;
  /** Unknown: the endpoint has no such operation. Unsure: something else came in between. */
  state: 'allowed' | 'denied' | 'unknown' | 'unsure';
  /** Why it is unsure. */
  said?: string;
}

/** What starts or stops a query is not tried: it would start or stop one. */
const NOT_TRIED =
  'Not tried, because that would start queries: networkflowmonitor:StartQuery* and networkflowmonitor:StopQuery*, which policies that only read often lack. A panel with flows tells.';

/** What the identity that signs the requests may not do, and what the endpoint does not know. */
export function permissionFindings(tried: readonly TriedOperation[]): Finding[] {
  const denied = tried.filter(({ state }) => state === 'denied');
  const unknown = tried.filter(({ state }) => state === 'unknown');
  const unsure = tried.filter(({ state }) => state === 'unsure');
  const found: Array<Finding | undefined> = [
    denied.length > 0
      ? finding(
          'warning',
          `Denied to the identity that signs the requests: ${actionsOf(denied)}. Allow these actions in its IAM policy; without them, what is in brackets is missing.`
        )
      : undefined,
    unknown.length > 0
      ? finding(
          'info',
          `Not known to this endpoint: ${actionsOf(unknown)}. AWS' own endpoints know them since November 2026; update the gateway if you need what is in brackets.`
        )
      : undefined,
    unsure.length > 0
      ? finding('warning', `Could not be tried: ${actionsOf(unsure)}. ${unsure[0]?.said ?? 'Test again.'}`)
      : undefined,
    tried.some(({ state }) => state === 'allowed') ? finding('fine', allowedText(tried)) : undefined,
  ];
  return found.filter((one) => one !== undefined);
}

function allowedText(tried: readonly TriedOperation[]): string {
  const allowed = tried.filter(({ state }) => state === 'allowed').length;
  return `${allowed} of ${tried.length} operations that only read are allowed. ${NOT_TRIED}`;
}

/** By what they serve, each with its actions. */
function actionsOf(operations: readonly TriedOperation[]): string {
  const served = [...new Set(operations.map(({ serves }) => serves))];
  const texts = served.map((what) => {
    const actions = operations.filter(({ serves }) => serves === what).map(({ name }) => `networkflowmonitor:${name}`);
    return `${actions.join(', ')} (${what})`;
  });
  return texts.join(', ');
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'Permissions', state, text };
}
