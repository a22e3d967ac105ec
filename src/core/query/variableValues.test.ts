import { type Replace } from './resolved';
import { valuesOf } from './variableValues';

/** Writes variables as Grafana 12.4 does: a list of several values as {a,b}, as JSON, or as a regular expression. */
const grafana =
  (variables: Record<string, string | string[]>): Replace =>
  (text, format) =>
    text.replace(/\$\{(\w+)\}|\$(\w+)/g, (whole, inBraces: string | undefined, bare = '') => {
      const value = variables[inBraces ?? String(bare)];
      if (value === undefined || typeof value === 'string') {
        return value ?? whole;
      }
      return format === 'json' ? JSON.stringify(value) : value.length > 1 ? `{${value.join(',')}}` : String(value);
    });

describe('valuesOf', () => {
  it.each<[string, Record<string, string | string[]>, string[]]>([
    ['shop', {}, ['shop']],
    ['', {}, ['']],
    ['$ns', { ns: 'shop' }, ['shop']],
    ['$ns', { ns: ['shop'] }, ['shop']],
    ['$ns', { ns: ['shop', 'data'] }, ['shop', 'data']],
    ['$ns', { ns: ['shop', 'data', 'shop'] }, ['shop', 'data']],
    ['$ns', { ns: [] }, []],
    ['$ns', { ns: '' }, []],
    ['$ns', { ns: '.*' }, ['.*']],
    [
      '$net',
      { net: ['Paris, France', '"quoted"', 'a{1}', 'b\\c', 'x|y.*'] },
      ['Paris, France', '"quoted"', 'a{1}', 'b\\c', 'x|y.*'],
    ],
    ['$net', { net: ['Paris, France'] }, ['Paris, France']],
    ['$ns/$app', { ns: ['shop', 'data'], app: ['web', 'db'] }, ['shop/web', 'shop/db', 'data/web', 'data/db']],
    ['shop/$app', { app: 'web' }, ['shop/web']],
    ['${ns:regex}', { ns: ['a.b', 'c'] }, ['a.b', 'c']],
    ['${ns:pipe}/${app:csv}', { ns: ['a', 'b'], app: 'c' }, ['a/c', 'b/c']],
    // Filled in already, as in Explore.
    ['{shop,data}', {}, ['shop', 'data']],
    ['{shop}', {}, ['{shop}']],
    ['$unknown', {}, ['$unknown']],
  ])('expands %j with %j to %j', (text, variables, values) => {
    expect(valuesOf(text, grafana(variables))).toEqual(values);
  });
});
