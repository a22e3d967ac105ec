import { type Cell, hasEnd, isAcrossZones, isWithinNode, pairOf } from '../cell';
import { type JudgedCell } from '../judgedCell';
import { type EndPlace, isSamePlace, type PairPlace, type Place, placeKey, zonePairOf } from '../place';
import { amount, at, say } from '../sentence';
import { type LossSymptom, ofKind } from '../symptom';
import { type Evidence } from './cause';
import { type Situation } from './situation';

type WorkloadPlace = Extract<EndPlace, { kind: 'workload' }>;

/** A place at which losses concentrate. */
export interface Location<Where extends Place = Place> {
  place: Where;
  /** The lossy cells at the place. */
  lossy: readonly JudgedCell[];
  /** The symptoms most of whose losses are at the place. */
  symptoms: readonly LossSymptom[];
  /** How many times more likely the losses are with a fault at this place than without, and what speaks against it. */
  evidence: readonly Evidence[];
}

/** The places of a kind that lossy cells are at, each once. */
function placesOf<Where extends Place>(
  cells: readonly JudgedCell[],
  placesAt: (cell: Cell) => ReadonlyArray<Where | undefined>
): Where[] {
  const places = cells
    .filter(({ state }) => state === 'lossy')
    .flatMap(({ cell }) => placesAt(cell))
    .filter((place) => place !== undefined);
  return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}

/** The nodes whose traffic with other nodes has losses. */
export function lossyNodes(situation: Situation): Array<Location<Extract<EndPlace, { kind: 'node' }>>> {
  const cells = situation.cells.filter(({ cell }) => !isWithinNode(cell));
  const nodes = placesOf(cells, ({ client, server }) =>
    [client.node, server.node].map((node) => (node === undefined ? undefined : ({ kind: 'node', node } as const)))
  );
  return locations(situation, cells, nodes, ({ client, server }, { node }) =>
    [client.node, server.node].includes(node)
  );
}

/** The pairs of zones, and the pairs of workloads between zones, whose traffic has losses. */
export function lossyZonePairs(
  situation: Situation
): Array<Location<PairPlace | Extract<Place, { kind: 'zonePair' }>>> {
  const cells = situation.cells.filter(({ cell }) => !isWithinNode(cell));
  const zonePairs = placesOf(cells, ({ client, server }) => [zonePairOf(client.zone, server.zone)]);
  const pairs = placesOf(cells, (cell) => [isAcrossZones(cell) ? { ...pairOf(cell), acrossZones: true } : undefined]);
  return [
    ...locations(situation, cells, zonePairs, ({ client, server }, place) => {
      const zones = zonePairOf(client.zone, server.zone);
      return zones !== undefined && isSamePlace(zones, place);
    }),
    ...locations(
      situation,
      cells,
      pairs,
      (cell, { client, server }) => isAcrossZones(cell) && isBetween(cell, client, server)
    ),
  ];
}

/** The workloads whose connections have losses, as a server and as a client: a fault often affects only one of both. */
export function lossyWorkloads(situation: Situation): Array<Location<WorkloadPlace>> {
  return (['server', 'client'] as const).flatMap((side) => {
    const workloads = placesOf(situation.cells, (cell) =>
      cell[side].place.kind === 'workload' ? [cell[side].place] : []
    );
    return locations(situation, situation.cells, workloads, (cell, place) => isSamePlace(cell[side].place, place));
  });
}

/** The ends outside the cluster whose connections have losses. */
export function lossyExternals(situation: Situation): Array<Location<Extract<EndPlace, { kind: 'external' }>>> {
  const externals = placesOf(situation.cells, ({ client, server }) =>
    [client.place, server.place].filter((place) => place.kind === 'external')
  );
  return locations(situation, situation.cells, externals, hasEnd);
}

/** The pairs of ends whose connections have losses, in all zones. */
export function lossyPairs(situation: Situation): Array<Location<PairPlace>> {
  const pairs = placesOf(situation.cells, (cell) => [pairOf(cell)]);
  return locations(situation, situation.cells, pairs, (cell, { client, server }) => isBetween(cell, client, server));
}

function isBetween(cell: Cell, client: EndPlace, server: EndPlace): boolean {
  return isSamePlace(cell.client.place, client) && isSamePlace(cell.server.place, server);
}

function locations<Where extends Place>(
  { symptoms }: Situation,
  cells: readonly JudgedCell[],
  places: readonly Where[],
  isAt: (cell: Cell, place: Where) => boolean
): Array<Location<Where>> {
  const known = cells.filter(({ state }) => state !== 'unknown');
  const allLossy = known.filter(({ state }) => state === 'lossy');
  return places.flatMap((place) => {
    const here = known.filter(({ cell }) => isAt(cell, place));
    const lossy = here.filter(({ state }) => state === 'lossy');
    const score = concentration(
      { lossy: lossy.length, known: here.length },
      { lossy: allLossy.length, known: known.length }
    );
    const explained = ofKind(symptoms, 'lossyPair', 'unansweredPair').filter((symptom) =>
      isMostlyIn(symptom, lossy, cells)
    );
    const fine = here.length - lossy.length;
    return explained.length === 0
      ? []
      : {
          place,
          lossy,
          symptoms: explained,
          evidence: [
            {
              weight: score,
              sentence: say('lossesAreHere', {
                lossy: amount(lossy.length),
                all: amount(allLossy.length),
                place: at(place),
              }),
            },
            ...(fine > 0
              ? [{ weight: 0, sentence: say('othersHereAreFine', { fine: amount(fine), place: at(place) }) }]
              : []),
          ],
        };
  });
}

interface Counts {
  lossy: number;
  known: number;
}

/**
 * How much more likely it is that cells at a place are lossy more often than others, than that all are equally often: the
 * logarithm of the likelihood ratio of the spatial scan statistic for Bernoulli data (Kulldorff, A spatial scan statistic,
 * 1997). It is the highest for the place that has all lossy cells and no others. Zero if they are not more often lossy.
 */
function concentration(here: Counts, all: Counts): number {
  const elsewhere = { lossy: all.lossy - here.lossy, known: all.known - here.known };
  const isHigher = here.lossy * elsewhere.known > elsewhere.lossy * here.known;
  return isHigher ? logLikelihood(here) + logLikelihood(elsewhere) - logLikelihood(all) : 0;
}

function logLikelihood({ lossy, known }: Counts): number {
  const term = (count: number) => (count === 0 ? 0 : count * Math.log(count / known));
  return term(lossy) + term(known - lossy);
}

function isMostlyIn(symptom: LossSymptom, lossy: readonly JudgedCell[], unexplained: readonly JudgedCell[]): boolean {
  const within = symptom.cells.filter((cell) => lossy.includes(cell));
  const all = symptom.cells.filter((cell) => unexplained.includes(cell));
  return within.length > 0 && 2 * within.length >= all.length;
}
