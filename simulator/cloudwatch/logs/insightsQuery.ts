/**
 * Reads queries of the Logs Insights query language, as far as Eastwest and Grafana's data source use it (CloudWatch Logs user
 * guide, "Logs Insights query language"). Everything else is an error: a guess would be worse.
 */
import { LogsError } from './logsError';

/** A field of an event, or the start of the period in which the event is: `bin(5m)`. */
export type Expression = { field: string; as: string } | { binMs: number; as: string };

/** A condition of `filter`. All conditions must be true. */
export type Condition =
  { field: string; kind: 'like'; pattern: RegExp; isNegated: boolean } | { field: string; kind: 'present' };

/** The functions of `stats` that are simulated. */
const AGGREGATIONS = ['count', 'count_distinct', 'min', 'max', 'latest'] as const;

/** One value of a group; `count(*)` has no field. */
export interface Aggregation {
  function: (typeof AGGREGATIONS)[number];
  field: string;
  as: string;
}

/** One step of a query. */
export type Command =
  | { kind: 'fields' | 'display'; expressions: Expression[] }
  | { kind: 'filter'; conditions: Condition[] }
  /** The groups of the pattern have the names in this order. */
  | { kind: 'parse'; field: string; pattern: RegExp; names: string[] }
  | { kind: 'stats'; aggregations: Aggregation[]; by: Expression[] }
  | { kind: 'sort'; field: string; isDescending: boolean }
  | { kind: 'limit'; rows: number };

const FIELD = '@?[A-Za-z_][\\w.]*';
const AS = '(?:\\s+as\\s+(\\w+))?';
const NAMED_GROUP = /\(\?<(\w+)>/g;
const UNITS_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads a query; throws a LogsError for what is not simulated. */
export function readQuery(text: string): Command[] {
  return splitAt(text, '|').map(readCommand);
}

function notSimulated(what: string): LogsError {
  return new LogsError('MalformedQueryException', `This part of a query is not simulated: ${what}`);
}

/** Splits at a separator that is outside quotes, patterns, and parentheses. */
function splitAt(text: string, separator: string): string[] {
  const opaque = /"(?:\\.|[^"\\])*"|(?<=\s)\/(?:\\.|[^/\\])+\/|\([^()]*\)/g;
  const masked = text.replace(opaque, (part) => '\u0000'.repeat(part.length));
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index <= masked.length; index++) {
    if (index === masked.length || masked.startsWith(separator, index)) {
      parts.push(text.slice(start, index).trim());
      start = index + separator.length;
    }
  }
  return parts;
}

function readCommand(text: string): Command {
  const [, name = '', rest = ''] = /^(\w+)\s+([\s\S]*)$/.exec(text) ?? [];
  switch (name.toLowerCase()) {
    case 'fields':
      return { kind: 'fields', expressions: splitAt(rest, ',').map(readExpression) };
    case 'display':
      return { kind: 'display', expressions: splitAt(rest, ',').map(readExpression) };
    case 'filter':
      return { kind: 'filter', conditions: splitAt(rest, ' and ').map(readCondition) };
    case 'parse':
      return readParse(rest);
    case 'stats':
      return readStats(rest);
    case 'sort':
      return readSort(rest);
    case 'limit':
      return readLimit(rest);
    default:
      throw notSimulated(text);
  }
}

function readExpression(text: string): Expression {
  const [, trimmed, plain, alias] = new RegExp(`^(?:ltrim\\((${FIELD})\\)|(${FIELD}))${AS}$`).exec(text) ?? [];
  const field = trimmed ?? plain;
  if (field !== undefined) {
    return { field, as: alias ?? text };
  }
  const [, count, unit = '', name] = new RegExp(`^bin\\((\\d+)(ms|s|m|h|d)\\)${AS}$`).exec(text) ?? [];
  if (count === undefined) {
    throw notSimulated(text);
  }
  return { binMs: Number(count) * (UNITS_MS[unit] ?? 0), as: name ?? text };
}

function readCondition(text: string): Condition {
  const [, present] = new RegExp(`^ispresent\\((${FIELD})\\)$`).exec(text) ?? [];
  if (present !== undefined) {
    return { field: present, kind: 'present' };
  }
  const like = new RegExp(`^(${FIELD})\\s+(not\\s+)?like\\s+(?:/(.+)/|"(.+)")$`).exec(text);
  const [, field, not, pattern, literal = ''] = like ?? [];
  if (field === undefined) {
    throw notSimulated(text);
  }
  return { field, kind: 'like', pattern: new RegExp(pattern ?? quoted(literal)), isNegated: not !== undefined };
}

function readParse(text: string): Command {
  const [, field, pattern, glob, list = ''] =
    new RegExp(`^(${FIELD})\\s+(?:/(.+)/|"(.+)"\\s+as\\s+(.+))$`).exec(text) ?? [];
  if (field === undefined) {
    throw notSimulated(text);
  }
  if (pattern !== undefined) {
    const names = Array.from(pattern.matchAll(NAMED_GROUP), ([, name = '']) => name);
    if (/\((?!\?)/.test(pattern)) {
      throw notSimulated(`a group without a name in ${pattern}`);
    }
    // Engines are several times slower with names.
    return { kind: 'parse', field, pattern: new RegExp(pattern.replace(NAMED_GROUP, '(')), names };
  }
  const names = list.split(',').map((name) => name.trim());
  return { kind: 'parse', field, pattern: globPattern(glob ?? '', names), names };
}

/** Each asterisk is a group; the first and the last one reach to the ends of the text. */
function globPattern(glob: string, names: readonly string[]): RegExp {
  const parts = glob.split('*');
  if (parts.length !== names.length + 1) {
    throw new LogsError('MalformedQueryException', `The pattern "${glob}" needs as many names as asterisks.`);
  }
  const inner = parts.map(quoted);
  const body = inner.join('(.*?)');
  return new RegExp(`${glob.startsWith('*') ? '^' : ''}${body}${glob.endsWith('*') ? '$' : ''}`, 's');
}

function readStats(text: string): Command {
  const [functions = '', ...by] = splitAt(text, ' by ');
  return {
    kind: 'stats',
    aggregations: splitAt(functions, ',').map(readAggregation),
    by: by.flatMap((list) => splitAt(list, ',')).map(readExpression),
  };
}

function readAggregation(text: string): Aggregation {
  const [, name, field = '', alias] = new RegExp(`^(\\w+)\\((\\*|${FIELD})\\)${AS}$`).exec(text) ?? [];
  const known = AGGREGATIONS.find((one) => one === name);
  if (known === undefined || (field === '*') !== (known === 'count')) {
    throw notSimulated(text);
  }
  return { function: known, field, as: alias ?? text };
}

function readSort(text: string): Command {
  const [, field, order = 'asc'] = new RegExp(`^(${FIELD})(?:\\s+(asc|desc))?$`).exec(text) ?? [];
  if (field === undefined) {
    throw notSimulated(`sort ${text}`);
  }
  return { kind: 'sort', field, isDescending: order === 'desc' };
}

function readLimit(text: string): Command {
  if (!/^\d+$/.test(text)) {
    throw notSimulated(`limit ${text}`);
  }
  return { kind: 'limit', rows: Number(text) };
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
