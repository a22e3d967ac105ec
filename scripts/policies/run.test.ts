/** @jest-environment node */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NEVER } from 'rxjs';
import { FlowApiClient } from '../../src/flowapi/client';
import { realPacing } from '../../src/flowapi/pace/pacing';
import { SHOP_OBJECTS } from '../../src/testing/policyShop';
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
  const connect = () => new FlowApiClient(() => NEVER, realPacing);
  return { exitCode: await runPoliciesCommand(args, { print, printError: print, connect }), text: printed.join('\n') };
}

it('prints its usage', async () => {
  expect(await run('--help')).toEqual({ exitCode: 0, text: expect.stringContaining('--enforced-by WHAT') });
});

const inventory = () => ['--inventory', file('inventory.json', JSON.stringify({ kind: 'List', items: SHOP_OBJECTS }))];
const API = ['--flow-api', 'http://127.0.0.1:9700', '--monitor', 'one'];

it.each<[string, () => string[], RegExp]>([
  [
    'no inventory',
    () => API,
    /--inventory is missing\.\nWrite the Kubernetes objects to a file: kubectl get namespaces/,
  ],
  ['no API', inventory, /--flow-api is missing/],
  ['no monitor', () => [...inventory(), ...API.slice(0, 2)], /--monitor is missing/],
  ['a time that is not one', () => [...inventory(), ...API, '--from', 'yesterday'], /--from is "yesterday"/],
  ['a window with one end', () => [...inventory(), ...API, '--from', '2026-11-21T10:00Z'], /--to is ""/],
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
