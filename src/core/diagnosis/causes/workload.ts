import { type ClusterEvent } from '../../events/event';
import { rolledOutWorkload, workloadWithPodProblem } from '../../events/eventTags';
import { isDenied } from '../../flow/flowVerdict';
import { MOST_DELAY_MS } from '../limits';
import { type JudgedCell } from '../judgedCell';
import { allEvents } from '../observations';
import { type EndPlace, isSamePlace, type PairPlace, type Place } from '../place';
import { amount, at, say, type Sentence, text, time } from '../sentence';
import { ofKind, type SymptomOf } from '../symptom';
import { type Evidence, sinceFirst } from './cause';
import { type Location, lossyPairs, lossyWorkloads } from './location';
import { lossCause } from './network';
import { type CauseRule, type Situation } from './situation';

/** A software fault of one workload is the last explanation that remains, so others with evidence come first; our estimate. */
const WORKLOAD_PRIOR = -2;
/** A server that does not respond at all is the fault of the server or of a policy, not of a network that loses some packets. */
const NO_RESPONSE = 5;
/** A policy denies from the first packet on, and the policy agents count what they drop (aws-network-policy-agent). */
const DROPS = 6;
const DENIED = 6;
const NO_DROPS = -4;
/** Most incidents follow a change (Site Reliability Engineering, O'Reilly 2016, preface to chapter 1: about 70 percent). */
const ROLLED_OUT = 4;
/** Networks do not end containers and make no pod unready whose probes come from its own node; our estimate. */
const POD_PROBLEM = 4;

/** Workloads, and pairs of them, whose connections fail on all nodes and in all zones. */
export const workloadRule: CauseRule = (situation) =>
  locationsOfWorkloads(situation).map((location) => {
    const place = at(location.place);
    const drops = dropEvidence(location, situation);
    return lossCause(location, {
      kind: 'workload',
      title: say('causeWorkload', { place }),
      prior: WORKLOAD_PRIOR,
      evidence: [
        ...noResponse(location),
        ...podProblems(location, situation),
        ...(drops && drops.weight > 0 ? [{ ...drops, weight: -drops.weight }] : []),
      ],
      check: say('checkWorkload', { place }),
    });
  });

/**
 * Policies deny from the first packet of a connection on: clients retransmit their SYN and get no data (`zeroBytes.ts`). The
 * policy agents of the nodes drop and count these packets.
 */
export const policyRule: CauseRule = (situation) =>
  locationsOfWorkloads(situation).flatMap((location) => {
    const evidence = [dropEvidence(location, situation), deniedEvidence(location, situation)].filter(
      (each) => each !== undefined
    );
    const unanswered = noResponse(location);
    if (unanswered.length === 0 || !evidence.some(({ weight }) => weight > 0)) {
      return [];
    }
    const place = at(location.place);
    return lossCause(location, {
      kind: 'policy',
      title: say('causePolicy', { place }),
      evidence: [...unanswered, ...evidence],
      explainsToo: dropsAtEnds(location, situation),
      check: say('checkPolicy', { place }),
    });
  });

/** What begins within minutes after the rollout of a workload at one of its ends began because of it. */
export const rolloutRule: CauseRule = (situation) => {
  const { events = [] } = situation.observations;
  return lossyWorkloads(situation).flatMap((location) => {
    const { sinceMs } = sinceFirst(location.symptoms);
    const rollout = events.find((event) => {
      const workload = rolledOutWorkload(event);
      const delayMs = (sinceMs ?? -Infinity) - event.startMs;
      const isOfPlace = workload !== undefined && isSamePlace({ kind: 'workload', ...workload }, location.place);
      return isOfPlace && delayMs >= -situation.observations.stepMs && delayMs <= MOST_DELAY_MS;
    });
    if (!rollout) {
      return [];
    }
    const workload = at(location.place);
    return lossCause(location, {
      kind: 'rollout',
      title: say('causeRollout', { workload }),
      evidence: [
        { weight: ROLLED_OUT, sentence: say('rolledOut', { workload, time: time(rollout.startMs) }) },
        ...noResponse(location),
      ],
      check: say('checkRollout', { workload }),
    });
  });
};

type WorkloadLocation = Location<PairPlace | Extract<EndPlace, { kind: 'workload' }>>;

function locationsOfWorkloads(situation: Situation): WorkloadLocation[] {
  const pairs = lossyPairs(situation).filter(
    ({ place }) => place.client.kind === 'workload' && place.server.kind === 'workload'
  );
  return [...lossyWorkloads(situation), ...pairs];
}

function noResponse({ lossy, place }: WorkloadLocation): Evidence[] {
  const unanswered = lossy.filter(({ isUnanswered }) => isUnanswered).length;
  return 2 * unanswered >= lossy.length
    ? [
        {
          weight: NO_RESPONSE,
          sentence: say('noResponse', {
            unanswered: amount(unanswered),
            lossy: amount(lossy.length),
            place: at(place),
          }),
        },
      ]
    : [];
}

/**
 * Problems of the pods that serve these connections, since shortly before the losses. Only the first one has a weight, because
 * they are not independent: a pod whose container restarts is not ready, either.
 */
function podProblems(location: WorkloadLocation, { observations }: Situation): Evidence[] {
  const { sinceMs = Infinity } = sinceFirst(location.symptoms);
  const server: Place = location.place.kind === 'pair' ? location.place.server : location.place;
  return (allEvents(observations) ?? [])
    .filter((event) => {
      const workload = workloadWithPodProblem(event);
      const isHere = workload !== undefined && isSamePlace({ kind: 'workload', ...workload }, server);
      return isHere && (event.endMs ?? event.startMs) >= sinceMs - MOST_DELAY_MS;
    })
    .map((event, index) => ({ weight: index === 0 ? POD_PROBLEM : 0, sentence: podProblem(event) }));
}

function podProblem(event: ClusterEvent): Sentence {
  return say('podProblem', { problem: text(event.title), time: time(event.startMs), details: text(event.text) });
}

/** The nodes on which policies drop packets of a cell: egress at the client's node, and ingress at the server's. */
function dropsOf({ cell: { client, server } }: JudgedCell, { symptoms }: Situation): Array<SymptomOf<'policiesDrop'>> {
  return ofKind(symptoms, 'policiesDrop').filter(
    ({ place, directions }) =>
      (directions.has('egress') && place.node === client.node) ||
      (directions.has('ingress') && place.node === server.node)
  );
}

function dropsAtEnds({ lossy }: Location, situation: Situation): Array<SymptomOf<'policiesDrop'>> {
  return [...new Set(lossy.flatMap((cell) => dropsOf(cell, situation)))];
}

/** The least part of the lossy cells with drops. Others on the same nodes have some by chance. */
const MOST_CELLS = 0.8;

/** Whether policies drop packets on the nodes of these connections; undefined if that is not known. */
function dropEvidence(location: Location, situation: Situation): Evidence | undefined {
  const withDrops = location.lossy.filter((cell) => dropsOf(cell, situation).length > 0);
  if (withDrops.length > 0 && withDrops.length >= MOST_CELLS * location.lossy.length) {
    const nodes = dropsAtEnds(location, situation).length;
    return { weight: DROPS, sentence: say('dropsAtEnds', { nodes: amount(nodes) }) };
  }
  return situation.observations.drops
    ? {
        weight: NO_DROPS,
        sentence: say('fewDrops', { cells: amount(withDrops.length), lossy: amount(location.lossy.length) }),
      }
    : undefined;
}

/** Flows to the place that the network policies deny, by the verdicts of the flows. */
function deniedEvidence({ place }: WorkloadLocation, { observations: { flows } }: Situation): Evidence | undefined {
  const server: Place = place.kind === 'pair' ? place.server : place;
  const denied = (flows?.now ?? []).filter(({ verdict, server: end }) => {
    const { namespace = '', workload } = end;
    const isHere = workload && isSamePlace({ kind: 'workload', namespace, workload: workload.name }, server);
    return isHere && verdict && isDenied(verdict.state);
  });
  return denied.length > 0
    ? { weight: DENIED, sentence: say('deniedByPolicies', { flows: amount(denied.length), place: at(server) }) }
    : undefined;
}
