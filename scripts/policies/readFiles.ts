import fs from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { networkProblem, type NamedNetwork, readNamedNetworks } from '../../src/core/flow/namedNetworks';
import { type Inventory } from '../../src/core/policy/inventory';
import { readInventory } from '../../src/core/policy/read/readInventory';
import { Failure } from '../failure';
import { inventoryProblems, notYaml, unreadableFile } from './messages';

/** The inventory in files with the output of kubectl. Throws a `Failure` that names every problem. */
export function inventoryIn(files: readonly string[]): Inventory {
  const { inventory, problems } = readInventory(files.flatMap(objectsIn));
  if (problems.length > 0) {
    throw new Failure(inventoryProblems(problems));
  }
  return inventory;
}

/** The documents of a file in JSON or YAML. JSON is parsed as such, because that is faster. */
function objectsIn(file: string): unknown[] {
  const text = textOf(file);
  if (text.trimStart().startsWith('{')) {
    try {
      return [JSON.parse(text)];
    } catch {
      // It can still be YAML.
    }
  }
  return parseAllDocuments(text).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new Failure(notYaml(file, error.message));
    }
    return document.toJS();
  });
}

/** The networks in a file with one range and name per line. */
export function networksIn(file: string | undefined): NamedNetwork[] {
  const networks = file === undefined ? [] : readNamedNetworks(textOf(file));
  const problem = networks.map(networkProblem).find((each) => each !== undefined);
  if (problem !== undefined) {
    throw new Failure({ what: `${file}: ${problem}`, remedy: 'Correct the line, then run the command again.' });
  }
  return networks;
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(unreadableFile(file, error instanceof Error ? error.message : String(error)));
  }
}
