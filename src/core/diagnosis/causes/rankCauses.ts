import { compareText } from '../../compareText';
import { pairOf } from '../cell';
import { MIN_RISE_SCORE } from '../limits';
import { type Amounts } from '../pairHistory';
import { pairTotals } from '../pairTotals';
import { isSamePlace, placeKey } from '../place';
import { riseOf } from '../rise';
import { type LossSymptom, ofKind, type Symptom } from '../symptom';
import { allowanceRule, dnsLimitRule } from './allowance';
import { type Cause, scoreOf } from './cause';
import { collectionRule, conversationRule, routingRule, stoppedRule } from './direct';
import { networkRule, nodeRule, outsideRule } from './network';
import { type CauseRule, type Situation } from './situation';
import { policyRule, rolloutRule, workloadRule } from './workload';

/** All rules. If two causes are equally likely, that of the earlier rule comes first. */
const RULES: readonly CauseRule[] = [
  allowanceRule,
  dnsLimitRule,
  policyRule,
  rolloutRule,
  networkRule,
  outsideRule,
  nodeRule,
  workloadRule,
  conversationRule,
  stoppedRule,
  routingRule,
  collectionRule,
];

/** A cause with the other causes that could explain the same symptoms, the most likely first. */
export interface RankedCause extends Cause {
  /** The sum of the weights of its evidence. */
  score: number;
  /** How much more likely it is than the next one: by a factor of 20, of 3, or less. */
  confidence: 'high' | 'medium' | 'low';
  alternatives: readonly Cause[];
}

const MIN_MARGIN = { high: Math.log(20), medium: Math.log(3) };
const MOST_ALTERNATIVES = 2;
/** Less is not even weak evidence. */
const MIN_SCORE = 2;

/**
 * The causes of all symptoms, the most important first. The most likely cause is chosen, and then the most likely one of the
 * symptoms that it does not explain, until all are explained: a greedy set cover, which prefers few causes that explain much.
 */
export function rankCauses(situation: Situation): RankedCause[] {
  const ranked: RankedCause[] = [];
  let rest = situation;
  while (rest.symptoms.length > 0) {
    const candidates = candidatesOf(rest);
    const [best, ...others] = candidates;
    if (!best || scoreOf(best) < MIN_SCORE) {
      break;
    }
    ranked.push(withAlternatives(best, others));
    rest = withoutExplained(rest, best);
  }
  return ranked;
}

/** The possible causes, the most likely first. */
function candidatesOf(situation: Situation): Cause[] {
  const causes = RULES.flatMap((rule) => rule(situation));
  const keyOf = ({ kind, place }: Cause) => `${kind} ${placeKey(place)}`;
  return causes
    .map((cause, index) => ({ cause, index, score: scoreOf(cause) }))
    .sort((a, b) => b.score - a.score || a.index - b.index || compareText(keyOf(a.cause), keyOf(b.cause)))
    .map(({ cause }) => cause);
}

function withAlternatives(best: Cause, others: readonly Cause[]): RankedCause {
  const alternatives = others.filter((other) => other.explains.some((symptom) => best.explains.includes(symptom)));
  const score = scoreOf(best);
  const margin = score - (alternatives[0] ? scoreOf(alternatives[0]) : 0);
  const confidence = margin >= MIN_MARGIN.high ? 'high' : margin >= MIN_MARGIN.medium ? 'medium' : 'low';
  return { ...best, score, confidence, alternatives: alternatives.slice(0, MOST_ALTERNATIVES) };
}

/**
 * The situation without what a cause explains: its symptoms, its cells, and changes of traffic that follow from losses. Losses
 * of a pair remain if the rest of the pair has significant losses, because another cause can affect the same pair.
 */
function withoutExplained(situation: Situation, { explains, cells: explained = [] }: Cause): Situation {
  const cells = situation.cells.filter((cell) => !explained.includes(cell));
  const rest = { ...situation, cells };
  const losses = ofKind(explains, 'lossyPair', 'unansweredPair');
  const symptoms = situation.symptoms.filter((symptom) =>
    explains.includes(symptom)
      ? losses.some((loss) => loss === symptom && remains(loss, rest))
      : !follows(symptom, losses)
  );
  return { ...rest, symptoms };
}

/** Whether the part of a pair that is not explained yet has significant losses. */
function remains({ place }: LossSymptom, { cells, traffic }: Situation): boolean {
  const ofPair = cells.filter(({ cell }) => isSamePlace(pairOf(cell), place));
  const isLossy = ofPair.some(({ state }) => state === 'lossy');
  const [rest] = pairTotals(ofPair, ({ cell }) => cell);
  return isLossy && rest !== undefined && traffic !== undefined && isSignificant(rest, traffic.firstNow);
}

function isSignificant(amounts: Amounts, firstNow: number): boolean {
  return riseOf(amounts, firstNow, MIN_RISE_SCORE) !== undefined;
}

/**
 * Whether a change of traffic is the effect of losses of the same pair, which began before it. Without any response, data
 * ends, too.
 */
function follows(symptom: Symptom, losses: readonly LossSymptom[]): boolean {
  const changed = [
    ...ofKind([symptom], 'crossZoneRose', 'crossZoneFell').map(({ place }) => ({ place, by: losses })),
    ...ofKind([symptom], 'conversationEnded').map(({ place }) => ({ place, by: ofKind(losses, 'unansweredPair') })),
  ];
  const isLater = (loss: LossSymptom) => (symptom.sinceMs ?? Infinity) >= (loss.sinceMs ?? -Infinity);
  return changed.some(({ place, by }) => by.some((loss) => isSamePlace(loss.place, place) && isLater(loss)));
}
