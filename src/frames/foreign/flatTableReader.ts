import {
  createTheme,
  type DataFrame,
  type DisplayProcessor,
  type Field,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
} from '@grafana/data';
import { isTraffic, type MeasureKind, numberKind } from './numberKind';

/** The supported types of cells. Other cells count as empty. */
type Scalar = string | number | boolean;

/** A column whose cells are shown as text, in the unit of the column. */
export interface FactColumn {
  name: string;
  textAt(row: number): string | undefined;
}

/** A column whose numbers are combined into one. */
export interface NumberColumn {
  /** The name of the column, with a number appended if an earlier column or a property of every object has that name. */
  id: string;
  label: string;
  kind: MeasureKind;
  field: Field;
}

/** The columns that name one end of a connection. */
export interface EndColumns {
  id: Field;
  /** The address, which names the end in rows with an empty ID. */
  address?: Field;
  /** The text to show instead of the ID. */
  title?: Field;
  /** The text to show instead of the ID if there is no title: the result of the column's value mappings. */
  mapped?: FactColumn;
  group?: Field;
}

/** A frame with a row per connection: the edges of a node graph, or any table. */
export interface ConnectionTable {
  length: number;
  source: EndColumns;
  target: EndColumns;
  /** The time of each row, if rows have different times. */
  time?: Field;
  /** Sorted: the stats that a node graph shows first, then traffic, and the thickness of edges last. */
  numbers: NumberColumn[];
  facts: FactColumn[];
}

/** The names of the columns for the two ends of a connection. */
export interface EndNames {
  source?: string;
  target?: string;
}

type Side = keyof EndNames;

/** Common words for the ends, from the clearest to the vaguest. */
const WORDS: Record<Side, readonly string[]> = {
  source: [
    ...['source', 'src', 'from', 'client', 'origin', 'caller', 'sender', 'initiator', 'requestor', 'requester'],
    ...['parent', 'downstream', 'cli', 'local', 'saddr', 'sip', 'shost', 'origh'],
  ],
  target: [
    ...['target', 'dst', 'dest', 'destination', 'to', 'server', 'callee', 'receiver', 'responder'],
    ...['child', 'upstream', 'srv', 'remote', 'peer', 'daddr', 'dip', 'dhost', 'resph'],
  ],
};
const ADDRESS_SUFFIXES = [
  ...['ip', 'ipv4', 'ipv6', 'ipaddr', 'ipaddress', 'ipv4address', 'ipv6address', 'addr', 'address'],
  ...['podip', 'endpointip', 'remoteaddress'],
];
/** Suffixes of the word. Names with the same suffix for both ends take precedence. */
const SUFFIXES = [
  ...['', 'id', 'name', 'service', 'servicename', 'canonicalservice', 'workload', 'workloadname', 'workloads0name'],
  ...['ownername', 'deployment', 'deploymentname', 'app', 'appname', 'application', 'nameaggr', 'pod', 'podname'],
  ...['vm', 'vmname', 'instancevmname', 'instance', 'instancename', 'instanceid', 'endpointname', 'endpointhostname'],
  ...['endpoint', 'host', 'hostname', 'domain', 'node', 'nodename', ...ADDRESS_SUFFIXES],
];
const TITLE_SUFFIXES = ['name'];
const GROUP_SUFFIXES = [
  ...['namespace', 'servicenamespace', 'workloadnamespace', 'namespacename', 'podnamespace', 'ns', 'group'],
];
/** Prefixes that exporters and log formats put before the word. */
const PREFIXES = /^(?:jsonpayload|kubernetesmetadata|metadata|connection|network|flow|ipv4|ipv6|ip|l3|id)+(?=.)/;

/** Row IDs and the appearance of edges in Grafana's own panel, which are neither measures nor facts. */
const NO_FACTS = new Set(['id', 'color', 'icon', 'highlighted', 'strokedasharray']);
const TEXT_TYPES = new Set([FieldType.string, FieldType.boolean, FieldType.enum]);
/** Thickness is in pixels, which is less meaningful than the others. */
const NUMBER_ORDER = ['mainstat', 'secondarystat', 'traffic', 'other', 'thickness'];

/** Labels of the columns of the node graph format that have no display name. */
const CONTRACT_LABELS = new Map([
  ['mainstat', 'Main stat'],
  ['secondarystat', 'Secondary stat'],
  ['subtitle', 'Subtitle'],
  ['thickness', 'Thickness'],
]);

/** The connections of a frame; undefined if no columns name both ends. */
export function connectionTableOf({ fields, length }: DataFrame): ConnectionTable | undefined {
  // Annotations and states have a start time and an end time, which could look like "from" and "to".
  const named = fields.filter(({ type }) => type !== FieldType.time);
  const source = endColumns(named, 'source');
  const target = endColumns(named, 'target');
  if (!source || !target) {
    return undefined;
  }
  const ends = new Set([source, target].flatMap(({ id, title, group }) => [id, title, group]));
  const rest = fields.filter((field) => !ends.has(field) && !NO_FACTS.has(field.name.toLowerCase()));
  const numbers = numberColumns(rest);
  const isMeasured = new Set(numbers.map(({ field }) => field));
  const isFact = (field: Field) =>
    TEXT_TYPES.has(field.type) || (field.type === FieldType.number && !isMeasured.has(field));
  const time = fields.find(({ type }) => type === FieldType.time);
  return { length, source, target, time, numbers, facts: rest.filter(isFact).map((field) => factColumn(field)) };
}

/** Finds the columns of both ends, or of the only one, regardless of case and separators. */
export function endNames(names: readonly string[]): EndNames {
  const byPlainName = plainNames(names);
  const find = (side: Side, suffixes: readonly string[]) => nameOfEnd(byPlainName, side, suffixes);
  const alike = SUFFIXES.find(
    (suffix) => find('source', [suffix]) !== undefined && find('target', [suffix]) !== undefined
  );
  const suffixes = alike === undefined ? SUFFIXES : [alike];
  return { source: find('source', suffixes), target: find('target', suffixes) };
}

/** A name in lower case, without separators and without the `k8s` that some exporters add. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/(?:k8s|kubernetes)(?!metadata)(?=.)/g, '');
}

/** The cell of a column; undefined if it is empty, not finite, or of an unsupported type. */
export function scalarAt(field: Field | undefined, row: number): Scalar | undefined {
  const value: unknown = field?.values[row];
  switch (typeof value) {
    case 'string':
      return value.trim() === '' ? undefined : value;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'boolean':
      return value;
    default:
      return undefined;
  }
}

/** The cell of a column as plain text without a unit. For an enum, the text of its number. */
export function textAt(field: Field | undefined, row: number): string | undefined {
  const value = scalarAt(field, row);
  const text = field?.type === FieldType.enum ? field.config.type?.enum?.text?.[Number(value)] : undefined;
  return text ?? (value === undefined ? undefined : String(value));
}

/** A column with the texts of its display processor; `unit` is for columns without a unit of their own. */
export function factColumn(field: Field, unit?: string): FactColumn {
  const usesOther = unit !== undefined && !field.config.unit;
  const config = usesOther ? { ...field.config, unit } : field.config;
  const ready = usesOther ? undefined : field.display;
  // Theme and values only affect colors and scales, which are not used.
  const display = ready ?? getDisplayProcessor({ field: { ...field, config, values: [] }, theme: createTheme() });
  const textOf = once((value: Scalar) => shownBy(display, value));
  return {
    name: labelOf(field),
    textAt: (row) => {
      const value = scalarAt(field, row);
      return value === undefined ? undefined : textOf(value);
    },
  };
}

/** Formats throw on settings such as 101 decimals. The bare value is better than no graph. */
function shownBy(display: DisplayProcessor, value: Scalar): string {
  try {
    return formattedValueToString(display(value));
  } catch {
    return String(value);
  }
}

/** Caches the text of each value, because a text column with many rows has few different values. */
function once(show: (value: Scalar) => string): (value: Scalar) => string {
  const known = new Map<Scalar, string>();
  return (value) => {
    const text = known.get(value) ?? show(value);
    known.set(value, text);
    return text;
  };
}

function endColumns(fields: readonly Field[], side: Side): EndColumns | undefined {
  const names = fields.map(({ name }) => name);
  const byPlainName = plainNames(names);
  const fieldNamed = (wanted: string | undefined) => fields.find(({ name }) => name === wanted);
  const fieldOf = (suffixes: readonly string[]) => fieldNamed(nameOfEnd(byPlainName, side, suffixes));
  const id = fieldNamed(endNames(names)[side]);
  return (
    id && {
      id,
      address: fieldOf(ADDRESS_SUFFIXES),
      title: fieldOf(TITLE_SUFFIXES),
      mapped: id.config.mappings?.length ? factColumn(id) : undefined,
      group: fieldOf(GROUP_SUFFIXES),
    }
  );
}

function plainNames(names: readonly string[]): Map<string, string> {
  // The first of several wins, so it is set last. A name without a prefix takes precedence.
  const keyed = [...names].reverse().map((name): [string, string] => [plainName(name), name]);
  return new Map([...keyed.map(([key, name]): [string, string] => [key.replace(PREFIXES, ''), name]), ...keyed]);
}

function nameOfEnd(names: ReadonlyMap<string, string>, side: Side, suffixes: readonly string[]): string | undefined {
  const wanted = suffixes.flatMap((suffix) => WORDS[side].map((word) => word + suffix));
  const found = wanted.find((name) => names.has(name));
  return found === undefined ? undefined : names.get(found);
}

function numberColumns(fields: readonly Field[]): NumberColumn[] {
  const taken = new Set<string>();
  const columns = fields.flatMap((field): NumberColumn[] => {
    const kind = field.type === FieldType.number ? numberKind(field, labelOf(field)) : 'identifier';
    if (kind === 'identifier') {
      return [];
    }
    const isRepeated = taken.has(field.name);
    const id = freeId(field.name, taken);
    taken.add(id);
    return [{ id, label: isRepeated ? (shownName(field) ?? id) : labelOf(field), kind, field }];
  });
  return columns.sort((a, b) => orderOf(a) - orderOf(b));
}

function freeId(name: string, taken: ReadonlySet<string>): string {
  let id = name;
  for (let count = 2; taken.has(id) || id in Object.prototype; count++) {
    id = `${name} ${count}`;
  }
  return id;
}

function orderOf({ field, kind }: NumberColumn): number {
  const order = NUMBER_ORDER.indexOf(field.name.toLowerCase());
  const isAmount = kind === 'count' || kind === 'rate';
  return order === -1 ? NUMBER_ORDER.indexOf(isAmount && isTraffic(field) ? 'traffic' : 'other') : order;
}

function labelOf(field: Field): string {
  const name = field.name.replace(/^(detail|arc)__/, '');
  return shownName(field) ?? CONTRACT_LABELS.get(name.toLowerCase()) ?? (name || 'Value');
}

function shownName({ config }: Field): string | undefined {
  return [config.displayName, config.displayNameFromDS].find((name) => name !== undefined && name !== '');
}
