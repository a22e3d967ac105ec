import { type Flow } from '../flow/flow';
import { changeOf, type EdgeChange, growthOf } from '../graph/compare';
import { addFlow, addMetrics, type EdgeMetrics, noMetrics } from '../graph/edgeMetrics';
import { isLossy, lossEvents, lossPerGb, MIN_EVENTS } from '../graph/loss';
import { compareText } from '../compareText';
import { endPlaceOf } from './isAt';
import { type PairPlace, placeKey } from './place';
import { amount, say, type Sentence } from './sentence';

/** At least twice or half as many losses per GB. Started or ended: they became significant, or are no longer. */
export type LossChange = 'started' | 'ended' | 'rose' | 'fell';

/** The factor from which on significant losses per GB count as changed. They vary more than bytes. */
const LOSS_FACTOR = 2;

/** How the connections between two ends changed since an earlier window of the same length. */
export interface PairChange {
  place: PairPlace;
  /** As in the flow graph: by bytes. */
  change: EdgeChange;
  /** The bytes as a multiple of those before; absent if either is not known. */
  growth?: number;
  /** How the losses changed, if they are significant in either window; absent if they did not change much. */
  losses?: LossChange;
  now: EdgeMetrics;
  then: EdgeMetrics;
}

/** What changed in the traffic since an earlier window of the same length. */
export interface TrafficChanges {
  summary: readonly Sentence[];
  /** Those that changed: first those whose losses changed, then those whose bytes changed the most. */
  pairs: readonly PairChange[];
  /** The number of others that changed by less than {@link MIN_SHARE} of all bytes. */
  smaller: number;
}

/** The part of all bytes from which on a change is listed. Without a limit, probes of nodes that moved would fill the list. */
export const MIN_SHARE = 0.001;

/** Compares the flows of two windows of the same length. Each lists only the largest flows. */
export function trafficChanges(now: readonly Flow[], then: readonly Flow[]): TrafficChanges {
  const pairs = pairsOf(now, then);
  const total = (which: 'now' | 'then') => {
    const sum = noMetrics();
    pairs.forEach((pair) => addMetrics(sum, pair[which]));
    return sum;
  };
  const [sumNow, sumThen] = [total('now'), total('then')];
  const leastBytes = MIN_SHARE * Math.max(sumNow.bytes ?? 0, sumThen.bytes ?? 0);
  const changed = pairs.map(changeOfPair).filter(isChanged);
  const listed = changed.filter((pair) => pair.losses !== undefined || differenceOf(pair) >= leastBytes);
  return {
    summary: summaryOf(sumNow, sumThen),
    pairs: listed.sort(mostImportantFirst),
    smaller: changed.length - listed.length,
  };
}

type Pair = Pick<PairChange, 'place' | 'now' | 'then'>;

function pairsOf(now: readonly Flow[], then: readonly Flow[]): Pair[] {
  const pairs = new Map<string, Pair>();
  const addAll = (flows: readonly Flow[], which: 'now' | 'then') =>
    flows.forEach((flow) => {
      const place: PairPlace = { kind: 'pair', client: endPlaceOf(flow.client), server: endPlaceOf(flow.server) };
      const key = placeKey(place);
      const pair = pairs.get(key) ?? { place, now: noMetrics(), then: noMetrics() };
      pairs.set(key, pair);
      addFlow(pair[which], flow);
    });
  addAll(now, 'now');
  addAll(then, 'then');
  return [...pairs.values()];
}

function changeOfPair(pair: Pair): PairChange {
  const edge = { ...pair.now, before: pair.then };
  const growth = growthOf(edge, 1);
  const losses = lossChange(pair);
  return { ...pair, change: changeOf(edge, 1), ...(growth !== undefined && { growth }), ...(losses && { losses }) };
}

/** A connection that ended did not recover. Few losses are chance: two become four. */
function lossChange({ now, then }: Pair): LossChange | undefined {
  if (Math.max(lossEvents(now), lossEvents(then)) < MIN_EVENTS.severe) {
    return undefined;
  }
  const [rateNow, rateThen] = [rateOf(now), rateOf(then)];
  if (rateNow === rateThen) {
    return undefined;
  }
  if (isLossy(now) && rateNow >= LOSS_FACTOR * rateThen) {
    return isLossy(then) ? 'rose' : 'started';
  }
  if (isLossy(then) && now.flowCount > 0 && LOSS_FACTOR * rateNow <= rateThen) {
    return isLossy(now) ? 'fell' : 'ended';
  }
  return undefined;
}

/** Losses per GB; none if they are not known. Losses without known bytes are more than any rate. */
function rateOf(edge: EdgeMetrics): number {
  return lossPerGb(edge) ?? (lossEvents(edge) > 0 ? Infinity : 0);
}

function isChanged({ change, losses }: PairChange): boolean {
  return change !== 'same' || losses !== undefined;
}

/** The change of the bytes, without its direction. */
function differenceOf({ now, then }: Pair): number {
  return Math.abs((now.bytes ?? 0) - (then.bytes ?? 0));
}

const LOSS_ORDER: ReadonlyArray<LossChange | undefined> = ['started', 'rose', 'ended', 'fell', undefined];

function mostImportantFirst(a: PairChange, b: PairChange): number {
  const rank = ({ losses }: PairChange) => LOSS_ORDER.indexOf(losses);
  return rank(a) - rank(b) || differenceOf(b) - differenceOf(a) || compareText(placeKey(a.place), placeKey(b.place));
}

function summaryOf(now: EdgeMetrics, then: EdgeMetrics): Sentence[] {
  const [lossesNow, lossesThen] = [lossPerGb(now), lossPerGb(then)];
  const sharesOfZones = [now, then].map(({ crossZoneBytes, bytes }) => (bytes ? crossZoneBytes / bytes : undefined));
  const [zonesNow, zonesThen] = sharesOfZones;
  return [
    now.bytes !== undefined &&
      then.bytes !== undefined &&
      say('comparedTraffic', { now: amount(now.bytes, 'bytes'), then: amount(then.bytes, 'bytes') }),
    zonesNow !== undefined &&
      zonesThen !== undefined &&
      say('comparedZones', { now: amount(zonesNow, 'share'), then: amount(zonesThen, 'share') }),
    lossesNow !== undefined &&
      lossesThen !== undefined &&
      say('comparedLosses', { now: amount(lossesNow, 'perGb'), then: amount(lossesThen, 'perGb') }),
  ].filter((sentence) => sentence !== false);
}
