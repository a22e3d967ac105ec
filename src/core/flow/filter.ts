import { MATCH_OPERATORS, type MatchOperator } from '../promql/selector';
import { type Endpoint, type Flow } from './flow';

/**
 * What a filter can look at. `external` is the name of what lies outside the cluster, `name` what a
 * person calls the end, wherever it lies.
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
export const FILTER_FIELDS: readonly EndpointField[] = Object.keys(FIELDS).filter(isEndpointField);

/** Which end must match: at least one of them, the one that opened the connections, the other, or each. */
export const FILTER_SIDES = ['either', 'client', 'server', 'both'] as const;
export type FilterSide = (typeof FILTER_SIDES)[number];

/** One condition on the ends of a flow. */
export interface FlowFilter {
  side: FilterSide;
  field: EndpointField;
  /** As in PromQL: patterns match whole values, and the negations let through what the others do not. */
  operator: MatchOperator;
  value: string;
}

export function isEndpointField(name: string): name is EndpointField {
  return Object.prototype.hasOwnProperty.call(FIELDS, name);
}

/** "namespace/workload", what lies outside by its name, a node, or else the address. */
function endpointName({ namespace, workload, external, node, instanceId, ip }: Endpoint): string | undefined {
  if (workload) {
    return namespace === undefined ? workload.name : `${namespace}/${workload.name}`;
  }
  return external?.name ?? node ?? instanceId ?? ip;
}

/** What of an end a field is about; undefined where nobody knows. */
export function endpointField(end: Endpoint, field: EndpointField): string | undefined {
  return FIELDS[field](end);
}

/** What is wrong with a filter, in one sentence; undefined where nothing is. */
export function filterProblem({ side, field, operator, value }: FlowFilter): string | undefined {
  if (!isEndpointField(field)) {
    return `Flows cannot be filtered by "${String(field)}". Choose one of: ${FILTER_FIELDS.join(', ')}.`;
  }
  if (!FILTER_SIDES.includes(side) || !MATCH_OPERATORS.includes(operator)) {
    return `The filter on ${field} has the side "${side}" and the operator "${operator}". Choose others in the query.`;
  }
  return operator.endsWith('~') && !isPattern(value)
    ? `"${value}" is no regular expression. Change the filter on ${field} in the query or its variable.`
    : undefined;
}

/** The flows that pass every filter. */
export function filterFlows(flows: readonly Flow[], filters: readonly FlowFilter[]): readonly Flow[] {
  const tests = filters.map(flowTest);
  return tests.length === 0 ? flows : flows.filter((flow) => tests.every((passes) => passes(flow)));
}

function flowTest({ side, field, operator, value }: FlowFilter): (flow: Flow) => boolean {
  const pattern = operator.endsWith('~') ? new RegExp(`^(?:${value})$`) : undefined;
  const isNegated = operator.startsWith('!');
  const matches = (end: Endpoint) => {
    const actual = endpointField(end, field);
    return pattern ? actual !== undefined && pattern.test(actual) : (actual ?? '') === value;
  };
  return (flow) => onSide(side, matches, flow) !== isNegated;
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
