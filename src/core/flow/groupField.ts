import { categoryLabel } from './category';
import { ENDPOINT_FIELDS, type EndpointField, endpointField } from './filter';
import { type Flow } from './flow';

/** The fields by which flows can be grouped: any fact about one of their ends, the server's port, the category. */
export type GroupField = `${'client' | 'server'}${Capitalize<EndpointField>}` | 'port' | 'category';

/** A field's value in one flow; undefined if it is unknown. Ports are numbers, all other values are texts. */
export type GroupValue = string | number | undefined;

interface Definition {
  label: string;
  read: (flow: Flow) => GroupValue;
}

const LABELS: Partial<Record<EndpointField, string>> = {
  external: 'external name',
  vpc: 'VPC',
  region: 'Region',
};

const DEFINITIONS: ReadonlyMap<GroupField, Definition> = new Map<GroupField, Definition>([
  ...ENDPOINT_FIELDS.map((field) => ofEnd('client', field)),
  ...ENDPOINT_FIELDS.map((field) => ofEnd('server', field)),
  ['port', { label: 'Port', read: ({ port }) => port }],
  ['category', { label: 'Category', read: ({ category }) => categoryLabel(category) }],
]);

/** All fields, in the order in which editors list them. */
export const GROUP_FIELDS: readonly GroupField[] = [...DEFINITIONS.keys()];

/** Whether a saved value is a field. */
export function isGroupField(name: unknown): name is GroupField {
  return GROUP_FIELDS.some((field) => field === name);
}

/** The display name of a field: "Client workload". */
export function groupFieldLabel(field: GroupField): string {
  return DEFINITIONS.get(field)?.label ?? field;
}

/** The value of a field in a flow. Categories are display names. */
export function groupValue(flow: Flow, field: GroupField): GroupValue {
  return DEFINITIONS.get(field)?.read(flow);
}

function ofEnd(end: 'client' | 'server', field: EndpointField): [GroupField, Definition] {
  const label = `${end === 'client' ? 'Client' : 'Server'} ${LABELS[field] ?? field}`;
  return [`${end}${capitalize(field)}`, { label, read: (flow) => endpointField(flow[end], field) }];
}

function capitalize<Text extends string>(text: Text): Capitalize<Text> {
  // TypeScript infers this type for literals only.
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}` as Capitalize<Text>;
}
