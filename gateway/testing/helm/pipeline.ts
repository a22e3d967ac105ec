import { createHash } from 'node:crypto';

/** What templates can refer to: ".Values" and ".Release". */
export type Context = Record<string, unknown>;

/** The functions of Helm that the chart uses. Their last argument is what is passed through a pipe. */
const FUNCTIONS: Record<string, (...args: unknown[]) => unknown> = {
  default: (fallback, value) => (isTrue(value) ? value : fallback),
  dict: (...entries) =>
    Object.fromEntries(entries.flatMap((key, at) => (at % 2 === 0 ? [[key, entries[at + 1]]] : []))),
  quote: (value) => JSON.stringify(value),
  regexMatch: (pattern, value) => new RegExp(String(pattern)).test(String(value)),
  sha256sum: (value) => createHash('sha256').update(String(value)).digest('hex'),
  toJson: (value) => JSON.stringify(value, sorted).replace(/[<>&]/g, escaped),
  trunc: (length, value) => String(value).slice(0, Number(length)),
};

/** Whether a value counts as true in a template: not if it is empty. */
export function isTrue(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/** The value of a pipeline: `.Values.clientLabels | default (dict "app" "grafana") | toJson`. */
export function valueOf(pipeline: string, context: Context, include: (name: string) => string): unknown {
  const words = pipeline.match(/"[^"]*"|[()|]|[^\s()|]+/g) ?? [];
  const value = piped(words, context, { ...FUNCTIONS, include: (name) => include(String(name)) });
  if (words.length > 0) {
    throw new Error(`"${words[0]}" in {{ ${pipeline} }} is not known.`);
  }
  return value;
}

function piped(words: string[], context: Context, functions: typeof FUNCTIONS): unknown {
  let value: unknown;
  let passed: unknown[] = [];
  do {
    value = called(words, context, functions, passed);
    passed = [value];
  } while (words[0] === '|' && words.shift() !== undefined);
  return value;
}

/** A function with its arguments, or a single value. */
function called(words: string[], context: Context, functions: typeof FUNCTIONS, passed: unknown[]): unknown {
  const called = functions[words[0] ?? ''];
  if (called !== undefined) {
    words.shift();
  }
  const values: unknown[] = [];
  while (words.length > 0 && words[0] !== '|' && words[0] !== ')') {
    values.push(argument(words, context, functions));
  }
  return called === undefined ? values[0] : called(...values, ...passed);
}

function argument(words: string[], context: Context, functions: typeof FUNCTIONS): unknown {
  const word = words.shift() ?? '';
  if (word === '(') {
    const value = piped(words, context, functions);
    words.shift();
    return value;
  }
  if (word.startsWith('.')) {
    return member(context, word.split('.').filter(Boolean));
  }
  if (/^("|\d)/.test(word)) {
    return JSON.parse(word);
  }
  throw new Error(`The function ${word} is not known.`);
}

function member(context: unknown, [name, ...others]: string[]): unknown {
  return name === undefined ? context : member(Object(context)[name], others);
}

/** Go writes the members of objects in the order of their names. */
function sorted(_: string, value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

/** Go escapes the characters that have a meaning in HTML. */
function escaped(character: string): string {
  return `\\u00${character.charCodeAt(0).toString(16)}`;
}
