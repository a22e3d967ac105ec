import { compareText } from '../../compareText';
import { type Flow } from '../../flow/flow';
import { type TimeWindow } from '../../time';
import { type ClusterIndex, clusterIndexOf } from '../clusterIndex';
import { type Enforcement } from '../amazon/enforcement';
import { defaultDenies } from '../files/defaultDeny';
import { type ObservationFacts } from '../files/policyFile';
import { type GeneratedPolicy } from '../generate/generatedPolicy';
import { generatePolicies, type GenerateOptions } from '../generate/generatePolicies';
import { type Inventory } from '../inventory';
import { mergeObserved } from '../observed/mergeObserved';
import { type Observation, type ObservedFlow, observeFlows } from '../observed/observedFlows';
import { withTemplatePods } from '../observed/templatePods';
import { type NetworkPolicy, type Policy } from '../policies';
import { flowVerdicts, verdictsOf } from '../verdictsOf';
import { type JudgedFlow } from './judge';
import { withPolicies } from './withPolicies';

/** Flows of a window. */
export interface FlowWindow {
  window: TimeWindow;
  flows: readonly Flow[];
}

/** Which policies apply: those of the inventory, and what is added to them. */
export const STAGES = ['today', 'default-deny', 'generated', 'generated-default-deny'] as const;
export type Stage = (typeof STAGES)[number];

/** Policies for the workloads of an inventory, with the flows that they are generated from. */
export interface Proposal {
  /** With pods for workloads that have none now. */
  inventory: Inventory;
  index: ClusterIndex;
  observation: Observation;
  /** Those without types only say why there is no policy. */
  generated: readonly GeneratedPolicy[];
  /** The namespaces with generated policies, in order. */
  namespaces: readonly string[];
  /** The default deny of each of these namespaces. */
  defaultDenies: ReadonlyMap<string, readonly NetworkPolicy[]>;
}

/**
 * Generates policies from flows of one or more windows.
 *
 * @param enforcement what enforces the policies of today, which deny attempts whose bytes are not known.
 */
export function propose(
  read: Inventory,
  windows: readonly FlowWindow[],
  enforcement: Enforcement,
  options: GenerateOptions
): Proposal {
  const inventory = withTemplatePods(read);
  const index = clusterIndexOf(inventory);
  const observation = withDeniedAttempts(observe(windows, inventory), inventory, enforcement);
  const generated = generatePolicies(inventory, observation.observed, options);
  const namespaces = [...new Set(generated.map(({ subject }) => subject.namespace))].sort(compareText);
  return {
    inventory,
    index,
    observation,
    generated,
    namespaces,
    defaultDenies: defaultDenies(inventory, index, namespaces),
  };
}

function observe(windows: readonly FlowWindow[], inventory: Inventory): Observation {
  const parts = windows.map(({ window, flows }) => observeFlows(flows, window, inventory));
  return {
    observed: mergeObserved(parts.map(({ observed }) => observed)),
    placed: parts.flatMap(({ placed }) => placed),
    unplaced: parts.flatMap(({ unplaced }) => unplaced),
    reportingInstances: new Set(parts.flatMap(({ reportingInstances }) => [...reportingInstances])),
  };
}

/** A flow without known bytes that policies deny is an attempt, for which no rule is written. */
function withDeniedAttempts(observation: Observation, inventory: Inventory, enforcement: Enforcement): Observation {
  if (!observation.observed.some(({ hasUnknownBytes }) => hasUnknownBytes)) {
    return observation;
  }
  const verdictOf = verdictsOf(inventory, enforcement);
  const observed = observation.observed.map((each): ObservedFlow =>
    each.hasUnknownBytes && verdictOf(each.flow).outcome === 'denied' ? { ...each, isAttempt: true } : each
  );
  return { ...observation, observed };
}

/** The policies that restrict anything. */
export function restrictingPolicies({ generated }: Pick<Proposal, 'generated'>): GeneratedPolicy[] {
  return generated.filter(({ policy }) => policy.types.length > 0);
}

/** The verdicts on the observed flows in a stage, or with policies in addition to those of the inventory. */
export type JudgeFlows = (applied: Stage | readonly Policy[]) => readonly JudgedFlow[];

/** Judges the observed flows: each stage once, and after the first one only flows of pods whose rules differ. */
export function stageVerdicts(proposal: Proposal, enforcement: Enforcement): JudgeFlows {
  const { inventory, observation } = proposal;
  const { observed } = observation;
  const verdicts = flowVerdicts(
    inventory,
    enforcement,
    observed.map(({ flow }) => flow)
  );
  const added = addedPolicies(proposal);
  const judge = (applied: readonly Policy[]) => {
    const { policies } = withPolicies(inventory, applied);
    const under = verdicts.under(policies);
    // Each observed flow has a verdict.
    return observed.map((each, position): JudgedFlow => ({ observed: each, verdict: under[position]! }));
  };
  const known = new Map<Stage, readonly JudgedFlow[]>();
  return (applied) => {
    if (typeof applied !== 'string') {
      return judge(applied);
    }
    const judged = known.get(applied) ?? judge(added[applied]);
    known.set(applied, judged);
    return judged;
  };
}

function addedPolicies(proposal: Proposal): Record<Stage, readonly NetworkPolicy[]> {
  const generated = restrictingPolicies(proposal).map(({ policy }) => policy);
  const denies = [...proposal.defaultDenies.values()].flat();
  return {
    today: [],
    'default-deny': denies,
    generated,
    'generated-default-deny': [...generated, ...denies],
  };
}

/** What is known about the observation. */
export function observationFacts(
  { observation, inventory }: Proposal,
  windows: readonly TimeWindow[],
  { isTruncated, coveredShare }: Pick<ObservationFacts, 'isTruncated' | 'coveredShare'>
): ObservationFacts {
  const { length: all } = inventory.nodes;
  return {
    window: {
      startMs: Math.min(...windows.map(({ startMs }) => startMs)),
      endMs: Math.max(...windows.map(({ endMs }) => endMs)),
    },
    watchedMs: windows.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
    ...(all > 0 && { nodes: { withAgents: Math.min(observation.reportingInstances.size, all), all } }),
    isTruncated,
    ...(coveredShare !== undefined && { coveredShare }),
  };
}
