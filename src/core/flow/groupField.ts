import { categoryLabel } from './category';
import { ENDPOINT_FIELDS, type EndpointField, endpointField } from './filter';
import { type Flow } from './flow';

/** What flows can be grouped by: any fact of one of their ends, the server's port, the category. */
export type GroupField = `${'client' | 'server'}${Capitalize<EndpointField>}` | 'port' | 'category';

/** A field's value in one flow; undefined where nobody knew it. Ports are numbers, all else is text. */
export type GroupValue = string | number | undefined;

interface Definition {
  label: string;
  read: (flow: Flow) => GroupValue;
}

const LABELS: Partial<Record<EndpointField, string>> = {
  external: 'outside the cluster',
  vpc: 'VPC',
  region: 'Region',
};

const DEFINITIONS: ReadonlyMap<GroupField, Definition> = new Map<GroupField, Definition>([
  ...ENDPOINT_FIELDS.map((field) => ofEnd('client', field)),
  ...ENDPOINT_FIELDS.map((field) => ofEnd('server', field)),
  ['port', { label: 'Port', read: ({ port }) => port }],
  ['category', { label: 'Category', read: ({ category }) => categoryLabel(category) }],
]);

/** In the order in which an editor lists them. */
export const GROUP_FIELDS: readonly GroupField[] = [...DEFINITIONS.keys()];

export function isGroupField(name: unknown): name is GroupField {
  return GROUP_FIELDS.some((known) => known === name);
}

/** What a person reads: "Client workload". */
export function groupFieldLabel(field: GroupField): string {
  return DEFINITIONS.get(field)?.label ?? field;
}

export function groupValue(flow: Flow, field: GroupField): GroupValue {
  return DEFINITIONS.get(field)?.read(flow);
}

function ofEnd(end: 'client' | 'server', field: EndpointField): [GroupField, Definition] {
  const label = `${end === 'client' ? 'Client' : 'Server'} ${LABELS[field] ?? field}`;
  return [`${end}${capitalise(field)}`, { label, read: (flow) => endpointField(flow[end], field) }];
}

function capitalise<Text extends string>(text: Text): Capitalize<Text> {
  // The type of what this makes is known to TypeScript for literals only.
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}` as Capitalize<Text>;
}
