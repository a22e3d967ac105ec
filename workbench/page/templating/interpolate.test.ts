import { createDataFrame, type Field, FieldType, type ScopedVars } from '@grafana/data';
import { readTimeRange } from '../url/timeRange';
import { type Formatter, interpolate, type InterpolatedVariable } from './interpolate';

const variable = (over: Partial<InterpolatedVariable> & { name: string }): [string, InterpolatedVariable] => [
  over.name,
  { multi: false, includeAll: false, value: '', text: '', urlValue: over.value ?? '', ...over },
];

const variables = new Map([
  variable({ name: 'one', value: 'a.b', text: 'A dot B' }),
  variable({ name: 'many', multi: true, value: ['x', 'y|z'], text: 'x + y|z' }),
  variable({ name: 'all', includeAll: true, multi: true, value: ['p', 'q'], text: 'All', urlValue: ['$__all'] }),
  variable({ name: 'custom', includeAll: true, value: ['p'], text: 'All', urlValue: '$__all', allValue: '.*' }),
]);

const context = {
  variables,
  timeRange: readTimeRange('1700000000000', '1700003600000', 'utc'),
  dashboardUid: 'uid1',
  dashboardTitle: 'A dashboard',
};

const run = (text: string, scopedVars: ScopedVars = {}, format?: Formatter) =>
  interpolate(text, scopedVars, format, context);

it.each([
  ['$one', 'a.b'],
  ['${one}', 'a.b'],
  ['[[one]]', 'a.b'],
  ['x$one-y', 'xa.b-y'],
  ['${one:regex}', 'a\\.b'],
  ['[[one:regex]]', 'a\\.b'],
  ['${one:text}', 'A dot B'],
  ['${one.text}', 'A dot B'],
  ['${one:queryparam}', 'var-one=a.b'],
  ['${one:percentencode}', 'a.b'],
  ['$many', '{x,y|z}'],
  ['${many:csv}', 'x,y|z'],
  ['${many:pipe}', 'x|y|z'],
  ['${many:json}', '["x","y|z"]'],
  ['${many:regex}', '(x|y\\|z)'],
  ['${many:singlequote}', "'x','y|z'"],
  ['${many:doublequote}', '"x","y|z"'],
  ['${many:queryparam}', 'var-many=x&var-many=y%7Cz'],
  ['${many:text}', 'x + y|z'],
  ['${many:join:+}', 'x+y|z'],
  ['${many:distributed}', 'x,many=y|z'],
  ['${all:csv}', 'p,q'],
  ['${all:queryparam}', 'var-all=%24__all'],
  ['${all:text}', 'All'],
  ['$custom', '.*'],
  ['${custom:regex}', '.*'],
  ['$unknown ${unknown:csv} [[unknown]]', '$unknown ${unknown:csv} [[unknown]]'],
  ['100$ and $5', '100$ and $5'],
  ['$__from-$__to', '1700000000000-1700003600000'],
  ['${__from:date:seconds}', '1700000000'],
  ['${__from:date:iso}', '2023-11-14T22:13:20.000Z'],
  ['${__dashboard} ${__dashboard.uid}', 'A dashboard uid1'],
  ['${__url_time_range}', 'from=1700000000000&to=1700003600000'],
  ['${__all_variables}', 'var-one=a.b&var-many=x&var-many=y%7Cz&var-all=%24__all&var-custom=%24__all'],
])('%s becomes %s', (text, expected) => {
  expect(run(text)).toBe(expected);
});

it('gives precedence to scoped variables', () => {
  expect(
    run('$one ${one:regex} ${deep.labels.pod}', {
      one: { value: 's.1' },
      deep: { value: { labels: { pod: 'web-1' } } },
    })
  ).toBe('s.1 s\\.1 web-1');
});

it('formats with a function that gets the variable, unless the text has a format', () => {
  const format = (value: string | string[], { name, multi }: InterpolatedVariable) =>
    `<${name} ${multi} ${[value].flat().length}>`;
  expect(run('$many ${many:pipe}', {}, format)).toBe('<many true 2> x|y|z');
});

it('fills in the values of a data link', () => {
  const bytes: Field = { name: 'bytes', type: FieldType.number, config: {}, values: [1, 2], labels: { az: 'a' } };
  const frame = createDataFrame({ name: 'flows', fields: [{ name: 'pod', values: ['web-1', 'db-1'] }, bytes] });
  const scoped: ScopedVars = { __dataContext: { value: { data: [frame], frame, field: bytes, rowIndex: 1 } } };
  expect(
    run(
      '${__data.fields.pod} ${__data.fields["pod"]} ${__data.fields[1]} ${__value.raw} ${__field.labels.az} ${__series.name}',
      scoped
    )
  ).toBe('db-1 db-1 2 2 a flows');
});
