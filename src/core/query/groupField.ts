import { isEndpointField } from '../flow/filter';

/** TEMPORARY until topTalkers lands. */
export type GroupField = string;
export const GROUP_FIELDS: readonly GroupField[] = [
  'clientNamespace',
  'clientWorkload',
  'serverNamespace',
  'serverWorkload',
  'port',
  'category',
];
export const groupFieldLabel = (field: GroupField) => field;

export function isGroupField(field: string): field is GroupField {
  const end = field.replace(/^(client|server)/, '').toLowerCase();
  return isEndpointField(end) || field === 'port' || field === 'category';
}
