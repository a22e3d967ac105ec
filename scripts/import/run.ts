import { applyPlan } from './applyPlan';
import { type SetName } from './dashboardSets';
import { grafanaAt } from './grafana/client';
import { ImportFailure } from './importFailure';
import { makePlan } from './makePlan';
import { readOptions, USAGE } from './options';
import { type Dashboard } from './plan/dashboard';
import { isIncomplete, report, summary } from './report';

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
}

/** @returns the exit code: 1 if something failed, or something new of ours could not get in. */
export async function run(surroundings: Surroundings): Promise<number> {
  try {
    return await importAll(surroundings);
  } catch (error) {
    if (!(error instanceof ImportFailure)) {
      throw error;
    }
    surroundings.printError(`${error.message}\n${error.remedy}`);
    return 1;
  }
}

async function importAll({ args, environment, dashboardsOf, print }: Surroundings): Promise<number> {
  const options = readOptions(args, environment);
  if (!options) {
    print(USAGE);
    return 0;
  }
  const grafana = grafanaAt(options);
  const dashboards = dashboardsOf(options.set);
  if (dashboards.length === 0) {
    throw new ImportFailure(
      `This copy of Eastwest holds no dashboards of the set "${options.set}".`,
      'Get a whole one.'
    );
  }
  const plan = await makePlan(grafana, options, dashboards);
  print(`${report(plan, options.url)}\n`);
  if (options.isApplied) {
    await applyPlan(grafana, plan, options.mayOverwrite);
  }
  print(summary(plan, options));
  return isIncomplete(plan, options.mayOverwrite) ? 1 : 0;
}
