import { namedNetworks, type NamedNetwork } from '../../src/core/flow/namedNetworks';
import { noClusterFacts } from '../../src/core/kubernetes/clusterFacts';
import { observationLines } from '../../src/core/policy/files/policyFile';
import { mistakesOf } from '../../src/core/policy/review/mistakes';
import { type JudgedFlow } from '../../src/core/policy/review/judge';
import {
  observationFacts,
  proposalFiles,
  propose,
  restrictingPolicies,
  type Stage,
  stageVerdicts,
} from '../../src/core/policy/review/proposal';
import { FlowApiError } from '../../src/flowapi/errors';
import { type Output } from '../command';
import { Failure } from '../failure';
import { writeFiles } from '../writeFiles';
import { type FlowReading } from './flows/flowReading';
import { joinedWindows } from './flows/joinedWindows';
import { type FlowConnections, readFlows } from './flows/readFlows';
import * as messages from './messages';
import { type PoliciesOptions, readOptions } from './options';
import { inventoryIn, networksIn } from './readFiles';
import { mistakeLines, policyLines, unplacedLines, verdictLines } from './report';

/** Some observed flows are denied or not known, or a policy has an error. */
const NOT_ALL_ALLOWED = 3;

/** What the command needs from outside. */
interface Outside extends Output, FlowConnections {}

/** Generates policies from flows, or judges existing ones. @returns the exit code */
export async function runPoliciesCommand(args: readonly string[], outside: Outside): Promise<number> {
  const { print, printError } = outside;
  try {
    const options = readOptions(args);
    if (options === undefined) {
      print(messages.USAGE);
      return 0;
    }
    const printLines = (lines: readonly string[]) => lines.forEach((line) => print(line));
    return await run(options, outside, printLines);
  } catch (error) {
    if (error instanceof FlowApiError) {
      printError(error.message);
    } else if (error instanceof Failure) {
      printError(`${error.message}\n${error.remedy}`);
    } else {
      throw error;
    }
    return 1;
  }
}

async function run(
  options: PoliciesOptions,
  outside: Outside,
  printLines: (lines: readonly string[]) => void
): Promise<number> {
  const { enforcement, namespaces, directory } = options;
  const inventory = inventoryIn(options.inventoryFiles);
  const networks = networksIn(options.networksFile);
  const { windows, isTruncated, coveredShare, warnings } = await flowsOf(options, outside, networks);
  const proposal = propose(inventory, windows, enforcement, { networks, namespaces });
  const facts = observationFacts(proposal, joinedWindows(windows.map(({ window }) => window)), {
    isTruncated,
    coveredShare,
  });
  const mistakes = mistakesOf(proposal, enforcement);
  const judgedIn = stageVerdicts(proposal, enforcement);
  const linesOf = (stage: Stage) => verdictLines(messages.TITLES[stage], proposal, judgedIn(stage));
  printLines([
    ...observationLines(facts),
    ...warnings.map(messages.warned),
    ...unplacedLines(proposal.observation),
    ...linesOf('today'),
    ...mistakeLines(mistakes),
  ]);
  if (options.isCheck) {
    const hasErrors = mistakes.some(({ severity }) => severity === 'error');
    return hasErrors ? NOT_ALL_ALLOWED : exitCodeFor(judgedIn('today'));
  }
  printLines([
    messages.generatedCount(restrictingPolicies(proposal).length, proposal.namespaces.length),
    ...policyLines(proposal.generated),
    ...linesOf('generated'),
    ...linesOf('generated-default-deny'),
  ]);
  if (directory !== undefined) {
    const files = proposalFiles(proposal, facts);
    writeFiles(Object.fromEntries(files.map(({ path, text }) => [path, text])), directory);
    printLines([messages.written(files.length, directory)]);
  }
  return exitCodeFor(judgedIn('generated-default-deny'));
}

async function flowsOf(
  { source, isCheck }: PoliciesOptions,
  outside: Outside,
  networks: readonly NamedNetwork[]
): Promise<FlowReading> {
  const reading = await readFlows(source, outside, {
    cluster: noClusterFacts(),
    networks: namedNetworks(networks),
  });
  if (reading.windows.every(({ flows }) => flows.length === 0)) {
    throw new Failure(messages.NO_FLOWS);
  }
  if (reading.lacksAddresses && !isCheck) {
    throw new Failure(messages.ADDRESSES_MISSING);
  }
  return reading;
}

function exitCodeFor(judged: readonly JudgedFlow[]): number {
  return judged.every(({ verdict }) => verdict.outcome === 'allowed') ? 0 : NOT_ALL_ALLOWED;
}
