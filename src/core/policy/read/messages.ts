/** Any value as JSON for a message, at most 41 characters long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

export const notAnObject = (value: unknown) => `must be an object, but is ${shown(value)}.`;

export const unknownMember = (names: readonly string[]) => `is unknown. Known here: ${names.join(', ')}.`;

export const notAFlag = (value: unknown) => `must be true or false, but is ${shown(value)}.`;

export const notAList = (value: unknown) => `must be a list, but is ${shown(value)}.`;

export const notAText = (value: unknown) =>
  typeof value === 'number' || typeof value === 'boolean'
    ? `must be a string, but is ${shown(value)}. In YAML, put it in quotes.`
    : `must be a string, but is ${shown(value)}.`;

export const notAnInteger = (value: unknown, min: number, max: number) =>
  `must be an integer from ${min} to ${max}, but is ${shown(value)}.`;

export const notATime = (value: unknown) => `must be a time, such as 2026-11-21T10:00:00Z, but is ${shown(value)}.`;

export const notAChoice = (value: unknown, choices: readonly string[]) =>
  `must be one of ${choices.join(', ')}, but is ${shown(value)}.`;

export const notAnAddress = (value: string) => `must be an IP address, but is ${shown(value)}.`;

export const notACidr = (value: string) =>
  `must be an address range in CIDR notation, such as 10.0.0.0/16, but is ${shown(value)}.`;

export const outsideCidr = (except: string, cidr: string) =>
  `${except} must be within the range of the ipBlock, ${cidr}, and smaller.`;

export const VALUES_MISSING = 'must have at least one entry if the operator is In or NotIn.';

export const VALUES_NOT_ALLOWED = 'must be absent if the operator is Exists or DoesNotExist.';

export const PEER_WITHOUT_MEMBERS = 'must have a podSelector, a namespaceSelector, or an ipBlock.';

export const exactlyOneOf = (members: readonly string[]) => `must have exactly one of ${members.join(', ')}.`;

export const PEER_WITH_BOTH = 'must not have an ipBlock or domainNames together with other members.';

export const END_PORT_WITHOUT_NUMBER = 'requires a number in port.';

export const rangeEndsBeforeStart = (start: number) => `must not be less than the first port, ${start}.`;

export const DOMAINS_WITHOUT_ACCEPT = 'is only possible if the action is Accept.';

export const tooMany = (most: number) => `must have at most ${most} entries.`;

export const NO_ENTRIES = 'must have at least one entry.';

export const tooLong = (most: number) => `must have at most ${most} characters.`;

export const NODES_UNSUPPORTED =
  'is experimental in the API, and not supported here. Select the addresses of the nodes with networks.';

export const NAMED_PORT_WITH_ADDRESSES =
  'must not have a destinationNamedPort if a peer has networks or domainNames, which have no named ports.';

export const NOT_AN_OBJECT_LIST = 'Paste the output of kubectl get -o json or -o yaml: a list of Kubernetes objects.';

export const unsupportedPolicy = (apiVersion: unknown) =>
  `is ${shown(apiVersion)}. Supported are NetworkPolicy of networking.k8s.io/v1, ApplicationNetworkPolicy and ClusterNetworkPolicy of networking.k8s.aws/v1alpha1, and ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2.`;

/** @param object its kind and name; @param member the path of the member in it. */
export const objectProblem = (object: string, member: string, problem: string) => `${object}: ${member} ${problem}`;

/** @param subject a kind and name that refers to the namespace. */
export const namespaceMissing = (subject: string, namespace: string) =>
  `${subject}: the namespace ${namespace} is not in the inventory. Without its labels, namespace selectors cannot match it. Include namespaces.`;

export const duplicateObject = (object: string) => `${object}: the inventory contains this object more than once.`;

export const NO_POLICIES = 'The text has no network policy.';

export const NOT_ONLY_POLICIES = 'Only network policies can be here. Objects of other kinds are left out.';
