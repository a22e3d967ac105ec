import { type Replace } from './resolved';

/** A list of texts in JSON, as Grafana writes the values of a variable in the format "json". */
const JSON_TEXT = '"(?:[^"\\\\\\u0000-\\u001f]|\\\\(?:["\\\\/bfnrt]|u[\\da-fA-F]{4}))*"';
const JSON_LIST = new RegExp(`\\[${JSON_TEXT}(?:,${JSON_TEXT})*\\]`);

/** Formats in which several values are one text. */
const LIST_FORMAT = /(\$\{\w+|\[\[\w+):(?:regex|pipe|csv|glob|json)(?=\}|\]\])/g;

/**
 * Every text that a text with dashboard variables stands for: one for each value of a variable with several values,
 * none where a variable is set to nothing.
 *
 * @param saved a text in which variables may have formats: `${namespace:regex}` has the values of `${namespace}`.
 */
export function valuesOf(saved: string, replace: Replace): string[] {
  const text = saved.replace(LIST_FORMAT, '$1');
  const plain = replace(text).trim();
  if (plain === '' && text !== '') {
    return [];
  }
  // Grafana writes several values as {a,b}, which doesn't say where a value that has a comma ends.
  const values = /\{.*\}/s.test(plain) ? (expanded(replace(text, 'json')) ?? listed(plain)) : [plain];
  return [...new Set(values.map((value) => value.trim()))];
}

/** The text with each of the values in it; undefined where it has none. */
function expanded(text: string): string[] | undefined {
  const [list] = JSON_LIST.exec(text) ?? [];
  // The expression lets nothing else through than a list of texts.
  const values = list === undefined ? undefined : (JSON.parse(list) as string[]);
  return values?.flatMap((value) => {
    const one = text.replace(JSON_LIST, () => value);
    return expanded(one) ?? [one];
  });
}

/** The values of a text in which they are filled in already, such as a query that was opened in Explore. */
function listed(text: string): string[] {
  const [, values] = /^\{(.*)\}$/s.exec(text) ?? [];
  return values?.includes(',') ? values.split(',') : [text];
}
