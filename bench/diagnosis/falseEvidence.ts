import { type SimulatedWorld } from '../../simulator/incidents/simulatedWorld';
import { droppedPackets } from '../../simulator/policies/droppedPackets';
import { type AllowanceName } from '../../simulator/world/allowanceNames';
import { type AllowanceCounts, countAllowances } from '../../simulator/world/allowances';
import { type Pod } from '../../simulator/world/pods';
import { plainText } from '../../src/core/diagnosis/plainText';
import { type SentenceId } from '../../src/core/diagnosis/sentence';
import { clockText } from './clockText';
import { type Diagnosed } from './diagnosed';
import { Facts } from './facts';
import { type Context, contextOf } from './falseSentences';
import { STEP_MS } from './recording';

/** The time after which kube-state-metrics and CloudWatch have reported what happened. */
const DELAY_MS = 3 * STEP_MS;

/** A diagnosis with the start of the cause that the evidence is about. */
interface EvidenceContext extends Context {
  sinceMs?: number;
}

type EvidenceCheck = (facts: Facts, context: EvidenceContext) => boolean;

/**
 * Whether evidence that states a fact of the world is true. The rest is derived from the symptoms, whose truth is checked: it
 * counts groups of connections with losses, or compares two times.
 */
const CHECKS: Partial<Record<SentenceId, EvidenceCheck>> = {
  nodeWithinAllowances: (facts, context) => !isExceeded(facts.place('node', 'node').node, context, () => true),
  awsDegraded: (_, { world, nowMs, observations: { windows } }) => isImpaired(world, windows.before.startMs, nowMs),
  awsHealthy: (_, { world, nowMs, observations: { windows } }) =>
    !isImpaired(world, windows.now.startMs, nowMs - DELAY_MS),
  rolledOut: (facts, { world }) => {
    const workload = facts.place('workload', 'workload');
    const time = facts.time('time');
    return podsAt(world, time - DELAY_MS, time + DELAY_MS).some(
      (pod) => isOf(pod, workload) && pod.revision > 0 && Math.abs(pod.startMs - time) <= DELAY_MS
    );
  },
  runsDns: (facts, context) => {
    const workload = facts.place('workload', 'workload');
    const pods = podsAt(context.world, context.nowMs - 1, context.nowMs).filter(
      (pod) =>
        isOf(pod, workload) && isExceeded(pod.node.name, context, (name) => name === 'linklocal_allowance_exceeded')
    );
    return pods.length === facts.amount('pods');
  },
  noResponse: (facts, { truth, nowMs, sinceMs = nowMs }) => {
    const place = facts.anyPlace('place');
    const isEnd =
      place.kind === 'workload' || place.kind === 'external' || place.kind === 'node' || place.kind === 'pair';
    // There can be data in the first step, before it began.
    return isEnd && [sinceMs, sinceMs + STEP_MS].some((startMs) => truth.hasUnanswered(place, startMs, nowMs));
  },
  dropsAtEnds: (facts, { world, nowMs, observations: { windows } }) => {
    const dropping = world.nodes.filter((node) => {
      const place = world.find(node.name);
      return place && droppedPackets(place.cell, world.facts, windows.now.startMs, nowMs, place.node).length > 0;
    });
    return facts.amount('nodes') > 0 && facts.amount('nodes') <= dropping.length;
  },
};

function isImpaired(world: SimulatedWorld, fromMs: number, toMs: number): boolean {
  return world.incidents
    .overlapping(fromMs, toMs)
    .some(({ kind }) => kind === 'lossy-path' || kind === 'zone-impairment');
}

/** Whether a node exceeded an allowance in the window. */
function isExceeded(
  node: string,
  { world, nowMs, observations: { windows } }: Context,
  isMeant: (name: AllowanceName) => boolean
): boolean {
  const place = world.find(node);
  const counts = place ? [...countAllowances(place.cell, place.node, windows.now.startMs, nowMs).values()] : [];
  return counts.some((each) => namesIn(each).some((name) => isMeant(name) && each[name] > 0));
}

function namesIn(counts: AllowanceCounts): AllowanceName[] {
  return Object.keys(counts) as AllowanceName[];
}

function podsAt(world: SimulatedWorld, fromMs: number, toMs: number): Pod[] {
  return world.cells.flatMap((cell) => cell.pods(fromMs, toMs));
}

function isOf({ spec, namespace }: Pod, place: { namespace: string; workload: string }): boolean {
  return spec.workload === place.workload && namespace === place.namespace;
}

/** The evidence of causes that is not true in the world. */
export function falseEvidence(world: SimulatedWorld, diagnosed: Diagnosed): string[] {
  const context = contextOf(world, diagnosed);
  return diagnosed.diagnosis.causes.flatMap(({ evidence, sinceMs }) =>
    evidence
      .filter(({ sentence: { id, facts } }) => {
        const check = CHECKS[id];
        return check?.(new Facts(facts), { ...context, ...(sinceMs !== undefined && { sinceMs }) }) === false;
      })
      .map(({ sentence }) => plainText(sentence, clockText))
  );
}
