import path from 'node:path';
import { alertFiles } from '../alerts/files';
import { type AlertOptions, COMMITTED_OPTIONS } from '../alerts/rule';
import { exitCodeOf, type Output } from './command';
import { labelName, readArgs, webAddress, webAddressOrPath } from './commandLine';
import { Failure } from './failure';
import { ALERTS_USAGE, invalidBudget, RELATIVE_LINKS } from './messages';
import { writeFiles } from './writeFiles';

const OPTIONS = {
  'cluster-label': { type: 'string', default: COMMITTED_OPTIONS.clusterLabel },
  runbooks: { type: 'string', default: COMMITTED_OPTIONS.runbooks },
  grafana: { type: 'string', default: COMMITTED_OPTIONS.grafana },
  'cross-zone-budget': { type: 'string', default: String(COMMITTED_OPTIONS.crossZoneBudgetUsd) },
  'eks-cluster': { type: 'string', default: COMMITTED_OPTIONS.eksCluster },
  to: { type: 'string', default: path.join(__dirname, '..') },
  help: { type: 'boolean', default: false },
} as const;

/** Runs the command. @returns the exit code */
export function runAlertsCommand(args: readonly string[], { print, printError }: Output): number {
  return exitCodeOf(
    () => {
      const values = readArgs(args, OPTIONS, ALERTS_USAGE);
      if (values.help) {
        print(ALERTS_USAGE);
        return;
      }
      const options = optionsOf(values);
      writeFiles(alertFiles(options), values.to);
      if (options.grafana === '') {
        print(RELATIVE_LINKS);
      }
    },
    { printError }
  );
}

function optionsOf(
  values: Record<'cluster-label' | 'runbooks' | 'grafana' | 'cross-zone-budget' | 'eks-cluster', string>
): AlertOptions {
  const { grafana } = values;
  return {
    clusterLabel: labelName('--cluster-label', values['cluster-label']),
    runbooks: webAddressOrPath('--runbooks', values.runbooks, 'https://wiki.example.com/runbooks'),
    grafana: grafana === '' ? '' : webAddress('--grafana', grafana, 'https://grafana.example.com'),
    crossZoneBudgetUsd: budgetOf(values['cross-zone-budget']),
    eksCluster: values['eks-cluster'].trim(),
  };
}

function budgetOf(text: string): number {
  const budget = Number(text);
  if (!(budget > 0 && Number.isFinite(budget))) {
    throw new Failure(invalidBudget(text));
  }
  return budget;
}
