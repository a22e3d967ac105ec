import { Failure } from '../failure';
import { applyPlan } from './applyPlan';
import { type SetName } from './dashboardSets';
import { grafanaAt } from './grafana/client';
import { type Clock } from './grafana/retry';
import { ImportFailure } from './importFailure';
import { makePlan } from './makePlan';
import { dashboardsMissing, unexpectedError, USAGE } from './messages';
import { readOptions } from './options';
import { type Dashboard } from './plan/dashboard';
import { failureReport, isIncomplete, report, summary } from './report';
import { hideSecrets } from './secrets';

/** Runs the importer as a command, with the arguments, environment, output, and exit code of this process. */
export function runCommand(dashboardsOf: Environment['dashboardsOf']): void {
  const { argv, env } = process;
  const output = { print: console.log, printError: console.error };
  void run({ args: argv.slice(2), env, dashboardsOf, ...output }).then((exitCode) => {
    process.exitCode = exitCode;
  });
}

/** The inputs and outputs of the importer. */
export interface Environment {
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  dashboardsOf: (set: SetName) => Dashboard[];
  print: (text: string) => void;
  printError: (text: string) => void;
  /** The clock of the system by default. */
  clock?: Clock;
}

/**
 * Runs the importer. It prints no secrets, wherever they come from.
 *
 * @returns the exit code: 1 if something failed, or if an update could not be imported
 */
export async function run(environment: Environment): Promise<number> {
  const hide = (text: string) => hideSecrets(text, environment.env.GRAFANA_TOKEN?.trim() ?? '');
  const print = (text: string) => environment.print(hide(text));
  const printError = (text: string) => environment.printError(hide(text));
  try {
    return await importAll({ ...environment, print, printError });
  } catch (error) {
    printError(
      error instanceof Failure
        ? `${error.message}\n${error.remedy}`
        : unexpectedError(error instanceof Error ? String(error.stack) : String(error))
    );
    return 1;
  }
}

async function importAll({ args, env, dashboardsOf, print, printError, clock }: Environment): Promise<number> {
  const options = readOptions(args, env);
  if (!options) {
    print(USAGE);
    return 0;
  }
  const grafana = grafanaAt(options, clock);
  const dashboards = dashboardsOf(options.set);
  if (dashboards.length === 0 && options.set !== 'none') {
    throw new ImportFailure(dashboardsMissing(options.set));
  }
  const plan = await makePlan(grafana, options, dashboards);
  print(`${report(plan, options)}\n`);
  const outcome = options.isApplied ? await applyPlan(grafana, plan, options.mayOverwrite) : undefined;
  const failures = outcome ? failureReport(outcome) : '';
  if (failures !== '') {
    printError(`${failures}\n`);
  }
  print(summary(plan, options, outcome));
  return isIncomplete(plan, options, outcome) ? 1 : 0;
}
