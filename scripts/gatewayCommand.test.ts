/** @jest-environment node */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { runGatewayCommand } from './gatewayCommand';

let directory: string;

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-gateway-command-'));
});

afterEach(() => fs.rmSync(directory, { recursive: true }));

function run(...args: string[]) {
  const printed: string[] = [];
  const print = (text: string) => printed.push(text);
  const exitCode = runGatewayCommand(['--to', directory, ...args], { print, printError: print });
  return { exitCode, printed: printed.join('\n'), files: fs.readdirSync(directory) };
}

const ROLE = 'arn:aws:iam::210987654321:role/flows';

it('writes a listener and a port for each Region and role, and a policy that allows to assume the role', () => {
  const { exitCode } = run(
    '--region',
    'eu-west-1',
    '--region',
    `us-gov-west-1=${ROLE}`,
    '--client-token-file',
    '/token'
  );
  expect(exitCode).toBe(0);
  const read = (file: string) => fs.readFileSync(path.join(directory, file), 'utf8');
  const { listeners } = parse(read('envoy.yaml')).static_resources;
  expect(listeners.map(({ name }: { name: string }) => name)).toEqual([
    'networkflowmonitor_eu-west-1_9700',
    'networkflowmonitor_us-gov-west-1_9701',
    'status',
  ]);
  expect(read('envoy.yaml')).toContain('path: /token');
  expect(JSON.parse(read('iam/policy.json')).Statement[1].Resource).toEqual([ROLE]);
});

it.each([
  ['a Region that is none', ['--region', 'Frankfurt'], /"Frankfurt", which is not an AWS Region\.\nEnter the code/],
  [
    'a role that is not an ARN',
    ['--region', 'eu-west-1=flows'],
    /"flows", which is not the ARN of a role\.\nEnter an ARN/,
  ],
  ['an unknown option', ['--regions', 'eu-west-1'], /--listen-address/],
])('writes nothing for %s, and says what to enter', (_, args, text) => {
  const { exitCode, printed, files } = run(...args);
  expect(exitCode).toBe(1);
  expect(printed).toMatch(text);
  expect(files).toEqual([]);
});

it('explains its options', () => {
  const { exitCode, printed, files } = run('--help');
  expect([exitCode, files]).toEqual([0, []]);
  expect(printed).toContain('--client-token-file');
});
