/** @jest-environment node */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import packageFile from '../package.json';
import { modelOperations, shapeOf, type ShapeReference } from '../simulator/flowapi/testing/apiModel';
import { syntaxErrors } from '../src/testing/syntaxErrors';
import {
  type AwsCommand,
  awsCommands,
  bracketProblem,
  cliName,
  codeBlocks,
  inlineCode,
  memberNames,
  npmScripts,
  provisioningPaths,
} from './testing/markdownCode';

const ROOT = path.join(__dirname, '..');
const FOLDERS = ['docs', 'README.md', 'terraform/README.md', 'src/README.md'];
const FILES = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...FOLDERS], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file.endsWith('.md') && fs.existsSync(path.join(ROOT, file)));

/** Options that every operation of the AWS CLI has. */
const GLOBAL_OPTIONS = ['query', 'output', 'region', 'profile', 'no-cli-pager', 'cli-input-json'];

/** The problem of a block's text in each language, and undefined if there is none. */
const CHECKS: Record<string, (text: string) => string | undefined> = {
  sh: shellProblem,
  shell: shellProblem,
  bash: shellProblem,
  json: jsonProblem,
  yaml: yamlProblem,
  promql: (text) => syntaxErrors(text)[0],
  hcl: bracketProblem,
  ini: () => undefined,
  mermaid: () => undefined,
  text: () => undefined,
};

function shellProblem(text: string): string | undefined {
  const [placeholder] = text.replace(/'[^']*'|"[^"]*"/g, '').match(/<[a-z][\w ]*>/i) ?? [];
  if (placeholder !== undefined) {
    return `a shell reads ${placeholder} as a redirection: use a variable, or quote it`;
  }
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  return status === 0 ? undefined : stderr;
}

function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

function yamlProblem(text: string): string | undefined {
  return parseAllDocuments(text).flatMap(({ errors }) => errors.map(({ message }) => message))[0];
}

/** Everything that is wrong with the code of a Markdown text, with the line for blocks. */
function problemsOf(markdown: string): string[] {
  const blocks = codeBlocks(markdown);
  const code = [...blocks.map(({ text }) => text), ...inlineCode(markdown)];
  return [
    ...blocks.flatMap(({ language, line, text }) => {
      const check = CHECKS[language];
      const problem = check ? check(text) : `"${language}" is not a known language`;
      return problem === undefined ? [] : [`line ${line}: ${problem}`];
    }),
    ...code.flatMap((text) => awsCommands(text).flatMap(awsProblems)),
    ...npmScripts(markdown).flatMap((name) => (name in packageFile.scripts ? [] : [`no npm script "${name}"`])),
    ...code
      .flatMap(provisioningPaths)
      .flatMap((name) => (fs.existsSync(path.join(ROOT, name)) ? [] : [`"${name}" does not exist`])),
  ];
}

const operations = new Map(Object.entries(modelOperations).map(([name, operation]) => [cliName(name), operation]));

/** What is wrong with a call of Network Flow Monitor, by the API model: the operation, an option, or a member of its value. */
function awsProblems({ service, operation: name, options }: AwsCommand): string[] {
  if (service !== 'networkflowmonitor') {
    return [];
  }
  const operation = operations.get(name);
  if (!operation) {
    return [`networkflowmonitor has no operation "${name}"`];
  }
  const { members = {}, required = [] } = shapeOf(operation.input);
  const memberOf = new Map(Object.entries(members).map(([member, reference]) => [cliName(member), reference]));
  const missing = required.filter((member) => options.size > 0 && !options.has(cliName(member)));
  return [
    ...missing.map((member) => `${name} lacks --${cliName(member)}`),
    ...[...options].flatMap(([option, value]) => {
      const reference = memberOf.get(option);
      if (reference === undefined) {
        return GLOBAL_OPTIONS.includes(option) ? [] : [`${name} has no option "--${option}"`];
      }
      const known = membersBelow(reference);
      const unknown = memberNames(value).filter((member) => !known.has(member));
      return unknown.map((member) => `--${option} has no member "${member}"`);
    }),
  ];
}

/** The names of all members of a shape and of the shapes in it. */
function membersBelow(reference: ShapeReference): Set<string> {
  const { members = {}, member } = shapeOf(reference);
  const children = [...Object.values(members), ...(member ? [member] : [])];
  return new Set([...Object.keys(members), ...children.flatMap((child) => [...membersBelow(child)])]);
}

describe('the code in the documents', () => {
  it.each(FILES)('is right in %s', (file) => {
    expect(problemsOf(fs.readFileSync(path.join(ROOT, file), 'utf8'))).toEqual([]);
  });

  it('includes blocks of every language that is checked, and calls of Network Flow Monitor', () => {
    const texts = FILES.map((file) => fs.readFileSync(path.join(ROOT, file), 'utf8'));
    const blocks = texts.flatMap(codeBlocks);
    const languages = new Set(blocks.map(({ language }) => language));
    expect([...languages]).toEqual(expect.arrayContaining(['sh', 'json', 'yaml', 'promql', 'hcl']));
    const calls = blocks.flatMap(({ text }) => awsCommands(text)).map(({ service }) => service);
    expect(calls.filter((service) => service === 'networkflowmonitor').length).toBeGreaterThan(5);
  });
});

const block = (language: string, text: string) => `Text\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;

describe('the check', () => {
  it.each([
    ['a block without a language', block('', 'ls'), /line 3: "" is not a known language/],
    ['a quote that is not closed', block('sh', 'echo "a'), /line 3: .*unexpected EOF/],
    [
      'a placeholder that is a redirection',
      block('sh', 'unzip plugin-<version>.zip'),
      /reads <version> as a redirection/,
    ],
    ['JSON with a comma at the end', block('json', '{ "a": 1, }'), /line 3: SyntaxError/],
    ['YAML with a key twice', block('yaml', 'a: 1\na: 2'), /line 3: Map keys must be unique/],
    ['PromQL with an open bracket', block('promql', 'sum(up'), /line 3: /],
    ['a Terraform block that is not closed', block('hcl', 'module "a" {\n  b = [1]'), /line 3: "{" is not closed/],
    [
      'an operation that does not exist',
      block('sh', 'aws networkflowmonitor make-monitor'),
      /operation "make-monitor"/,
    ],
    [
      'an option that does not exist',
      block('sh', 'aws networkflowmonitor get-monitor --monitor-name a --name b'),
      /get-monitor has no option "--name"/,
    ],
    [
      'a required option that is missing',
      block('sh', "ARN=$(aws networkflowmonitor create-scope --region us-east-1 --query 'scopeArn')"),
      /create-scope lacks --targets/,
    ],
    [
      'a member that does not exist in the shorthand',
      block(
        'sh',
        'aws networkflowmonitor update-monitor --monitor-name a --local-resources-to-add kind=b,identifier=c'
      ),
      /--local-resources-to-add has no member "kind"/,
    ],
    [
      'a member that does not exist in JSON',
      block('sh', `aws networkflowmonitor create-scope --targets '[{"region":"a","account":"b"}]'`),
      /--targets has no member "account"/,
    ],
    ['a call in a sentence', 'Run `aws networkflowmonitor list-monitor`.', /operation "list-monitor"/],
    ['an npm script that does not exist', 'Run `npm run everything`.', /no npm script "everything"/],
    ['a file that does not exist', 'See `provisioning/nothing.yaml`.', /"provisioning\/nothing.yaml" does not exist/],
  ])('finds %s', (_, markdown, problem) => {
    expect(problemsOf(markdown).join('\n')).toMatch(problem);
  });

  it.each([
    [
      'a call over several lines, in a substitution and before a pipe',
      block(
        'sh',
        'A=$(aws networkflowmonitor list-scopes \\\n  --query "scopes[0].scopeArn" --output text) && echo "$A" | wc'
      ),
    ],
    [
      'a call with values in JSON and in the shorthand',
      block(
        'sh',
        `aws networkflowmonitor create-scope --targets '[{"region":"a","targetIdentifier":{"targetId":{"accountId":"'$B'"},"targetType":"ACCOUNT"}}]'
aws networkflowmonitor create-monitor --monitor-name a --scope-arn "$ARN" --local-resources type=AWS::EKS::Cluster,identifier="$ID"`
      ),
    ],
    ['a block in a list', '1. Run:\n\n   ```yaml\n   a:\n     - b\n   ```\n'],
    ['a file, also at the end of a sentence', 'See `provisioning/datasources/eastwest.yaml`, `provisioning/`.'],
    ["the folder of Grafana's provisioning files", 'Copy it to `/etc/grafana/provisioning/datasources/x.yaml`.'],
  ])('accepts %s', (_, markdown) => {
    expect(problemsOf(markdown)).toEqual([]);
  });
});
