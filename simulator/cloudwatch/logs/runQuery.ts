/** Evaluates queries over log events. */
import { type Aggregation, type Command, type Condition, type Expression } from './insightsQuery';

/** A log event, with its discovered fields; times are in ms since the Unix epoch. */
export type LogRow = Readonly<Record<string, string>>;

/** A row whose fields steps add. There can be hundreds of thousands, which would be slow to copy in each step. */
type Row = Record<string, string | undefined>;

/** A field of a result row. */
interface ResultField {
  field: string;
  value: string;
}

/** The result of a query, and the number of events that its filters let pass. */
export interface QueryResult {
  rows: ResultField[][];
  matched: number;
}

interface Progress {
  rows: Row[];
  /** The columns of the result, in order; those of `fields` and `parse` until `display` or `stats` replace them. */
  columns: string[];
  /** Columns with times. */
  times: ReadonlySet<string>;
  matched: number;
}

/** Rows without a `limit` in the query (CloudWatch Logs API, StartQuery). */
const DEFAULT_LIMIT = 10_000;

/** Runs a query over events that are in the order of time. */
export function runQuery(commands: readonly Command[], events: readonly LogRow[]): QueryResult {
  const hasLimit = commands.some(({ kind }) => kind === 'limit');
  const all: Command[] = hasLimit ? [...commands] : [...commands, { kind: 'limit', rows: DEFAULT_LIMIT }];
  const start = {
    rows: events.map((event): Row => ({ ...event })),
    columns: [],
    times: new Set(['@timestamp']),
    matched: events.length,
  };
  const { rows, columns, times, matched } = all.reduce<Progress>(step, start);
  return { rows: rows.map((row) => columns.flatMap((name) => resultField(row, name, times))), matched };
}

function step(progress: Progress, command: Command): Progress {
  const { rows, columns } = progress;
  switch (command.kind) {
    case 'fields':
      return { ...progress, ...computed(rows, command.expressions, columns) };
    case 'display':
      return { ...progress, ...computed(rows, command.expressions, []) };
    case 'filter': {
      const passed = rows.filter((row) => command.conditions.every((condition) => isTrue(condition, row)));
      return { ...progress, rows: passed, matched: passed.length };
    }
    case 'parse':
      rows.forEach((row) => parseInto(row, command));
      return { ...progress, columns: [...columns, ...command.names] };
    case 'stats':
      return { ...progress, ...grouped(rows, command) };
    case 'sort':
      return { ...progress, rows: sorted(rows, command.field, command.isDescending) };
    case 'limit':
      return { ...progress, rows: rows.slice(0, command.rows) };
  }
}

/** Fields without a value are not in the result. */
function resultField(row: Row, name: string, times: ReadonlySet<string>): ResultField[] {
  const value = row[name];
  return value === undefined ? [] : [{ field: name, value: times.has(name) ? timeText(Number(value)) : value }];
}

function timeText(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('T', ' ').replace('Z', '');
}

function computed(rows: Row[], expressions: readonly Expression[], columns: readonly string[]) {
  for (const row of rows) {
    for (const expression of expressions) {
      row[expression.as] = valueOf(row, expression);
    }
  }
  return { rows, columns: [...columns, ...expressions.map(({ as }) => as)] };
}

function parseInto(row: Row, { field, pattern, names }: Extract<Command, { kind: 'parse' }>): void {
  const match = pattern.exec(row[field] ?? '');
  if (match) {
    names.forEach((name, index) => (row[name] = match[index + 1]));
  }
}

function valueOf(row: Row, expression: Expression): string | undefined {
  if ('field' in expression) {
    return row[expression.field];
  }
  const timeMs = Number(row['@timestamp']);
  return String(timeMs - (timeMs % expression.binMs));
}

function isTrue(condition: Condition, row: Row): boolean {
  const value = row[condition.field];
  if (condition.kind === 'present') {
    return value !== undefined;
  }
  return condition.pattern.test(value ?? '') !== condition.isNegated;
}

function grouped(
  rows: readonly Row[],
  { aggregations, by }: { aggregations: readonly Aggregation[]; by: readonly Expression[] }
) {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    // Absent values are apart from empty ones.
    const key = by.map((expression) => valueOf(row, expression) ?? '\u0001').join('\u0000');
    const group = groups.get(key);
    if (group) {
      group.push(row);
    } else {
      groups.set(key, [row]);
    }
  }
  return {
    rows: Array.from(groups.values(), (members) => aggregated(members, aggregations, by)),
    columns: [...by, ...aggregations].map(({ as }) => as),
    times: new Set(by.flatMap((expression) => ('binMs' in expression ? [expression.as] : []))),
  };
}

function aggregated(rows: readonly Row[], aggregations: readonly Aggregation[], by: readonly Expression[]): Row {
  const [first = {}] = rows;
  return Object.fromEntries([
    ...by.map((expression) => [expression.as, valueOf(first, expression)]),
    ...aggregations.map((aggregation) => [aggregation.as, aggregate(rows, aggregation)]),
  ]);
}

function aggregate(rows: readonly Row[], aggregation: Aggregation): string | undefined {
  if (aggregation.function === 'count') {
    return String(rows.length);
  }
  const values = rows.map((row) => row[aggregation.field]).filter((value) => value !== undefined);
  switch (aggregation.function) {
    case 'count_distinct':
      return String(new Set(values).size);
    case 'min':
    case 'max':
      return extreme(values.map(Number), aggregation.function);
    case 'latest':
      return values.at(-1);
  }
}

function extreme(values: readonly number[], which: 'min' | 'max'): string | undefined {
  const start = which === 'min' ? Infinity : -Infinity;
  return values.length === 0 ? undefined : String(values.reduce((one, other) => Math[which](one, other), start));
}

/** Numbers come in the order of numbers, and texts in that of texts. */
function sorted(rows: readonly Row[], field: string, isDescending: boolean): Row[] {
  const sign = isDescending ? -1 : 1;
  const order = ({ [field]: a = '' }: Row, { [field]: b = '' }: Row) =>
    Number.isNaN(Number(a)) || Number.isNaN(Number(b)) ? (a < b ? -1 : Number(a > b)) : Number(a) - Number(b);
  return [...rows].sort((a, b) => sign * order(a, b));
}
