import { Failure } from '../failure';
import { applyPlan } from './applyPlan';
import { type SetName } from './dashboardSets';
import { grafanaAt } from './grafana/client';
import { type Clock } from './grafana/retry';
import { ImportFailure } from './importFailure';
import { makePlan } from './makePlan';
import { readOptions, USAGE } from './options';
import { type Dashboard } from './plan/dashboard';
import { failureReport, isIncomplete, report, summary } from './report';
import { hideSecrets } from './secrets';

/** Runs as a command: by this process' arguments, environment, output and exit code. */
export function runCommand(dashboardsOf: Surroundings['dashboardsOf']): void {
  const { argv, env: environment } = process;
  const output = { print: console.log, printError: console.error };
  void run({ args: argv.slice(2), environment, dashboardsOf, ...output }).then((exitCode) => {
    process.exitCode = exitCode;
  });
}

export interface Surroundings {
  args: readonly string[];
  environment: NodeJS.ProcessEnv;
  dashboardsOf: (set: SetName) => Dashboard[];
  print: (text: string) => void;
  printError: (text: string) => void;
  /** The system's where there is none. */
  clock?: Clock;
}

/**
 * Prints no secret, wherever it comes from.
 *
 * @returns the exit code: 1 if something failed, or something new of ours could not get in.
 */
export async function run(surroundings: Surroundings): Promise<number> {
  const hide = (text: string) => hideSecrets(text, surroundings.environment.GRAFANA_TOKEN?.trim() ?? '');
  const print = (text: string) => surroundings.print(hide(text));
  const printError = (text: string) => surroundings.printError(hide(text));
  try {
    return await importAll({ ...surroundings, print, printError });
  } catch (error) {
    printError(
      error instanceof Failure
        ? `${error.message}\n${error.remedy}`
        : `${error instanceof Error ? error.stack : String(error)}\nPlease report this.`
    );
    return 1;
  }
}

async function importAll(surroundings: Surroundings): Promise<number> {
  const { args, environment, dashboardsOf, print, printError, clock } = surroundings;
  const options = readOptions(args, environment);
  if (!options) {
    print(USAGE);
    return 0;
  }
  const grafana = grafanaAt(options, clock);
  const dashboards = dashboardsOf(options.set);
  if (dashboards.length === 0 && options.set !== 'none') {
    throw new ImportFailure(
      `This copy of Eastwest holds no dashboards of the set "${options.set}".`,
      'Get a whole one.'
    );
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
