import { Failure } from './failure';

/** Where a command prints. */
export interface Output {
  print: (text: string) => void;
  printError: (text: string) => void;
}

/** Runs a command. Failures are printed with what to do next. @returns the exit code */
export function exitCodeOf(command: () => void, { printError }: Pick<Output, 'printError'>): number {
  try {
    command();
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    printError(`${error.message}\n${error.remedy}`);
    return 1;
  }
}
