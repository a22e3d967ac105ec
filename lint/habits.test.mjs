/** @jest-environment node */
import * as typescript from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { HABITS, habitsIn } from './habits.mjs';
import plainWords from './plainWords.mjs';

const EXAMPLES = {
  tell: ['Workloads are told from names.', 'kube-state-metrics tells of 12 pods.', 'Metrics that tell more'],
  'literary word': [
    'Choose them anew in the query.',
    'Whoever sends the most is shaped first.',
    'Internet, whatever the address',
    'Sends that nobody answered',
    'If somebody changed it, run again.',
  ],
  beside: ['Values beside edges'],
  'is no': ['"7" is no list.', 'Which is no matcher', 'These are no measures.', '"a b" is no name of a label.'],
  fragment: [
    'Of the table of flows.',
    'Whose nodes there are to choose from.',
    'Whether all is shown.',
    'Bytes per second. Of the whole range.',
  ],
  telegram: [
    'Empty: the only one.',
    'Nothing chosen: all',
    'A red edge: see the zones of both ends.',
    'By workload. A dip: an upgrade of the add-on.',
  ],
  look: ['Look whether its pod runs.', 'look at the flow graph'],
  go: ['The agent goes on printing pods.', 'Queries go by it.', 'Goes before the monitor.', 'nodes that went away'],
  ask: ['The API is asked too often.', 'Asking Prometheus', 'One query asks for each category.'],
  'relative clause': [
    'What its node moves is missing everywhere.',
    'All which is left out',
    'The window in which the pods of which it consists ran',
  ],
  apostrophe: ['The agents’ metrics'],
  'uncommon word': ['It is mended by a restart.', 'The toll of each zone', 'They are made of series.'],
};

const GOOD = [
  'Ask your Grafana administrator to add the data source.',
  'Ask an administrator for access, or ask the Grafana community.',
  'The proxy asks users to sign in.',
  'There is no network agent on the node.',
  'The agent is no longer running.',
  'Besides pods, the table lists nodes.',
  'If the field is empty, the data source uses the only monitor.',
  'How many flows are missing is unknown.',
  'Of 12 nodes, 3 have no agent.',
  'Which nodes lack an agent?',
  'What to do next',
  'What does it cost?',
  'Traffic whose source is unknown',
  'The zone of the pods which the query selects',
  'Default: 30 s',
  'No answer: HTTP 503',
  'A pod is shaped when it exceeds its allowance: see the chart below.',
  'The chart looks like a staircase. Look up the address in the table.',
  'Going up and down between zones costs money.',
  "The agents' metrics show the change since the last scrape.",
  'sum by (pod) (rate(requests_total{task="a"}[5m]))',
  'The recommendation of the maintainers',
];

it('has examples of each habit', () => {
  expect(Object.keys(EXAMPLES)).toEqual(HABITS.map(({ name }) => name));
});

describe.each(Object.entries(EXAMPLES))('the habit "%s"', (name, sentences) => {
  it.each(sentences)('is found in: %s', (sentence) => {
    expect(habitsIn(sentence).map(({ habit }) => habit.name)).toContain(name);
  });
});

it.each(GOOD)('accepts: %s', (sentence) => {
  expect(habitsIn(sentence).map(({ habit, found }) => `${habit.name}: ${found}`)).toEqual([]);
});

describe('the rule in code', () => {
  const RULES = {
    files: ['**/*.tsx'],
    languageOptions: { parser: typescript, parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { 'plain-words': plainWords },
  };
  const found = (code, options = {}) =>
    new Linter()
      .verify(code, [{ ...RULES, rules: { 'plain-words/no-habits': ['error', options] } }], { filename: 'text.tsx' })
      .map(({ line, message }) => [line, message.replace(/\)\. .*/, ')')]);

  it('reads strings, templates, attributes and the text of elements', () => {
    const code = [
      `const a = 'It is asked for flows.';`,
      'const b = `${pods} are told by ${agent}`;',
      `const c = <p title="Values beside edges">Look`,
      `  at the nodes.</p>;`,
      `const d = { description: 'Empty: all' };`,
    ].join('\n');
    expect(found(code)).toEqual([
      [1, '"asked" (ask)'],
      [2, '"told" (tell)'],
      [3, '"beside" (beside)'],
      [3, '"Look at" (look)'],
      [5, '"Empty: a" (telegram)'],
    ]);
  });

  it('skips identifiers, modules, keys, types and comments', () => {
    const code = [
      `import { told } from './what is asked';`,
      `type Asked = 'asked it' | 'told';`,
      `const asked = { 'asked it': told['told it'], kind: 'asked' };`,
      '// Nobody is asked.',
    ].join('\n');
    expect(found(code)).toEqual([]);
  });

  it('reads comments on request', () => {
    expect(found('/** What\n * nobody reads */', { comments: true })).toEqual([[1, '"nobody" (literary word)']]);
  });
});

it('reads the prose of Markdown, without code and addresses, and reports places', () => {
  const text = [
    '# What *CloudWatch* tells',
    '',
    'Run `look at` or [look](https://example.com/asked/nobody) _at_ the',
    'nodes that [nobody](#x) chose.',
    '',
    '| `told` | goes on |',
    '| --- | --- |',
    '',
    '```',
    'nobody is asked',
    '```',
  ].join('\n');
  // The Markdown language consists of ES modules, which Jest does not load.
  const script = `
    import markdown from '@eslint/markdown';
    import { Linter } from 'eslint';
    import plainWords from './lint/plainWords.mjs';
    const config = {
      files: ['**/*.md'],
      plugins: { markdown, 'plain-words': plainWords },
      language: 'markdown/gfm',
      rules: { 'plain-words/no-habits': 'error' },
    };
    const messages = new Linter().verify(${JSON.stringify(text)}, [config], { filename: 'a.md' });
    console.log(JSON.stringify(messages.map(({ line, column, message }) => [line, column, message.split(' (')[0]])));`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: path.join(__dirname, '..'),
    encoding: 'utf8',
  });
  expect(JSON.parse(printed)).toEqual([
    [1, 21, '"tells"'],
    [4, 13, '"nobody"'],
    [6, 12, '"goes on"'],
  ]);
});

it('lists the words of the project in alphabetical order', () => {
  const [, ...words] = fs.readFileSync(path.join(__dirname, 'words.txt'), 'utf8').trim().toLowerCase().split('\n');
  expect(words).toEqual([...new Set(words)].sort((one, other) => (one < other ? -1 : 1)));
});
