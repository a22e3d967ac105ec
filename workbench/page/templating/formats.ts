import { dateTimeFormat, textUtil } from '@grafana/data';

/** What a format needs besides the values. */
export interface FormatContext {
  variableName: string;
  /** The displayed text, for `${var:text}`. */
  text: string;
  /** What follows the first colon, for `${var:date:YYYY}`. */
  args: string[];
}

/** One or several values. */
export type VariableValue = string | string[];
type Format = (values: string[], context: FormatContext, single: boolean) => string;

const REGEX_SPECIALS = /[\\^$*+?.()|[\]{}/]/g;
const LUCENE_SPECIALS = /[!*+\-=<>\s&|()[\]{}^~?:\\/"]/g;

const each =
  (one: (value: string) => string, separator = ','): Format =>
  (values) =>
    values.map(one).join(separator);
const quoted = (quote: string, escaped: string) => each((value) => quote + value.replaceAll(quote, escaped) + quote);

/** Grafana's advanced variable formats: https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/ */
const formats: Record<string, Format> = {
  csv: each((value) => value),
  raw: each((value) => value),
  pipe: each((value) => value, '|'),
  glob: formatGlob,
  json: (values, _context, single) => (single ? (values[0] ?? '') : JSON.stringify(values)),
  regex: (values) => oneOf(values.map(escapeRegex), '|'),
  lucene: (values) =>
    oneOf(
      values.map((value) => value.replace(LUCENE_SPECIALS, '\\$&')),
      ' OR ',
      '"'
    ),
  html: (values) => textUtil.escapeHtml(values.join(', ')),
  text: (_values, { text }) => text,
  singlequote: quoted("'", "\\'"),
  doublequote: quoted('"', '\\"'),
  sqlstring: quoted("'", "''"),
  percentencode: (values, _context, single) => encodeStrictly(single ? values.join() : formatGlob(values)),
  uriencode: (values) => encodeURI(formatGlob(values)),
  queryparam: (values, { variableName }) =>
    values.map((value) => `var-${encodeURIComponent(variableName)}=${encodeURIComponent(value)}`).join('&'),
  distributed: (values, { variableName }) =>
    values.map((value, index) => (index === 0 ? value : `${variableName}=${value}`)).join(','),
  join: (values, { args }) => values.join(args[0] ?? ','),
  date: ([value = ''], { args }) => formatDate(Number(value), args.join(':')),
};

/** Formats a variable's value; unknown formats are treated as `glob`, the default. */
export function formatValue(
  value: VariableValue,
  format: string | undefined,
  context: Omit<FormatContext, 'args'>
): string {
  const [name = 'glob', ...args] = (format ?? 'glob').split(':');
  const values = Array.isArray(value) ? value : [value];
  const render = formats[name] ?? formatGlob;
  return render(values, { ...context, args }, !Array.isArray(value));
}

function formatGlob(values: string[]): string {
  return values.length > 1 ? `{${values.join(',')}}` : values.join();
}

function escapeRegex(value: string): string {
  return value.replace(REGEX_SPECIALS, '\\$&');
}

function oneOf(values: string[], separator: string, quote = ''): string {
  const [only = '', ...more] = values;
  return more.length === 0 ? only : `(${values.map((value) => quote + value + quote).join(separator)})`;
}

/** encodeURIComponent does not encode !'()*; strict decoders require it. */
function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function formatDate(epochMs: number, format: string): string {
  switch (format) {
    case '':
    case 'iso':
      return new Date(epochMs).toISOString();
    case 'seconds':
      return String(Math.round(epochMs / 1000));
    default:
      return dateTimeFormat(epochMs, { format, timeZone: 'browser' });
  }
}
