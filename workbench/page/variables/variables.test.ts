import { type SavedVariable } from '../model/savedDashboard';
import { choose, savedChoice } from './choose';
import { inOrder } from './order';
import { refineOptions } from './refineOptions';
import { parseCustomOptions } from './staticOptions';

const model = (over: Partial<SavedVariable> = {}): SavedVariable => ({ name: 'v', type: 'query', ...over });
const options = ['a', 'b'].map((text) => ({ text, value: text }));

describe('parseCustomOptions', () => {
  it.each([
    [
      'a,b',
      [
        ['a', 'a'],
        ['b', 'b'],
      ],
    ],
    [
      ' one , two ',
      [
        ['one', 'one'],
        ['two', 'two'],
      ],
    ],
    [
      'Five minutes : 5m, 1h',
      [
        ['Five minutes', '5m'],
        ['1h', '1h'],
      ],
    ],
    [
      'a\\,b, c',
      [
        ['a,b', 'a,b'],
        ['c', 'c'],
      ],
    ],
    ['10.0.0.1:80', [['10.0.0.1:80', '10.0.0.1:80']]],
    ['', []],
  ])('%s', (query, expected) => {
    expect(parseCustomOptions(query).map(({ text, value }) => [text, value])).toEqual(expected);
  });
});

describe('refineOptions', () => {
  const found = ['pod-10', 'pod-9', 'Web-1', 'pod-9'].map((text) => ({ text }));

  it.each([
    [{}, ['pod-10', 'pod-9', 'Web-1']],
    [{ sort: 1 }, ['Web-1', 'pod-10', 'pod-9']],
    [{ sort: 2 }, ['pod-9', 'pod-10', 'Web-1']],
    [{ sort: 3 }, ['Web-1', 'pod-9', 'pod-10']],
    [{ sort: 5 }, ['pod-10', 'pod-9', 'Web-1']],
    [{ regex: '/pod-(\\d+)/' }, ['10', '9']],
    [{ regex: 'Web.*' }, ['Web-1']],
  ])('with %j gives %j', (over, expected) => {
    expect(refineOptions(found, model(over)).map(({ value }) => value)).toEqual(expected);
  });

  it('uses text and value from named groups', () => {
    const [option] = refineOptions([{ text: 'web 10.0.0.1' }], model({ regex: '/(?<text>\\w+) (?<value>.+)/' }));
    expect(option).toEqual({ text: 'web', value: '10.0.0.1' });
  });
});

describe('choose', () => {
  it.each([
    ['the URL', model(), ['b'], ['a'], ['b']],
    ['the values in the URL, even if they are not options', model(), ['z'], ['a'], ['z']],
    ['an option by its text', model(), ['All'], [], ['$__all']],
    ['the previous values', model(), [], ['b'], ['b']],
    ['the first option if the previous value no longer exists', model(), [], ['z'], ['a']],
    ['several', model({ multi: true }), ['a', 'b'], [], ['a', 'b']],
    ['one of several values if only one is permitted', model(), ['a', 'b'], [], ['a']],
  ])('takes %s', (_what, variable, fromUrl, before, expected) => {
    expect(choose(variable, options, fromUrl, before)).toEqual(expected);
  });

  it('reads the saved values', () => {
    expect(savedChoice(model({ current: { value: '$__all' } }))).toEqual(['$__all']);
    expect(savedChoice(model({ type: 'textbox', query: 'default' }))).toEqual(['default']);
    expect(savedChoice(model())).toEqual([]);
  });
});

describe('inOrder', () => {
  it('orders dependencies first and keeps the order otherwise', () => {
    const models = [
      model({ name: 'pod', query: 'label_values(up{ns="$ns"}, pod)', datasource: { uid: '${ds}' } }),
      model({ name: 'other' }),
      model({ name: 'ns', query: { query: 'x [[cluster]]' } }),
      model({ name: 'cluster', query: '$pod' }),
      model({ name: 'ds' }),
    ];
    expect(inOrder(models).map(({ name }) => name)).toEqual(['cluster', 'ns', 'ds', 'pod', 'other']);
  });
});
