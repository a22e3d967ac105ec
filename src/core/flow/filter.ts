import { MATCH_OPERATORS, type MatchOperator } from '../prometheus/matcher';
import { canonicalAddress } from './canonicalAddress';
import { type Endpoint, type Flow } from './flow';
import { invalidPattern, invalidSideOrOperator, unknownFilterField } from './messages';

/**
 * The facts about an end that filters can match. `external` is the name of an end outside the cluster, `name` the display
 * name of any end.
 */
const FIELDS = {
  name: endpointName,
  namespace: (end: Endpoint) => end.namespace,
  workload: (end: Endpoint) => end.workload?.name,
  pod: (end: Endpoint) => end.pod,
  service: (end: Endpoint) => end.service,
  node: (end: Endpoint) => end.node,
  zone: (end: Endpoint) => end.zoneName ?? end.zoneId,
  address: (end: Endpoint) => end.ip,
  external: (end: Endpoint) => end.external?.name,
  country: (end: Endpoint) => end.external?.country,
  instance: (end: Endpoint) => end.instanceId,
  subnet: (end: Endpoint) => end.subnetId,
  vpc: (end: Endpoint) => end.vpcId,
  region: (end: Endpoint) => end.region,
} satisfies Record<string, (end: Endpoint) => string | undefined>;

export type EndpointField = keyof typeof FIELDS;
export const ENDPOINT_FIELDS: readonly EndpointField[] = Object.keys(FIELDS).filter(isEndpointField);

/** The facts about the flow as a whole that filters can match, on any side. */
const FLOW_FIELDS = {
  port: ({ port }: Flow) => port?.toString(),
  category: ({ category }: Flow): string | undefined => category,
} satisfies Record<string, (flow: Flow) => string | undefined>;

export type FilterField = EndpointField | keyof typeof FLOW_FIELDS;
export const FILTER_FIELDS: readonly FilterField[] = [
  ...ENDPOINT_FIELDS,
  ...Object.keys(FLOW_FIELDS).filter(isFlowField),
];

/** Which end must match: at least one of them, the one that opened the connections, the other, or each. */
export const FILTER_SIDES = ['either', 'client', 'server', 'both'] as const;
export type FilterSide = (typeof FILTER_SIDES)[number];

/** One condition on the ends of a flow, or on its port or category. */
export interface FlowFilter {
  side: FilterSide;
  field: FilterField;
  /**
   * As in PromQL, patterns match whole values, unknown values are empty, and negations pass exactly what the other
   * operators do not.
   */
  operator: MatchOperator;
  value: string;
}

function isFlowField(name: string): name is keyof typeof FLOW_FIELDS {
  return Object.prototype.hasOwnProperty.call(FLOW_FIELDS, name);
}

/** Whether a text is the name of a fact about an end. */
export function isEndpointField(name: string): name is EndpointField {
  return Object.prototype.hasOwnProperty.call(FIELDS, name);
}

/** The display name of an end: "namespace/workload", the external name, the node, or else the address. */
function endpointName({ namespace, workload, external, node, instanceId, ip }: Endpoint): string | undefined {
  if (workload) {
    return namespace === undefined ? workload.name : `${namespace}/${workload.name}`;
  }
  return external?.name ?? node ?? instanceId ?? ip;
}

/** The value of a field of an end; undefined if it is unknown. */
export function endpointField(end: Endpoint, field: EndpointField): string | undefined {
  return FIELDS[field](end);
}

/** What is wrong with a filter and what to change; undefined if nothing is. */
export function filterProblem({ side, field, operator, value }: FlowFilter): string | undefined {
  if (!isEndpointField(field) && !isFlowField(field)) {
    return unknownFilterField(String(field), FILTER_FIELDS);
  }
  if (!FILTER_SIDES.includes(side) || !MATCH_OPERATORS.includes(operator)) {
    return invalidSideOrOperator(field, side, operator);
  }
  return operator.endsWith('~') && !isPattern(value) ? invalidPattern(field, value) : undefined;
}

/** Whether a value that was saved or is part of a link is a valid filter. */
export function isFlowFilter(saved: unknown): saved is FlowFilter {
  if (typeof saved !== 'object' || saved === null || !('value' in saved) || typeof saved.value !== 'string') {
    return false;
  }
  // The check also finds missing members.
  return filterProblem(saved as FlowFilter) === undefined;
}

/** The flows that match every filter. */
export function filterFlows(flows: readonly Flow[], filters: readonly FlowFilter[]): readonly Flow[] {
  const tests = filters.map(flowTest);
  return tests.length === 0 ? flows : flows.filter((flow) => tests.every((passes) => passes(flow)));
}

function flowTest({ side, field, operator, value }: FlowFilter): (flow: Flow) => boolean {
  const pattern = operator.endsWith('~') ? new RegExp(`^(?:${withCanonicalAddresses(value)})$`) : undefined;
  const wanted = canonicalAddress(value);
  const isNegated = operator.startsWith('!');
  const isWanted = (actual = '') => (pattern ? pattern.test(actual) : actual === wanted);
  if (isFlowField(field)) {
    const read = FLOW_FIELDS[field];
    return (flow) => isWanted(read(flow)) !== isNegated;
  }
  const matches = (end: Endpoint) => isWanted(endpointField(end, field));
  return (flow) => onSide(side, matches, flow) !== isNegated;
}

/** Writes the addresses in a pattern in the canonical form, which addresses of flows have. */
function withCanonicalAddresses(pattern: string): string {
  return pattern.replace(/::ffff:(?=\d+\\?\.)/gi, '').replace(/[\da-f]*:[\da-f:]+/gi, canonicalAddress);
}

function onSide(side: FilterSide, matches: (end: Endpoint) => boolean, { client, server }: Flow): boolean {
  switch (side) {
    case 'client':
      return matches(client);
    case 'server':
      return matches(server);
    case 'both':
      return matches(client) && matches(server);
    case 'either':
      return matches(client) || matches(server);
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
