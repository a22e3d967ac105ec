import { type NamedNetwork, namedNetworks } from '../../src/core/flow/namedNetworks';
import { noClusterFacts } from '../../src/core/kubernetes/clusterFacts';
import { compareText } from '../../src/core/compareText';
import { defaultDenyFile, defaultDenyPolicy } from '../../src/core/policy/files/defaultDeny';
import { observationLines, type ObservationFacts, policyFile } from '../../src/core/policy/files/policyFile';
import { generatePolicies } from '../../src/core/policy/generate/generatePolicies';
import { type GeneratedPolicy } from '../../src/core/policy/generate/generatedPolicy';
import { type Inventory } from '../../src/core/policy/inventory';
import { mergeObserved } from '../../src/core/policy/observed/mergeObserved';
import { type Observation, observeFlows } from '../../src/core/policy/observed/observedFlows';
import { withTemplatePods } from '../../src/core/policy/observed/templatePods';
import { type Policy } from '../../src/core/policy/policies';
import { judge, type JudgedFlow } from '../../src/core/policy/review/judge';
import { withPolicies } from '../../src/core/policy/review/withPolicies';
import { type FlowApiClient } from '../../src/flowapi/client';
import { FlowApiError } from '../../src/flowapi/errors';
import { DEFAULT_INGESTION_LAG_SECONDS } from '../../src/datasource/settings/options';
import { type Output } from '../command';
import { Failure } from '../failure';
import { writeFiles } from '../writeFiles';
import * as messages from './messages';
import { type PoliciesOptions, readOptions } from './options';
import { inventoryIn, networksIn } from './readFiles';
import { type FlowReading, readFlows } from './readFlows';
import { policyLines, unplacedLines, verdictLines } from './report';

/** Some observed flows are denied, or their verdict is not known. */
const NOT_ALL_ALLOWED = 3;

/** What the command needs from outside. */
interface Outside extends Output {
  /** Connects to the network-flow API at an address. */
  connect: (url: string) => FlowApiClient;
}

/** Generates policies from flows, or judges existing ones. @returns the exit code */
export async function runPoliciesCommand(
  args: readonly string[],
  { print, printError, connect }: Outside
): Promise<number> {
  try {
    const options = readOptions(args);
    if (options === undefined) {
      print(messages.USAGE);
      return 0;
    }
    const printLines = (lines: readonly string[]) => lines.forEach((line) => print(line));
    return await run(options, connect, printLines);
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
  connect: Outside['connect'],
  printLines: (lines: readonly string[]) => void
): Promise<number> {
  const inventory = withTemplatePods(inventoryIn(options.inventoryFiles));
  const networks = networksIn(options.networksFile);
  const reading = await flowsOf(options, connect(options.flowApiUrl), networks);
  const observation = observe(reading, inventory);
  const facts = factsOf(reading, observation, inventory);
  printLines([...observationLines(facts), ...unplacedLines(observation)]);
  const judgeWith = (policies: readonly Policy[]) =>
    judge(withPolicies(inventory, policies), options.enforcement, observation.observed);
  const today = judgeWith([]);
  printLines(verdictLines(messages.TITLE_TODAY, today));
  if (options.isCheck) {
    return exitCodeFor(today);
  }
  const generated = generatePolicies(inventory, observation.observed, { networks, namespaces: options.namespaces });
  const written = generated.filter(({ policy }) => policy.types.length > 0);
  const namespaces = [...new Set(written.map(({ policy }) => policy.namespace))].sort(compareText);
  const policies = written.map(({ policy }) => policy);
  const afterDeny = judgeWith([...policies, ...namespaces.map((name) => defaultDenyPolicy(inventory, name))]);
  printLines([
    messages.generatedCount(written.length, namespaces.length),
    ...policyLines(generated),
    ...verdictLines(messages.TITLE_GENERATED, judgeWith(policies)),
    ...verdictLines(messages.TITLE_DEFAULT_DENY, afterDeny),
  ]);
  if (options.directory !== undefined) {
    const files = filesOf(written, namespaces, inventory, facts);
    writeFiles(files, options.directory);
    printLines([messages.written(Object.keys(files).length, options.directory)]);
  }
  return exitCodeFor(afterDeny);
}

async function flowsOf(
  { monitors, range }: PoliciesOptions,
  client: FlowApiClient,
  networks: readonly NamedNetwork[]
): Promise<FlowReading> {
  const nowMs = client.nowMs();
  const window = 'hours' in range ? { startMs: nowMs - range.hours * HOUR_MS, endMs: nowMs } : range;
  const lookup = { cluster: noClusterFacts(), networks: namedNetworks(networks) };
  const ingestionLagMs = DEFAULT_INGESTION_LAG_SECONDS * 1_000;
  const reading = await readFlows(client, monitors, window, { lookup, ingestionLagMs });
  if (reading.failed.length > 0) {
    throw new Failure(messages.queriesFailed(reading.failed));
  }
  if (reading.windows.every(({ flows }) => flows.length === 0)) {
    throw new Failure(messages.NO_FLOWS);
  }
  return reading;
}

const HOUR_MS = 3_600_000;

function observe({ windows }: FlowReading, inventory: Inventory): Observation {
  const parts = windows.map(({ window, flows }) => observeFlows(flows, window, inventory));
  return {
    observed: mergeObserved(parts.map(({ observed }) => observed)),
    unplaced: parts.flatMap(({ unplaced }) => unplaced),
    reportingInstances: new Set(parts.flatMap(({ reportingInstances }) => [...reportingInstances])),
  };
}

function factsOf(
  { windows, truncated }: FlowReading,
  { reportingInstances }: Observation,
  { nodes }: Inventory
): ObservationFacts {
  return {
    ...(nodes.length > 0 && { nodes: { withAgents: reportingInstances.size, all: nodes.length } }),
    window: {
      startMs: Math.min(...windows.map(({ window }) => window.startMs)),
      endMs: Math.max(...windows.map(({ window }) => window.endMs)),
    },
    watchedMs: windows.reduce((sum, { window }) => sum + window.endMs - window.startMs, 0),
    isTruncated: truncated > 0,
  };
}

function filesOf(
  generated: readonly GeneratedPolicy[],
  namespaces: readonly string[],
  inventory: Inventory,
  facts: ObservationFacts
): Record<string, string> {
  const files = [
    ...generated.map((each) => policyFile(each, facts)),
    ...namespaces.map((namespace) => defaultDenyFile(inventory, namespace)),
  ];
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

function exitCodeFor(judged: readonly JudgedFlow[]): number {
  return judged.every(({ verdict }) => verdict.outcome === 'allowed') ? 0 : NOT_ALL_ALLOWED;
}
