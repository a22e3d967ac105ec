import fs from 'node:fs';
import path from 'node:path';
import { networkProblem, type NamedNetwork, readNamedNetworks } from '../../src/core/flow/namedNetworks';
import { objectLines } from '../../src/core/policy/read/objectLines';
import { parseObjects } from '../../src/core/policy/read/parseObjects';
import { type InventoryReading, readInventory } from '../../src/core/policy/read/readInventory';
import { Failure } from '../failure';
import { inventoryProblems, notYaml, unreadableFile } from './messages';
import { type ObjectSource } from './report/verdictReport';

/** The objects in files with the output of kubectl. Throws a `Failure` that names every problem. */
export function objectsOf(files: readonly string[]): Pick<InventoryReading, 'inventory' | 'policyEndpoints'> {
  const { inventory, policyEndpoints, problems } = readInventory(files.flatMap(objectsIn));
  if (problems.length > 0) {
    throw new Failure(inventoryProblems(problems));
  }
  return { inventory, policyEndpoints };
}

function objectsIn(file: string): unknown[] {
  const text = readText(file);
  try {
    return parseObjects(text);
  } catch (error) {
    throw new Failure(notYaml(file, messageOf(error)));
  }
}

/** Where the objects in YAML files are. */
export function sourcesIn(files: readonly string[]): Map<string, ObjectSource> {
  return new Map(
    files.flatMap((file) => {
      const uri = path.relative('', file).split(path.sep).map(encodeURIComponent).join('/');
      return objectLines(readText(file)).map(({ object, line }) => [object, { uri, line }] as const);
    })
  );
}

/** The networks in a file with one range and name per line. */
export function networksIn(file: string | undefined): NamedNetwork[] {
  const networks = file === undefined ? [] : readNamedNetworks(readText(file));
  const problem = networks.map(networkProblem).find((each) => each !== undefined);
  if (problem !== undefined) {
    throw new Failure({ what: `${file}: ${problem}`, remedy: 'Correct the line, then run the command again.' });
  }
  return networks;
}

/** The text of a file. Throws a `Failure` if it cannot be read. */
export function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(unreadableFile(file, messageOf(error)));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
