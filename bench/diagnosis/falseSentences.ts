import { AgentFleet } from '../../simulator/agent/agentFleet';
import { type SimulatedWorld } from '../../simulator/incidents/simulatedWorld';
import { droppedPackets } from '../../simulator/policies/droppedPackets';
import { countAllowances } from '../../simulator/world/allowances';
import { type AllowanceName, ALLOWANCE_NAMES } from '../../simulator/world/allowanceNames';
import { limitedBy } from '../../src/core/diagnosis/limitedBy';
import { plainText } from '../../src/core/diagnosis/plainText';
import { type Sentence, type SentenceId } from '../../src/core/diagnosis/sentence';
import { type PairPlace } from '../../src/core/diagnosis/place';
import { type Symptom } from '../../src/core/diagnosis/symptom';
import { ALLOWANCES } from '../../src/core/prometheus/agent/allowances';
import { clockText } from './clockText';
import { type Diagnosed } from './diagnosed';
import { Facts } from './facts';
import { STEP_MS } from './recording';
import { WorldTruth } from './worldTruth';

/** A diagnosis with the world that it is about. */
export interface Context extends Diagnosed {
  world: SimulatedWorld;
  truth: WorldTruth;
}

type Check = (facts: Facts, context: Context) => boolean;

/** Whether two amounts are nearly equal. Agents round each tick and report whole periods. */
function isNear(a: number, b: number, tolerance = 0.1): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(a, b) + 1;
}

function losesMore(pair: PairPlace, facts: Facts, { truth, nowMs, observations }: Context): boolean {
  const since = facts.time('since');
  const { startMs } = observations.windows.before;
  const before = truth.between(pair, startMs, Math.min(since, observations.windows.now.startMs));
  const after = truth.between(pair, since, nowMs);
  const rate = ({ losses, bytes }: typeof before) => losses / Math.max(bytes, 1);
  return after.losses >= facts.amount('events') && rate(after) > rate(before);
}

/** Whether each kind of symptom is true. */
const CHECKS: Record<Symptom['kind'] | 'pairLoses' | 'pairUnanswered' | 'pairPartlyUnanswered', Check | undefined> = {
  allowanceExceeded: (facts, { world, nowMs }) => {
    const { node, eni } = facts.place('interface', 'interface');
    const place = world.find(node);
    const name = allowanceNamed(facts.name('allowance'));
    const counts = place && countAllowances(place.cell, place.node, facts.time('since'), nowMs).get(eni);
    const agent = new AgentFleet(world, world.options.epochMs).agent(node);
    // The packets during an outage of the agent are lost.
    const isWhole = agent?.isUp(nowMs) && agent.restartedMs(nowMs) === undefined;
    const packets = counts?.[name] ?? 0;
    return isWhole ? isNear(packets, facts.amount('packets')) : packets >= facts.amount('packets');
  },
  pairLoses: (facts, context) => losesMore(facts.place('pair', 'pair'), facts, context),
  pairUnanswered: (facts, context) => {
    const pair = facts.pair();
    const { bytes } = context.truth.between(pair, facts.time('since') + STEP_MS, context.nowMs);
    const { now, before } = context.observations.windows;
    const usual = context.truth.between(pair, before.startMs, now.startMs);
    return losesMore(pair, facts, context) && bytes <= 0.02 * usual.bytes;
  },
  pairPartlyUnanswered: (facts, context) => {
    const since = facts.time('since');
    // Other losses of the pair can have begun earlier, and pods that started in the first step have no other traffic.
    return (
      losesMore(facts.pair(), facts, context) &&
      [context.nowMs - STEP_MS, since + STEP_MS, since].some(
        (fromMs) => context.truth.between(facts.pair(), fromMs, context.nowMs).hasUnanswered
      )
    );
  },
  lossyPair: undefined,
  unansweredPair: undefined,
  conversationBegan: (facts, { truth, nowMs, observations }) => {
    const since = facts.time('since');
    const before = truth.between(facts.pair(), observations.windows.before.startMs, since);
    return before.bytes === 0 && isNear(truth.between(facts.pair(), since, nowMs).bytes, facts.amount('bytes'));
  },
  conversationEnded: (facts, { truth, nowMs, observations: { windows } }) => {
    const usual = truth.between(facts.pair(), windows.before.startMs, windows.before.endMs);
    const minutes = (windows.before.endMs - windows.before.startMs) / 60_000;
    return (
      truth.between(facts.pair(), facts.time('since'), nowMs).bytes === 0 &&
      isNear(usual.bytes / minutes, facts.amount('bytes'), 0.2)
    );
  },
  crossZoneRose: isShareTrue,
  crossZoneFell: isShareTrue,
  networkDegraded: (facts, { world, nowMs }) =>
    world.incidents
      .overlapping(facts.time('since'), nowMs)
      .some(({ kind }) => kind === 'lossy-path' || kind === 'zone-impairment'),
  policiesDrop: (facts, { world, nowMs }) => {
    const { node } = facts.place('node', 'node');
    const place = world.find(node);
    const packets = place ? droppedPackets(place.cell, world.facts, facts.time('since'), nowMs, place.node).length : 0;
    return isNear(packets, facts.amount('packets'));
  },
  agentSilent: (facts, { world, nowMs }) => {
    const agent = new AgentFleet(world, world.options.epochMs).agent(facts.place('node', 'node').node);
    const scrapesMs = [facts.time('since') + STEP_MS, nowMs];
    return scrapesMs.every((timeMs) => agent?.answers(timeMs) === false);
  },
  agentRestarted: (facts, { world, nowMs }) => {
    const agent = new AgentFleet(world, world.options.epochMs).agent(facts.place('node', 'node').node);
    return Math.floor((agent?.restartedMs(nowMs) ?? 0) / 1_000) * 1_000 === facts.time('since');
  },
  monitorNotActive: undefined,
};

/** Whether the shares and their difference in cost are true. */
function isShareTrue(facts: Facts, { truth, nowMs, observations: { windows, prices } }: Context): boolean {
  const pair = facts.place('pair', 'pair');
  const shareOf = (fromMs: number, toMs: number) => {
    const { bytes, crossZoneBytes } = truth.between(pair, fromMs, toMs);
    return crossZoneBytes / Math.max(bytes, 1);
  };
  const since = facts.time('since');
  const [before, after] = [shareOf(windows.before.startMs, windows.before.endMs), shareOf(since, nowMs)];
  const { bytes } = truth.between(pair, since, nowMs);
  const perMonth = (30 * 24 * 3_600_000) / (nowMs - since);
  const cost = (Math.abs(after - before) * bytes * prices.acrossZones * perMonth) / 1e9;
  return (
    Math.abs(before - facts.amount('before')) <= 0.1 &&
    Math.abs(after - facts.amount('now')) <= 0.1 &&
    isNear(cost, facts.amount('cost'), 0.3)
  );
}

function allowanceNamed(limited: string): AllowanceName {
  const metric = ALLOWANCES.find((allowance) => limitedBy(allowance) === limited);
  return ALLOWANCE_NAMES.find((name) => name === metric?.name) ?? 'bw_in_allowance_exceeded';
}

/** The addresses of external ends by their names in the flows of the API, and by themselves. */
function addressBook({ observations: { flows } }: Diagnosed): (name: string) => ReadonlySet<string> {
  const ends = (flows?.now ?? []).flatMap(({ client, server }) => [client, server]);
  const addresses = new Map<string, Set<string>>();
  for (const { ip, external } of ends) {
    if (ip && external) {
      addresses.set(external.name, (addresses.get(external.name) ?? new Set<string>()).add(ip));
    }
  }
  return (name) => addresses.get(name) ?? new Set([name]);
}

export function contextOf(world: SimulatedWorld, diagnosed: Diagnosed): Context {
  return { ...diagnosed, world, truth: new WorldTruth(world, addressBook(diagnosed)) };
}

/** The sentences of symptoms that are not true in the world. */
export function falseSentences(world: SimulatedWorld, diagnosed: Diagnosed): string[] {
  const context = contextOf(world, diagnosed);
  const isTrue = ({ id, facts }: Sentence) => checkOf(id)?.(new Facts(facts), context) ?? false;
  return diagnosed.diagnosis.symptoms
    .filter(({ sentence }) => !isTrue(sentence))
    .map(({ sentence }) => plainText(sentence, clockText));
}

function checkOf(id: SentenceId): Check | undefined {
  return id in CHECKS ? CHECKS[id as keyof typeof CHECKS] : undefined;
}
