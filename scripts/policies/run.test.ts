/** @jest-environment node */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NEVER } from 'rxjs';
import { FlowApiClient } from '../../src/flowapi/client';
import { realPacing } from '../../src/flowapi/pace/pacing';
import { type Endpoint } from '../../src/core/flow/flow';
import { API as API_POD, policyFlow, SHOP_OBJECTS, WEB } from '../../src/testing/policyShop';
import { COLUMNS } from '../../src/frames/columns';
import { codeBlocks, inlineCode } from '../testing/markdownCode';
import { USAGE } from './messages';
import { runPoliciesCommand } from './run';

let directory: string;

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-policies-command-'));
});

afterEach(() => fs.rmSync(directory, { recursive: true }));

function file(name: string, text: string): string {
  const at = path.join(directory, name);
  fs.writeFileSync(at, text);
  return at;
}

async function run(...args: string[]) {
  const printed: string[] = [];
  const print = (text: string) => printed.push(text);
  const connectPrometheus = () => () => Promise.resolve([]);
  const connect = () => new FlowApiClient(() => NEVER, realPacing);
  return {
    exitCode: await runPoliciesCommand(args, { print, printError: print, connect, connectPrometheus }),
    text: printed.join('\n'),
  };
}

it('prints its usage', async () => {
  expect(await run('--help')).toEqual({ exitCode: 0, text: expect.stringContaining('--enforced-by WHAT') });
});

/** What the AWS CLI prints about a flow that both agents reported. */
const ROWS = {
  topContributors: [rowOf(WEB, API_POD, 8080), rowOf(API_POD, WEB, 0)],
};

const EDGES = [
  'Source,Source namespace,Source kind,Target,Target namespace,Target kind,Ports,Data transferred (bytes)',
  'web,shop,Deployment,api,shop,Deployment,8080,12',
  'web,shop,Deployment,ACME,,internet,443,5',
].join('\r\n');

const RANGE = ['--from', '2026-11-21T10:00Z', '--to', '2026-11-21T12:00Z'];

function rowOf(local: Endpoint, remote: Endpoint, targetPort: number) {
  return {
    localIp: local.ip,
    remoteIp: remote.ip,
    localInstanceId: 'i-1',
    targetPort,
    destinationCategory: 'INTRA_AZ',
    value: 12,
    kubernetesMetadata: {
      localPodName: local.pod,
      localPodNamespace: local.namespace,
      remotePodName: remote.pod,
      remotePodNamespace: remote.namespace,
    },
  };
}

const closed = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'shop', name: 'closed' },
  spec: { podSelector: { matchLabels: { app: 'api' } } },
};

const inventory = () => ['--inventory', file('inventory.json', JSON.stringify({ kind: 'List', items: SHOP_OBJECTS }))];
const API = ['--flow-api', 'http://127.0.0.1:9700', '--monitor', 'one'];

it.each<[string, () => string[], RegExp]>([
  [
    'no inventory',
    () => API,
    /--inventory is missing\.\nWrite the Kubernetes objects to a file: kubectl get namespaces/,
  ],
  ['no flows', inventory, /No option says where the flows are\.\nEnter --flow-api with --monitor/],
  [
    'two sources of flows',
    () => [...inventory(), ...API, '--flows', 'a.csv'],
    /Several options say where the flows are/,
  ],
  ['no API', () => [...inventory(), '--monitor', 'one'], /--flow-api is missing/],
  ['no monitor', () => [...inventory(), ...API.slice(0, 2)], /--monitor is missing/],
  ['a time that is not one', () => [...inventory(), ...API, '--from', 'yesterday'], /--from is "yesterday"/],
  ['a window with one end', () => [...inventory(), ...API, '--from', '2026-11-21T10:00Z'], /--to is ""/],
  [
    'a window that ends before it starts',
    () => [...inventory(), ...API, '--from', '2026-11-21T10:00Z', '--to', '2026-11-21T09:00Z'],
    /--from is 2026-11-21T10:00Z, which is not before 2026-11-21T09:00Z/,
  ],
  [
    'files without their time range',
    () => [...inventory(), '--flows', file('flows.json', JSON.stringify(ROWS))],
    /flows\.json does not have the time range of its flows\.\nEnter the time range/,
  ],
  [
    'the CSV of the flow graph, which has no addresses to generate policies from',
    () => [...inventory(), ...RANGE, '--flows', file('edges.csv', EDGES)],
    /no addresses of ends outside the cluster.*\n.*add --check\./,
  ],
  [
    'files without flows',
    () => [...inventory(), ...RANGE, '--flows', file('flows.json', '{"topContributors":[]}')],
    /There are no flows in this window/,
  ],
  [
    'a format that does not exist',
    () => [...inventory(), ...API, '--format', 'pdf'],
    /--format is "pdf"\.\nEnter one of text, /,
  ],
  [
    'a label without a cluster',
    () => [...inventory(), '--prometheus', 'http://a', '--cluster-label', 'c'],
    /--cluster is missing/,
  ],
  ['hours that are not a number', () => [...inventory(), ...API, '--hours', 'many'], /--hours is "many"/],
  [
    'an enforcement that does not exist',
    () => [...inventory(), ...API, '--enforced-by', 'magic'],
    /--enforced-by is "magic"\.\nEnter one of vpc-cni-standard, /,
  ],
  [
    'an inventory file that does not exist',
    () => ['--inventory', path.join(directory, 'missing.json'), ...API],
    /missing\.json cannot be read: .*\nCheck the path/,
  ],
  [
    'an inventory that is not YAML',
    () => ['--inventory', file('broken.yaml', 'a: [1'), ...API],
    /broken\.yaml is neither JSON nor YAML: /,
  ],
  [
    'an inventory with problems',
    () => [
      '--inventory',
      file('pods.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: b}\nspec: {}'),
      ...API,
    ],
    /verdicts could be wrong:\n {2}Pod b\/a: the namespace b is not in the inventory/,
  ],
  [
    'networks that are not ranges',
    () => [...inventory(), ...API, '--networks', file('networks.txt', '10.0.0.0 nodes')],
    /networks\.txt: /,
  ],
])('fails with what to do next for %s', async (_, args, message) => {
  const { exitCode, text } = await run(...args());
  expect(text).toMatch(message);
  expect(exitCode).toBe(1);
});

describe('flows from files', () => {
  it('are judged, and the policies for them written', async () => {
    const flows = file('flows.json', JSON.stringify(ROWS));
    const out = path.join(directory, 'out');
    const { exitCode, text } = await run(...inventory(), ...RANGE, '--flows', flows, '--out', out);
    expect(text).toContain('Observed from 2026-11-21T10:00Z to 2026-11-21T12:00Z: 2 hours of flows.');
    expect(text).toContain('With the generated policies and the default deny: 1 flows allowed, 0 denied, 0 not known.');
    expect(fs.readFileSync(path.join(out, 'shop/api-allow-observed.yaml'), 'utf8')).toContain('port: 8080');
    expect(exitCode).toBe(0);
  });

  it('are one observation if they are in several files', async () => {
    const windows = [10, 11, 12].map((hour) => ({
      startMs: Date.UTC(2026, 10, 21, hour),
      endMs: Date.UTC(2026, 10, 21, hour + 1),
    }));
    const files = windows.map((window, index) => {
      const flow = policyFlow(WEB, API_POD, 8080, 1_000);
      const fields = COLUMNS.map(({ name, read }) => ({ name, values: [read(flow) ?? null] }));
      const meta = { custom: { eastwest: { kind: 'flows', version: 1, window } } };
      return file(`${index}.json`, JSON.stringify({ series: [{ fields, meta }] }));
    });
    const repeated = [...files, ...files.slice(0, 1)];
    const { text } = await run(...inventory(), '--check', ...repeated.flatMap((name) => ['--flows', name]));
    expect(text).toContain('Observed from 2026-11-21T10:00Z to 2026-11-21T13:00Z: 3 hours of flows.');
    expect(text).toContain('Policies of the inventory: 1 flows allowed, 0 denied, 0 not known.');
  });

  it('of the flow graph are judged between workloads, and those to names outside have no verdict', async () => {
    const policy = file('closed.json', JSON.stringify(closed));
    const edges = file('edges.csv', EDGES);
    const { exitCode, text } = await run(...inventory(), '--inventory', policy, ...RANGE, '--check', '--flows', edges);
    expect(text).toContain('shop/web → shop/api TCP 8080 (1 flow, 12 B): Denied: ');
    expect(text).toContain('1 × The address of one end is not known.');
    expect(exitCode).toBe(3);
  });
});

describe('policies with what Amazon VPC CNI enforces', () => {
  const stale = {
    apiVersion: 'networking.k8s.aws/v1alpha1',
    kind: 'PolicyEndpoint',
    metadata: { namespace: 'shop', name: 'gone-abcde' },
    spec: { policyRef: { namespace: 'shop', name: 'gone' } },
  };
  const args = () => [
    ...[...inventory(), '--inventory', file('policyendpoints.json', JSON.stringify(stale))],
    ...[...RANGE, '--flows', file('flows.json', JSON.stringify(ROWS)), '--format', 'json'],
  ];

  it('are compared, and differences fail a check', async () => {
    const { exitCode, text } = await run(...args(), '--check');
    expect(JSON.parse(text)).toMatchObject({
      stages: [{ stage: 'today', counts: { allowed: 1, denied: 0, unknown: 0 } }],
      differences: [{ id: 'unknown-policy', place: 'PolicyEndpoint shop/gone-abcde' }],
    });
    expect(exitCode).toBe(3);
  });

  it('do not fail generated policies, which are not applied yet', async () => {
    expect(await run(...args())).toMatchObject({ exitCode: 0 });
  });

  it('are not compared where others enforce policies', async () => {
    const { exitCode, text } = await run(...args(), '--check', '--enforced-by', 'other');
    expect(JSON.parse(text)).not.toHaveProperty('differences');
    expect(exitCode).toBe(0);
  });
});

it('has the lines of policies in YAML files as SARIF, for which GitHub shows the results there', async () => {
  const policy = ['# Nothing may connect to the API.', JSON.stringify(closed)].join('\n');
  const { text, exitCode } = await run(
    ...[...inventory(), '--inventory', file('closed.yaml', policy)],
    ...['--check', '--format', 'sarif', ...RANGE, '--flows', file('flows.json', JSON.stringify(ROWS))]
  );
  expect(exitCode).toBe(3);
  const [{ results }] = JSON.parse(text).runs;
  const denied = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'flow-denied');
  expect(denied.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: expect.stringMatching(/closed\.yaml$/), uriBaseId: '%SRCROOT%' },
    region: { startLine: 2 },
  });
});

it('has all options that the page about policies mentions', () => {
  const page = fs.readFileSync(path.join(__dirname, '../../docs/policies.md'), 'utf8');
  const commands = codeBlocks(page)
    .flatMap(({ text }) => text.replace(/\\?\n +(?=--)/g, ' ').split('\n'))
    .filter((line) => /npm run policies --|node \S*eastwest-policies/.test(line));
  const used = [...commands, ...inlineCode(page)].flatMap((text) => text.match(/(?<![\w-])--[a-z][a-z-]+/g) ?? []);
  const known = new Set(USAGE.match(/(?<![\w-])--[a-z][a-z-]+/g));
  expect(commands.length).toBeGreaterThan(5);
  expect(new Set(used).size).toBeGreaterThan(10);
  expect([...new Set(used)].filter((option) => !known.has(option) && option !== '--help')).toEqual([]);
});
