import fs from 'node:fs';
import path from 'node:path';
import { alertFiles } from '../alerts/files';
import { type AlertOptions, COMMITTED_OPTIONS } from '../alerts/rule';
import { labelName, readArgs, webAddress, webAddressOrPath } from './commandLine';
import { Failure } from './failure';

export const USAGE = `Writes the alert rules' files: those of this repository, or with options, for a place of yours.

  --to <directory>          where to write; provisioning/ is made in it
  --grafana https://…       Grafana's address, with its sub path, for the links of alerts
  --runbooks https://…      where people can read docs/runbooks/
  --cluster-label cluster   the label that tells clusters apart
  --cross-zone-budget 1000  what may cross zones of one service, in US dollars a month`;

/** Prometheus does not know where Grafana is. */
const RELATIVE_LINKS =
  'Without --grafana, the links of the rules for Prometheus begin with /d/: they lead nowhere outside Grafana. The rules for Grafana take its own address.';

const OPTIONS = {
  'cluster-label': { type: 'string', default: COMMITTED_OPTIONS.clusterLabel },
  runbooks: { type: 'string', default: COMMITTED_OPTIONS.runbooks },
  grafana: { type: 'string', default: COMMITTED_OPTIONS.grafana },
  'cross-zone-budget': { type: 'string', default: String(COMMITTED_OPTIONS.crossZoneBudgetUsd) },
  to: { type: 'string', default: path.join(__dirname, '..') },
  help: { type: 'boolean', default: false },
} as const;

export interface Output {
  print: (text: string) => void;
  printError: (text: string) => void;
}

/** @returns the exit code. */
export function runAlertsCommand(args: readonly string[], { print, printError }: Output): number {
  try {
    const values = readArgs(args, OPTIONS, USAGE);
    if (values.help) {
      print(USAGE);
      return 0;
    }
    const options = optionsOf(values);
    write(alertFiles(options), values.to);
    if (options.grafana === '') {
      print(RELATIVE_LINKS);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    printError(`${error.message}\n${error.remedy}`);
    return 1;
  }
}

function optionsOf(
  values: Record<'cluster-label' | 'runbooks' | 'grafana' | 'cross-zone-budget', string>
): AlertOptions {
  const { grafana } = values;
  return {
    clusterLabel: labelName('--cluster-label', values['cluster-label']),
    runbooks: webAddressOrPath('--runbooks', values.runbooks, 'https://wiki.example.com/runbooks'),
    grafana: grafana === '' ? '' : webAddress('--grafana', grafana, 'https://grafana.example.com'),
    crossZoneBudgetUsd: budgetOf(values['cross-zone-budget']),
  };
}

function budgetOf(text: string): number {
  const budget = Number(text);
  if (!(budget > 0 && Number.isFinite(budget))) {
    throw new Failure(
      `--cross-zone-budget is "${text}", which is not a valid budget.`,
      'Write US dollars a month: --cross-zone-budget 1000'
    );
  }
  return budget;
}

function write(files: Record<string, string>, directory: string): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}
