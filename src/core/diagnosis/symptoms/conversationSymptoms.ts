import { type Cell } from '../cell';
import { type JudgedCell } from '../judgedCell';
import { lastIndexOf } from '../lastIndexOf';
import { MIN_SILENCE_SCORE, MIN_STEPS } from '../limits';
import { meanOf } from '../meanOf';
import { type Observations, type PodPlace } from '../observations';
import { type PairTotals, pairTotals } from '../pairTotals';
import { type EndPlace, placeKey } from '../place';
import { requestsPerStepOf } from '../requestsPerStep';
import { amount, at, say, time } from '../sentence';
import { type SymptomOf } from '../symptom';
import { impactOf, type Traffic } from '../traffic';

type ConversationSymptom = SymptomOf<'conversationBegan' | 'conversationEnded'>;
type Pair = PairTotals<JudgedCell>;

/**
 * Conversations that began although both ends had other traffic before, or ended although both ends still run. The
 * connections of a workload that did not run before, such as a CronJob, are not new conversations, nor are those of clients
 * from outside.
 *
 * @param hidden nodes whose agents miss connections, so that nothing ended there.
 */
export function conversationSymptoms(
  traffic: Traffic,
  { pods }: Observations,
  hidden: ReadonlySet<string>
): ConversationSymptom[] {
  const { firstNow, timesMs } = traffic;
  const pairs = pairTotals(traffic.cells, ({ cell }) => cell);
  const last = timesMs.length - 1 - MIN_STEPS;
  const seenBefore = endsWithTraffic(pairs, 0, firstNow);
  const runLast = pods ? workloadsOf(pods) : endsWithTraffic(pairs, Math.max(last, firstNow), timesMs.length - 1);
  return pairs
    .filter(({ place }) => place.client.kind === 'workload' && place.server.kind !== 'node')
    .flatMap((pair) => {
      const ends = [pair.place.client, pair.place.server];
      const wasThere = ends.every((end) => end.kind === 'external' || seenBefore.has(placeKey(end)));
      const isThere = ends.every((end) => end.kind === 'external' || runLast.has(placeKey(end)));
      const isHidden = pair.items.some(({ cell: { client, server } }) =>
        [client.node, server.node].some((node) => node !== undefined && hidden.has(node))
      );
      return [...(wasThere ? began(pair, traffic) : []), ...(isThere && !isHidden ? ended(pair, traffic, last) : [])];
    });
}

function began(pair: Pair, traffic: Traffic): ConversationSymptom[] {
  const { firstNow, timesMs } = traffic;
  const isNew = [...pair.bytes.slice(0, firstNow), ...pair.losses.slice(0, firstNow)].every((value) => value === 0);
  const first = pair.bytes.findIndex((bytes) => bytes > 0);
  const steps = pair.bytes.filter((bytes) => bytes > 0).length;
  if (!isNew || first < 0 || steps < Math.min(MIN_STEPS, timesMs.length - 1 - firstNow)) {
    return [];
  }
  const { client, server } = pair.place;
  const sinceMs = timesMs[first] ?? 0;
  const bytes = pair.bytes.reduce((sum, value) => sum + value, 0);
  return [
    {
      kind: 'conversationBegan',
      place: pair.place,
      sinceMs,
      ...impactOf(cellsOf(pair), traffic),
      certainty: 'significant',
      sentence: say('conversationBegan', {
        client: at(client),
        server: at(server),
        since: time(sinceMs),
        bytes: amount(bytes, 'bytes'),
      }),
    },
  ];
}

/** @param last the first of the last steps, in which there must be nothing. */
function ended(pair: Pair, { firstNow, timesMs }: Traffic, last: number): ConversationSymptom[] {
  const from = lastIndexOf(pair.bytes, (bytes) => bytes > 0) + 1;
  const mean = meanOf(pair.bytes.slice(0, firstNow));
  const requestsPerStep = requestsPerStepOf(pair.bytes.slice(0, firstNow));
  const isLong = requestsPerStep * (pair.bytes.length - from) >= MIN_SILENCE_SCORE;
  // With two tables, a flow that is missing in one of them can be there, but not among the largest.
  if (!isLong || from > last || from < firstNow || pair.losses.slice(from).some((losses) => losses > 0)) {
    return [];
  }
  const { client, server } = pair.place;
  const sinceMs = timesMs[from] ?? 0;
  const perMinute = (mean * 60_000) / ((timesMs[1] ?? 0) - (timesMs[0] ?? 0));
  return [
    {
      kind: 'conversationEnded',
      place: pair.place,
      sinceMs,
      pods: new Set(cellsOf(pair).flatMap((cell) => [...cell.pods])),
      certainty: 'significant',
      sentence: say('conversationEnded', {
        client: at(client),
        server: at(server),
        since: time(sinceMs),
        bytes: amount(perMinute, 'bytes'),
      }),
    },
  ];
}

function cellsOf({ items }: Pair): Cell[] {
  return items.map(({ cell }) => cell);
}

function workloadsOf(pods: readonly PodPlace[]): Set<string> {
  return new Set(pods.map(({ namespace, workload }) => placeKey({ kind: 'workload', namespace, workload })));
}

/** The keys of the ends with traffic in some steps. Losses without bytes count, because the ends are there. */
function endsWithTraffic(pairs: readonly Pair[], from: number, to: number): Set<string> {
  const isActive = ({ bytes, losses }: Pair) =>
    [...bytes.slice(from, to), ...losses.slice(from, to)].some((v) => v > 0);
  const ends = pairs.filter(isActive).flatMap(({ place }): EndPlace[] => [place.client, place.server]);
  return new Set(ends.map(placeKey));
}
