import { type AgentMetric } from '../../prometheus/agent/metric';
import { limitedBy } from '../limitedBy';
import { amount, at, name, say } from '../sentence';
import { ofKind, type SymptomOf } from '../symptom';
import { type Cause, type Evidence, sinceFirst } from './cause';
import { type Location, lossyNodes } from './location';
import { type CauseRule, type Situation } from './situation';

type NodeLocation = ReturnType<typeof lossyNodes>[number];

/** The allowance of link-local traffic does not affect traffic between pods. */
const LINK_LOCAL = 'linklocal_allowance_exceeded';

/** ENA counts each packet that it queues or drops (Amazon EC2 User Guide, "Monitor network performance for ENA"). */
const MEASURED = 7;
/** Losses that begin with the excess, or within two steps of it, because packets are lost from the first moment on. */
const TOGETHER = { weight: 3, steps: 2 };
/** Losses that began long before have another cause. */
const LONG_BEFORE = -4;

/**
 * A node over one of its allowances loses packets of all connections that pass its network interfaces, in both directions:
 * "traffic to or from the instance" (Amazon EC2 User Guide, "Monitor network performance for ENA").
 */
export const allowanceRule: CauseRule = (situation) => {
  const exceeded = ofKind(situation.symptoms, 'allowanceExceeded');
  const kinds = new Map(exceeded.map((symptom) => [`${symptom.place.node} ${symptom.allowance.name}`, symptom]));
  const locations = lossyNodes(situation);
  return [...kinds.values()].map(({ place: { node }, allowance }) => {
    const symptoms = exceeded.filter(
      (symptom) => symptom.place.node === node && symptom.allowance.name === allowance.name
    );
    const location = allowance.name === LINK_LOCAL ? undefined : locations.find(({ place }) => place.node === node);
    return allowanceCause(allowance, symptoms, location, situation);
  });
};

function allowanceCause(
  allowance: AgentMetric,
  symptoms: ReadonlyArray<SymptomOf<'allowanceExceeded'>>,
  location: NodeLocation | undefined,
  situation: Situation
): Cause {
  const node = symptoms[0]?.place.node ?? '';
  const place = { kind: 'node', node } as const;
  return {
    kind: 'allowance',
    place,
    ...sinceFirst(symptoms),
    title: say('causeAllowance', { node: at(place), allowance: name(limitedBy(allowance)) }),
    explains: [...symptoms, ...(location?.symptoms ?? []), ...linkLocalOn(node, symptoms, situation)],
    ...(location && { cells: location.lossy }),
    evidence: [
      { weight: MEASURED, sentence: say('measured', {}) },
      ...(location ? [...location.evidence, ...orderOf(symptoms, location, situation)] : []),
    ],
    check: say('checkAllowance', { node: at(place) }),
  };
}

/** More traffic of a node's pods also means more DNS queries, if CoreDNS is one of them. */
function linkLocalOn(
  node: string,
  symptoms: ReadonlyArray<SymptomOf<'allowanceExceeded'>>,
  situation: Situation
): Array<SymptomOf<'allowanceExceeded'>> {
  const { sinceMs = Infinity } = sinceFirst(symptoms);
  return ofKind(situation.symptoms, 'allowanceExceeded').filter(
    (other) =>
      other.place.node === node &&
      other.allowance.name === LINK_LOCAL &&
      !symptoms.includes(other) &&
      (other.sinceMs ?? 0) >= sinceMs
  );
}

/** Whether the losses began with the excess or before it. */
function orderOf(
  symptoms: ReadonlyArray<SymptomOf<'allowanceExceeded'>>,
  { symptoms: losses }: Pick<Location, 'symptoms'>,
  { observations: { stepMs } }: Situation
): Evidence[] {
  const exceededMs = sinceFirst(symptoms).sinceMs;
  const lossMs = sinceFirst(losses).sinceMs;
  if (exceededMs === undefined || lossMs === undefined) {
    return [];
  }
  const delay = amount(Math.abs(lossMs - exceededMs) / 1_000, 'seconds');
  if (lossMs < exceededMs - TOGETHER.steps * stepMs) {
    return [{ weight: LONG_BEFORE, sentence: say('beganBefore', { delay }) }];
  }
  const isTogether = Math.abs(lossMs - exceededMs) <= TOGETHER.steps * stepMs;
  return lossMs >= exceededMs
    ? [{ weight: isTogether ? TOGETHER.weight : 0, sentence: say('beganAfter', { delay }) }]
    : [{ weight: TOGETHER.weight, sentence: say('beganBefore', { delay }) }];
}

/** The name of CoreDNS' pods in all clusters (EKS add-on, kubeadm). */
const CORE_DNS = { namespace: 'kube-system', workload: 'coredns' } as const;

/** It explains the excess of several nodes at once, which separate excesses would only have by chance. */
const RUNS_DNS = 3;

/**
 * CoreDNS forwards queries to the resolver of the VPC, which accepts 1,024 packets per second from each network interface.
 * Above that, names fail in the whole cluster (EKS Best Practices Guide, "Monitoring EKS workloads for network performance
 * issues").
 */
export const dnsLimitRule: CauseRule = ({ symptoms, observations: { pods = [] } }) => {
  const dnsPods = pods.filter((pod) => pod.namespace === CORE_DNS.namespace && pod.workload === CORE_DNS.workload);
  const nodes = new Set(dnsPods.map(({ node }) => node));
  const exceeded = ofKind(symptoms, 'allowanceExceeded').filter(
    ({ allowance, place }) => allowance.name === LINK_LOCAL && nodes.has(place.node)
  );
  if (exceeded.length === 0) {
    return [];
  }
  const place = { kind: 'workload', ...CORE_DNS } as const;
  const exceeding = new Set(exceeded.map((symptom) => symptom.place.node));
  const running = dnsPods.filter(({ node }) => exceeding.has(node)).length;
  return [
    {
      kind: 'dnsLimit',
      place,
      ...sinceFirst(exceeded),
      title: say('causeDnsLimit', { workload: at(place) }),
      explains: exceeded,
      evidence: [
        { weight: MEASURED, sentence: say('measured', {}) },
        { weight: RUNS_DNS, sentence: say('runsDns', { pods: amount(running), workload: at(place) }) },
      ],
      check: say('checkDns', { workload: at(place) }),
    },
  ];
};
