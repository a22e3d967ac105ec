import { type Replace } from './resolved';

/** A list of texts in JSON, as Grafana writes the values of a variable in the format `json`. */
const JSON_TEXT = '"(?:[^"\\\\\\u0000-\\u001f]|\\\\(?:["\\\\/bfnrt]|u[\\da-fA-F]{4}))*"';
const JSON_LIST = new RegExp(`\\[${JSON_TEXT}(?:,${JSON_TEXT})*\\]`);

/** Variables with a format that joins several values to one text. */
const LIST_FORMAT = /(\$\{\w+|\[\[\w+):(?:regex|pipe|csv|glob|json)(?=\}|\]\])/g;

/**
 * All texts that a text with dashboard variables stands for: one for each value of a variable with several values,
 * none if a variable is empty.
 *
 * @param saved a text whose variables can have formats: `${namespace:regex}` has the values of `${namespace}`.
 */
export function valuesOf(saved: string, replace: Replace): string[] {
  const text = saved.replace(LIST_FORMAT, '$1');
  const plain = replace(text).trim();
  if (plain === '' && text !== '') {
    return [];
  }
  // Grafana writes several values as {a,b}, in which a value with a comma cannot be recognized.
  const values = /\{.*\}/s.test(plain) ? (expanded(replace(text, 'json')) ?? listed(plain)) : [plain];
  return [...new Set(values.map((value) => value.trim()))];
}

/** The text with each value of its lists inserted; undefined if it contains no list. */
function expanded(text: string): string[] | undefined {
  const [list] = JSON_LIST.exec(text) ?? [];
  // The regular expression matches only lists of texts.
  const values = list === undefined ? undefined : (JSON.parse(list) as string[]);
  return values?.flatMap((value) => {
    const inserted = text.replace(JSON_LIST, () => value);
    return expanded(inserted) ?? [inserted];
  });
}

/** The values of a text whose variables are already replaced, such as a query that was opened in Explore. */
function listed(text: string): string[] {
  const [, values] = /^\{(.*)\}$/s.exec(text) ?? [];
  return values?.includes(',') ? values.split(',') : [text];
}
