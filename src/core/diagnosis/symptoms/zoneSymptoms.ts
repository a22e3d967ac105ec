import { costUsd, type TransferPrices, windowsPerMonth } from '../../transfer/charges';
import { isAcrossZones } from '../cell';
import { type JudgedCell } from '../judgedCell';
import { lastIndexOf } from '../lastIndexOf';
import { MIN_SHARE_BYTES, MIN_SHARE_CHANGE, MIN_SHARE_PODS, MIN_STEPS } from '../limits';
import { meanOf } from '../meanOf';
import { type Observations } from '../observations';
import { type PairTotals, pairTotals } from '../pairTotals';
import { type EndPlace, placeKey } from '../place';
import { amount, at, say, time } from '../sentence';
import { type SymptomOf } from '../symptom';
import { impactOf, type Traffic } from '../traffic';

type ZoneSymptom = SymptomOf<'crossZoneRose' | 'crossZoneFell'>;
type Pair = PairTotals<JudgedCell>;

/** How many standard deviations of the shares before a change must exceed. */
const MIN_DEVIATIONS = 4;

/** The pairs of workloads of whose traffic another part than before crosses Availability Zones. */
export function zoneSymptoms(traffic: Traffic, { prices, pods }: Observations): ZoneSymptom[] {
  const located = traffic.cells.filter(({ cell }) => cell.client.zone !== undefined && cell.server.zone !== undefined);
  const hasMany = hasManyPods(pods);
  return pairTotals(located, ({ cell }) => cell)
    .filter(({ place }) => hasMany(place.client) && hasMany(place.server))
    .flatMap((pair) => zoneSymptom(pair, traffic, prices));
}

function zoneSymptom(pair: Pair, traffic: Traffic, prices: TransferPrices): ZoneSymptom[] {
  const { firstNow, timesMs } = traffic;
  const shares = crossZoneShares(pair);
  const before = shares.slice(0, firstNow).filter((share) => share !== undefined);
  const usual = meanOf(before);
  const deviation = Math.sqrt(meanOf(before.map((share) => (share - usual) ** 2)));
  const least = Math.max(MIN_SHARE_CHANGE, MIN_DEVIATIONS * deviation);
  const hasChanged = (share: number | undefined, sign: number) =>
    share !== undefined && sign * (share - usual) >= least;
  const sign = Math.sign((shares.at(-1) ?? usual) - usual);
  const from = lastIndexOf(shares, (share, step) => step < firstNow || !hasChanged(share, sign)) + 1;
  const since = shares.slice(from).filter((share) => share !== undefined);
  if (before.length === 0 || since.length < Math.min(MIN_STEPS, timesMs.length - 1 - firstNow)) {
    return [];
  }
  const now = meanOf(since);
  const sinceMs = timesMs[from] ?? 0;
  const bytes = pair.bytes.slice(from).reduce((sum, value) => sum + value, 0);
  const windowMs = (timesMs.at(-1) ?? 0) - sinceMs;
  const usd = costUsd({ crossZoneBytes: bytes * (now - usual) }, prices) * (windowsPerMonth({ prices, windowMs }) ?? 0);
  const facts = {
    pair: at(pair.place),
    before: amount(usual, 'share'),
    now: amount(now, 'share'),
    since: time(sinceMs),
    cost: amount(Math.abs(usd), 'usdPerMonth'),
  };
  return [
    {
      kind: now > usual ? 'crossZoneRose' : 'crossZoneFell',
      place: pair.place,
      sinceMs,
      ...impactOf(
        pair.items.map(({ cell }) => cell),
        traffic
      ),
      usdPerMonth: usd,
      certainty: 'significant',
      sentence: say(now > usual ? 'crossZoneRose' : 'crossZoneFell', facts),
    },
  ];
}

/** Whether an end has so many pods that one of them does not matter; true for all ends if the pods are not known. */
function hasManyPods(pods: Observations['pods']): (end: EndPlace) => boolean {
  const counts = new Map<string, number>();
  for (const { namespace, workload } of pods ?? []) {
    const key = placeKey({ kind: 'workload', namespace, workload });
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (end) => pods === undefined || (counts.get(placeKey(end)) ?? 0) >= MIN_SHARE_PODS;
}

/** The share of each step; undefined in steps with too little traffic. */
function crossZoneShares({ bytes, items }: Pair): Array<number | undefined> {
  return bytes.map((total, step) => {
    const across = items
      .filter(({ cell }) => isAcrossZones(cell))
      .reduce((sum, { cell }) => sum + (cell.bytes[step] ?? 0), 0);
    return total >= MIN_SHARE_BYTES ? across / total : undefined;
  });
}
