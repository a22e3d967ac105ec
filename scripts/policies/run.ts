import { namedNetworks, type NamedNetwork } from '../../src/core/flow/namedNetworks';
import { noClusterFacts } from '../../src/core/kubernetes/clusterFacts';
import { compareEnforced } from '../../src/core/policy/enforced/compareEnforced';
import { type ObservationFacts, observationLines } from '../../src/core/policy/files/policyFile';
import { checkMetrics } from '../../src/core/policy/review/checkMetrics';
import { NO_DRAFT } from '../../src/core/policy/review/draft';
import { draftFiles } from '../../src/core/policy/review/draftFiles';
import { mistakeFinder } from '../../src/core/policy/review/mistakes';
import {
  observationFacts,
  type Proposal,
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
import { networksIn, objectsOf, sourcesIn } from './readFiles';
import { writeWhole } from './writeWhole';
import { FORMATS } from './report/formats';
import {
  reportedDifferences,
  reportedMistakes,
  stageReport,
  unplacedReasons,
  type VerdictReport,
} from './report/verdictReport';

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
    const report = await run(options, outside);
    print(FORMATS[options.format](report));
    return report.exitCode;
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

async function run(options: PoliciesOptions, outside: Outside): Promise<VerdictReport> {
  const { enforcement, namespaces, isCheck } = options;
  const { inventory, policyEndpoints } = objectsOf(options.inventoryFiles);
  const networks = networksIn(options.networksFile);
  const { windows, isTruncated, coveredShare, warnings } = await flowsOf(options, outside, networks);
  const proposal = propose(inventory, windows, enforcement, { networks, namespaces });
  const facts = observationFacts(proposal, joinedWindows(windows.map(({ window }) => window)), {
    isTruncated,
    coveredShare,
  });
  const judgedIn = stageVerdicts(proposal, enforcement);
  if (options.metricsFile !== undefined) {
    writeWhole(options.metricsFile, checkMetrics(proposal, judgedIn('today'), facts.window.endMs));
  }
  const report = {
    observation: observationLines(facts),
    warnings,
    unplaced: unplacedReasons(proposal.observation),
    mistakes: reportedMistakes(mistakeFinder(proposal, enforcement)(proposal.inventory.policies)),
    ...(enforcement !== 'other' &&
      policyEndpoints.length > 0 && {
        differences: reportedDifferences(compareEnforced(inventory, policyEndpoints, enforcement)),
      }),
    stages: (isCheck ? CHECKED_STAGES : GENERATED_STAGES).map((stage) => stageReport(stage, proposal, judgedIn(stage))),
    ...(!isCheck && {
      generated: {
        policies: proposal.generated,
        restricting: restrictingPolicies(proposal).length,
        namespaces: proposal.namespaces.length,
      },
    }),
    ...(options.format === 'sarif' && { sources: sourcesIn(options.inventoryFiles) }),
    ...(!isCheck && options.directory !== undefined && { written: write(proposal, facts, options.directory) }),
  };
  return { exitCode: exitCodeFor(report), ...report };
}

const CHECKED_STAGES: readonly Stage[] = ['today'];
const GENERATED_STAGES: readonly Stage[] = ['today', 'generated', 'generated-default-deny'];

function write(proposal: Proposal, facts: ObservationFacts, directory: string): VerdictReport['written'] {
  const files = draftFiles(proposal, NO_DRAFT);
  writeFiles(Object.fromEntries(files.map(({ path, text }) => [path, text(facts)])), directory);
  return { directory, files: files.map(({ path }) => path) };
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

/** The last stage decides. Errors of today's policies count if only these are judged. */
function exitCodeFor({ stages, mistakes, differences = [], generated }: Omit<VerdictReport, 'exitCode'>): number {
  const { denied = 0, unknown = 0 } = stages.at(-1)?.counts ?? {};
  const findings = generated === undefined ? [...mistakes, ...differences] : [];
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  return denied + unknown > 0 || hasErrors ? NOT_ALL_ALLOWED : 0;
}
