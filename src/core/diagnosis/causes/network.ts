import { type Flow } from '../../flow/flow';
import { type NetworkPath } from '../../paths/networkPath';
import { type EndPlace, isSamePlace, type Place, zonePairOf } from '../place';
import { amount, at, name, say } from '../sentence';
import { ofKind } from '../symptom';
import { allowanceSymptoms } from '../symptoms/allowanceSymptoms';
import { type Cause, type Evidence, sinceFirst } from './cause';
import { type Location, lossyExternals, lossyNodes, lossyZonePairs } from './location';
import { type CauseRule, type Situation } from './situation';

/**
 * The network health indicator is degraded if AWS' own network impairs the monitored flows (CloudWatch User Guide, "Network
 * Flow Monitor"). It is the only direct sign of that, in either direction.
 */
const AWS_DEGRADED = 4;
const AWS_HEALTHY = -4;
/** AWS ranks the paths of performance monitors by impact, but does not document the scale. */
const PATH_IMPAIRED = 2;
/** Traffic that stays on a node passes no network, so its losses come from something else. */
const LOSSES_WITHIN_NODES = -3;
/** Instances and their hosts fail more rarely than they exceed an allowance; our estimate. */
const NODE_PRIOR = -2;

/** The network between Availability Zones affects what crosses them: all traffic between two zones, or single paths. */
export const networkRule: CauseRule = (situation) =>
  lossyZonePairs(situation).map((location) => {
    const { place } = location;
    return lossCause(location, {
      kind: 'network',
      title: say('causeNetwork', { place: at(place) }),
      evidence: [...healthEvidence(situation), ...pathEvidence(place, situation), ...withinNodes(location, situation)],
      explainsToo: ofKind(situation.symptoms, 'networkDegraded'),
      check: say('checkNetwork', { place: at(place) }),
    });
  });

/** A node that loses packets although it is within its allowances: its host, its driver, or its network interface. */
export const nodeRule: CauseRule = (situation) => {
  const exceeding = ofKind(situation.symptoms, 'allowanceExceeded').map(({ place }) => place.node);
  // An excess that another cause explains is not among these symptoms, but still happened.
  const everExceeding = allowanceSymptoms(situation.observations).map(({ place }) => place.node);
  return lossyNodes(situation)
    .filter(({ place }) => !exceeding.includes(place.node))
    .map((location) => {
      const node = at(location.place);
      const within = say('nodeWithinAllowances', { node });
      return lossCause(location, {
        kind: 'node',
        title: say('causeNode', { node }),
        prior: NODE_PRIOR,
        evidence:
          situation.observations.allowances && !everExceeding.includes(location.place.node)
            ? [{ weight: 0, sentence: within }]
            : [],
        check: say('checkNode', { node }),
      });
    });
};

/** An end outside the cluster affects what connects to it from all nodes and workloads. */
export const outsideRule: CauseRule = (situation) =>
  lossyExternals(situation).map((location) => {
    const external = at(location.place);
    return lossCause(location, {
      kind: 'outside',
      title: say('causeOutside', { external }),
      evidence: [],
      check: say('checkOutside', { external }),
    });
  });

/** A cause of the losses at a location. */
export function lossCause(
  location: Location,
  {
    evidence,
    explainsToo = [],
    ...rest
  }: Pick<Cause, 'kind' | 'title' | 'prior' | 'evidence' | 'check'> & { explainsToo?: Cause['explains'] }
): Cause {
  return {
    ...rest,
    place: location.place,
    ...sinceFirst(location.symptoms),
    explains: [...location.symptoms, ...explainsToo],
    cells: location.lossy,
    evidence: [...location.evidence, ...evidence],
  };
}

function healthEvidence({ observations: { health }, symptoms }: Situation): Evidence[] {
  const [degraded] = ofKind(symptoms, 'networkDegraded');
  if (degraded) {
    return [{ weight: AWS_DEGRADED, sentence: say('awsDegraded', { monitor: at(degraded.place) }) }];
  }
  return health && health.length > 0 ? [{ weight: AWS_HEALTHY, sentence: say('awsHealthy', {}) }] : [];
}

function pathEvidence(place: Place, { observations: { paths = [], flows } }: Situation): Evidence[] {
  const names = zoneNames(flows?.now ?? []);
  const impaired = paths.find((path) => hasImpact(path) && isPathOf(path, place, names));
  return impaired
    ? [
        {
          weight: PATH_IMPAIRED,
          sentence: say('pathImpaired', { level: name(impaired.impactLevel ?? ''), place: at(place) }),
        },
      ]
    : [];
}

function hasImpact({ impactScore = 0 }: NetworkPath): boolean {
  return impactScore > 0;
}

/** The names of zones by their IDs: paths have IDs, and places have names where these are known. */
function zoneNames(flows: readonly Flow[]): Map<string, string> {
  const ends = flows.flatMap(({ client, server }) => [client, server]);
  return new Map(ends.flatMap(({ zoneId, zoneName }) => (zoneId && zoneName ? [[zoneId, zoneName] as const] : [])));
}

function isPathOf(
  { localZoneId, remoteZoneId }: NetworkPath,
  place: Place,
  names: ReadonlyMap<string, string>
): boolean {
  const nameOf = (id: string | undefined) => (id === undefined ? undefined : (names.get(id) ?? id));
  const zones = zonePairOf(nameOf(localZoneId), nameOf(remoteZoneId));
  return zones !== undefined && isSamePlace(zones, place);
}

/** Losses of the same pairs of workloads that do not leave their node. */
function withinNodes({ symptoms }: Location, { cells }: Situation): Evidence[] {
  const isOfPair = (client: EndPlace, server: EndPlace) =>
    symptoms.some(({ place }) => isSamePlace(place.client, client) && isSamePlace(place.server, server));
  const lossy = cells.filter(
    ({ cell: { client, server }, state }) =>
      state === 'lossy' && client.node === server.node && isOfPair(client.place, server.place)
  );
  return lossy.length > 0
    ? [{ weight: LOSSES_WITHIN_NODES, sentence: say('lossesWithinNodes', { lossy: amount(lossy.length) }) }]
    : [];
}
