import Ajv from 'ajv';
import fs from 'node:fs';
import path from 'node:path';
import { HOSTILE_STRINGS } from '../../../src/testing/hostileStrings';
import { type Format, FORMATS } from './formats';
import { type ReportedFinding, type VerdictReport } from './verdictReport';

const NAMES = Object.values(HOSTILE_STRINGS);
const ERROR: ReportedFinding = {
  id: 'missing-cluster-ip',
  severity: 'error',
  object: 'NetworkPolicy shop/web',
  place: 'NetworkPolicy shop/web, spec.egress',
  problem: 'The ClusterIP is not open.',
  remedy: 'Create the policy again.',
};

const groupOf = (client: string) => ({
  ...{ client, server: 'shop/api', port: 8080, outcome: 'denied' as const },
  ...{ flows: 1, bytes: 12, reason: `Denied: no rule allows ${client}.`, policies: ['NetworkPolicy shop/web'] },
});

const report = (names: readonly string[] = []): VerdictReport => ({
  exitCode: 3,
  observation: ['Observed for an hour.'],
  warnings: names,
  unplaced: names.map((reason) => ({ reason, flows: 1 })),
  mistakes: [{ ...ERROR, id: 'rule-unused', severity: 'warning' }],
  differences: [ERROR],
  stages: [
    { stage: 'today', counts: { allowed: 5, denied: 1, unknown: 0 }, notAllowed: ['shop/web', ...names].map(groupOf) },
  ],
});

const written = (format: Format, of = report()) => FORMATS[format](of);

describe('the report as Markdown', () => {
  it('has the result, the flows, and the findings', () => {
    expect(written('markdown').split('\n\n')).toEqual([
      '## Network policies: flows are not allowed, or policies have errors',
      'Policies of the inventory: 5 flows allowed, 1 denied, 0 not known.',
      [
        '| Flow | Port | Flows | Bytes | Why |',
        '| --- | --- | --- | --- | --- |',
        '| shop/web → shop/api | TCP 8080 | 1 | 12 B | Denied: no rule allows shop/web. |',
      ].join('\n'),
      '### Mistakes in the policies',
      expect.stringContaining('| warning | NetworkPolicy shop/web, spec.egress | The ClusterIP is not open. '),
      '### Differences between the policies and what is enforced',
      expect.stringContaining('| error | NetworkPolicy shop/web, spec.egress | The ClusterIP is not open. '),
      '### What was observed',
      '- Observed for an hour.',
    ]);
  });

  it.each(Object.entries(HOSTILE_STRINGS))('has no markup, links, or mentions of hostile names (%s)', (_, name) => {
    const text = written('markdown', report([name, `@${name}`, 'https://hostile.example', '|a|']));
    expect(text.replace(/<br>/g, '')).not.toMatch(/[<>]|(?<!\\)\]\(|@\w|https?:\/\//);
    const rows = text.split('\n').filter((line) => line.startsWith('| ') && line.includes('→'));
    expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).toEqual(rows.map(() => 6));
    expect(rows).toHaveLength(5);
  });
});

describe('the report as JUnit XML', () => {
  const parse = (text: string) => new DOMParser().parseFromString(text, 'application/xml');
  const namesOf = (root: Document, selector: string) =>
    [...root.querySelectorAll(selector)].map((each) => each.getAttribute('name'));

  it('fails tests for flows that are not allowed and, in a check, for errors', () => {
    const root = parse(written('junit'));
    expect(namesOf(root, 'testsuite')).toHaveLength(3);
    expect(namesOf(root, 'testcase:has(failure)')).toEqual([
      'shop/web → shop/api TCP 8080',
      'NetworkPolicy shop/web, spec.egress: missing-cluster-ip',
    ]);
    expect(root.querySelector('testsuite')?.getAttribute('failures')).toBe('1');
  });

  it('fails no tests for what does not decide, if policies are generated', () => {
    const allowed = {
      stage: 'generated-default-deny',
      counts: { allowed: 6, denied: 0, unknown: 0 },
      notAllowed: [],
    } as const;
    const generated = { policies: [], restricting: 0, namespaces: 0 };
    const root = parse(written('junit', { ...report(), stages: [...report().stages, allowed], generated }));
    expect(namesOf(root, 'testcase:has(failure)')).toEqual([]);
  });

  it('is well-formed, and keeps hostile names apart from its markup', () => {
    const root = parse(written('junit', report([...NAMES, '\u0000\u0001\uFFFF<&">'])));
    expect(root.querySelector('parsererror')).toBeNull();
    expect(namesOf(root, 'testcase:has(failure)')).toHaveLength(NAMES.length + 3);
    expect(root.querySelectorAll('script, img, svg')).toHaveLength(0);
  });
});

describe('the report as JSON', () => {
  const schema = JSON.parse(fs.readFileSync(path.join(__dirname, '../../../docs/policies-report.schema.json'), 'utf8'));
  const validate = new Ajv({ allErrors: true }).compile(schema);

  it.each<[string, VerdictReport]>([
    ['a check', report(NAMES)],
    [
      'generated policies',
      {
        ...report(),
        generated: { policies: [], restricting: 0, namespaces: 0 },
        written: { directory: 'out', files: ['shop/web.yaml'] },
      },
    ],
  ])('has the documented form for %s', (_, of) => {
    validate(JSON.parse(written('json', of)));
    expect(validate.errors).toBeNull();
  });
});

describe('the report as SARIF', () => {
  const text = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } };
  const of = (required: readonly string[], properties: object) => ({ type: 'object', required, properties });
  const listOf = (items: object) => ({ type: 'array', minItems: 1, items });
  const physicalLocation = of(['artifactLocation', 'region'], {
    artifactLocation: of(['uri'], { uri: { type: 'string', pattern: '^[^/\\\\: ]+(/[^/\\\\: ]+)*$' } }),
    region: of(['startLine'], { startLine: { type: 'integer', minimum: 1 } }),
  });
  /** What SARIF 2.1.0 requires of these members, and GitHub's code scanning reads. */
  const validate = new Ajv({ allErrors: true }).compile(
    of(['version', 'runs'], {
      version: { const: '2.1.0' },
      runs: listOf(
        of(['tool', 'results'], {
          tool: of(['driver'], {
            driver: of(['name', 'rules'], { rules: listOf(of(['id'], { shortDescription: text, help: text })) }),
          }),
          results: listOf(
            of(['message', 'ruleId', 'ruleIndex', 'level', 'locations'], {
              level: { enum: ['none', 'note', 'warning', 'error'] },
              message: text,
              locations: listOf(of(['logicalLocations'], { physicalLocation })),
            })
          ),
        })
      ),
    })
  );
  const sources = new Map([['NetworkPolicy shop/web', { uri: 'policies/web%20app.yaml', line: 12 }]]);
  const runOf = (reported: VerdictReport) => {
    const log = JSON.parse(written('sarif', reported));
    validate(log);
    expect(validate.errors).toBeNull();
    return log.runs[0];
  };

  it('has findings and flows at the line of their policy, with the rule of each', () => {
    const { results, tool } = runOf({ ...report(), sources });
    const { rules } = tool.driver;
    expect(
      results.map(({ level, ruleIndex }: { level: string; ruleIndex: number }) => [level, rules[ruleIndex].id])
    ).toEqual([
      ['warning', 'rule-unused'],
      ['error', 'missing-cluster-ip'],
      ['error', 'flow-denied'],
    ]);
    for (const { locations } of results) {
      expect(locations).toEqual([
        {
          physicalLocation: {
            artifactLocation: { uri: 'policies/web%20app.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 12 },
          },
          logicalLocations: [{ fullyQualifiedName: 'shop/NetworkPolicy/web', kind: 'resource' }],
        },
      ]);
    }
    expect(results[2].message.text).toBe(
      'shop/web → shop/api TCP 8080 (1 flow, 12 B): Denied: no rule allows shop/web.'
    );
  });

  it('has the name of an object that is in no YAML file', () => {
    const cluster = { ...ERROR, object: 'ClusterNetworkPolicy tenants' };
    const [, { locations }] = runOf({ ...report(), differences: [cluster] }).results;
    expect(locations).toEqual([
      { logicalLocations: [{ fullyQualifiedName: 'ClusterNetworkPolicy/tenants', kind: 'resource' }] },
    ]);
  });

  it('has no links in hostile names', () => {
    const { results } = runOf(report([...NAMES, '[click](https://hostile.example)']));
    expect(results).toHaveLength(NAMES.length + 4);
    results.forEach(({ message }: { message: { text: string } }) => expect(message.text).not.toContain(']('));
  });
});

it('lists at most twenty lines of each kind as text, and says how many there are', () => {
  const text = written('text', report(Array.from({ length: 25 }, (_, index) => `shop/pod-${index}`)));
  expect(text).toContain('25 flows have no verdict:');
  expect(text.match(/and \d more/g)).toEqual(['and 5 more', 'and 6 more']);
  expect(text).toContain('1 difference between the policies and what is enforced:\n  error: NetworkPolicy shop/web');
});
