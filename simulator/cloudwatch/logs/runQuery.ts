/** Evaluates queries over log events. */
import { type Aggregation, type Command, type Condition, type Expression } from './insightsQuery';

/** A log event, with its discovered fields; times are in ms since the Unix epoch. */
export type LogRow = Readonly<Record<string, string>>;

/** A field of a result row. */
export interface ResultField {
  field: string;
  value: string;
}

/** The result of a query, and the number of events that its filters let pass. */
export interface QueryResult {
  rows: ResultField[][];
  matched: number;
}

interface Progress {
  rows: LogRow[];
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
  const start = { rows: [...events], columns: [], times: new Set(['@timestamp']), matched: events.length };
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
    case 'parse': {
      const { field, pattern, names } = command;
      const parsed = rows.map((row) => ({ ...row, ...pattern.exec(row[field] ?? '')?.groups }));
      return { ...progress, rows: parsed, columns: [...columns, ...names] };
    }
    case 'stats':
      return { ...progress, ...grouped(rows, command) };
    case 'sort':
      return { ...progress, rows: sorted(rows, command.field, command.isDescending) };
    case 'limit':
      return { ...progress, rows: rows.slice(0, command.rows) };
  }
}

/** Fields without a value are not in the result. */
function resultField(row: LogRow, name: string, times: ReadonlySet<string>): ResultField[] {
  const value = row[name];
  return value === undefined ? [] : [{ field: name, value: times.has(name) ? timeText(Number(value)) : value }];
}

function timeText(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('T', ' ').replace('Z', '');
}

function computed(rows: readonly LogRow[], expressions: readonly Expression[], columns: readonly string[]) {
  return {
    rows: rows.map((row) => ({ ...row, ...valuesOf(row, expressions) })),
    columns: [...columns, ...expressions.map(({ as }) => as)],
  };
}

function valuesOf(row: LogRow, expressions: readonly Expression[]): Record<string, string> {
  return Object.fromEntries(
    expressions.flatMap((expression) => {
      const value = valueOf(row, expression);
      return value === undefined ? [] : [[expression.as, value]];
    })
  );
}

function valueOf(row: LogRow, expression: Expression): string | undefined {
  if ('field' in expression) {
    return row[expression.field];
  }
  const timeMs = Number(row['@timestamp']);
  return String(timeMs - (timeMs % expression.binMs));
}

function isTrue(condition: Condition, row: LogRow): boolean {
  const value = row[condition.field];
  if (condition.kind === 'present') {
    return value !== undefined;
  }
  return condition.pattern.test(value ?? '') !== condition.isNegated;
}

function grouped(
  rows: readonly LogRow[],
  { aggregations, by }: { aggregations: readonly Aggregation[]; by: readonly Expression[] }
) {
  const groups = new Map<string, { key: Record<string, string>; rows: LogRow[] }>();
  for (const row of rows) {
    const key = valuesOf(row, by);
    const text = JSON.stringify(by.map(({ as }) => key[as] ?? null));
    const group = groups.get(text) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(text, group);
  }
  return {
    rows: Array.from(groups.values(), ({ key, rows: members }) => ({ ...key, ...aggregated(members, aggregations) })),
    columns: [...by, ...aggregations].map(({ as }) => as),
    times: new Set(by.flatMap((expression) => ('binMs' in expression ? [expression.as] : []))),
  };
}

function aggregated(rows: readonly LogRow[], aggregations: readonly Aggregation[]): Record<string, string> {
  return Object.fromEntries(
    aggregations.flatMap((aggregation) => {
      const value = aggregate(rows, aggregation);
      return value === undefined ? [] : [[aggregation.as, value]];
    })
  );
}

function aggregate(rows: readonly LogRow[], aggregation: Aggregation): string | undefined {
  const values = rows.flatMap((row) => row[aggregation.field] ?? []);
  switch (aggregation.function) {
    case 'count':
      return String(rows.length);
    case 'count_distinct':
      return String(new Set(values).size);
    case 'min':
      return values.length === 0
        ? undefined
        : String(values.reduce((least, one) => Math.min(least, Number(one)), Infinity));
    case 'max':
      return values.length === 0
        ? undefined
        : String(values.reduce((most, one) => Math.max(most, Number(one)), -Infinity));
    case 'latest':
      return values.at(-1);
  }
}

/** Numbers come in the order of numbers, and texts in that of texts. */
function sorted(rows: readonly LogRow[], field: string, isDescending: boolean): LogRow[] {
  const sign = isDescending ? -1 : 1;
  const order = ({ [field]: a = '' }: LogRow, { [field]: b = '' }: LogRow) =>
    Number.isNaN(Number(a)) || Number.isNaN(Number(b)) ? (a < b ? -1 : Number(a > b)) : Number(a) - Number(b);
  return [...rows].sort((a, b) => sign * order(a, b));
}
