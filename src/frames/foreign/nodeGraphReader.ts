import { type DataFrame, type Field, FieldType } from '@grafana/data';
import { type FactColumn, factColumn, plainName } from './flatTableReader';

/** The nodes frame of a node graph: a row per node (packages/grafana-data, utils/nodeGraph.ts). */
export interface NodeTable {
  length: number;
  id: Field;
  title?: Field;
  /** The first column that contains the group of a node. */
  group?: Field;
  facts: FactColumn[];
}

const GROUP_NAMES = ['namespace', 'servicenamespace', 'namespacename', 'workloadnamespace', 'group'];
const STATS = ['subtitle', 'mainstat', 'secondarystat'];

/**
 * The nodes of a frame; undefined if it has no IDs. Icons, radii, fixed positions and colors (a column `color`, and the
 * colors of arcs) are for Grafana's own panel only. The shares of arcs are facts.
 */
export function nodeTableOf({ fields, length }: DataFrame): NodeTable | undefined {
  const named = (wanted: string) => fields.find(({ name }) => name.toLowerCase() === wanted);
  const id = named('id');
  const stats = STATS.flatMap((name) => named(name) ?? []).map((field) => factColumn(field));
  return id && { length, id, title: named('title'), group: groupOf(fields), facts: [...stats, ...details(fields)] };
}

function details(fields: readonly Field[]): FactColumn[] {
  const ofPrefix = (prefix: string) => fields.filter(({ name }) => name.startsWith(prefix));
  return [
    ...ofPrefix('detail__').map((field) => factColumn(field)),
    ...ofPrefix('arc__').map((field) => factColumn(field, 'percentunit')),
  ];
}

/** Looks at column names first. Tempo has the namespace in the subtitle, and says so in its display name. */
function groupOf(fields: readonly Field[]): Field | undefined {
  const texts = fields.filter(({ type }) => type !== FieldType.number && type !== FieldType.time);
  const find = (wanted: string, nameOf: (field: Field) => string | undefined) =>
    texts.find((field) => plainName(nameOf(field) ?? '') === wanted);
  const byName = GROUP_NAMES.map((wanted) => find(wanted, ({ name }) => name.replace(/^detail__/, '')));
  const byShownName = GROUP_NAMES.map((wanted) => find(wanted, ({ config }) => config.displayName));
  return [...byName, ...byShownName].find((field) => field !== undefined);
}
