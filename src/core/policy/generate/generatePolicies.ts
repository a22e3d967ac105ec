import { type ClusterIndex, clusterIndexOf } from '../clusterIndex';
import { type Inventory } from '../inventory';
import { type ObservedFlow } from '../observed/observedFlows';
import { type Direction, type NetworkPolicy, type PolicyRule, type PodPeer, type CidrPeer } from '../policies';
import { type FlowEnd } from '../policyFlow';
import { Classifier, ruleNetworks } from './classify';
import { type DirectionRules, directionRules } from './directionRules';
import { type DnsRule, dnsRules, NODE_DNS_RULE } from './dns';
import { servicesOfPods } from '../servicesOfPods';
import { type GeneratedPolicy, type GeneratedRule } from './generatedPolicy';
import { policyPeers } from './peers';
import { type Subject, type Subjects, subjectsOf } from './subjects';

export interface GenerateOptions {
  /** The namespaces of the policies. Absent: all but those of Kubernetes and Amazon EKS itself. */
  namespaces?: readonly string[];
  /** Names of address ranges, as in the settings. */
  networks: ReadonlyArray<{ cidr: string; name: string }>;
}

/** Namespaces whose pods a cluster needs to work. */
const SYSTEM_NAMESPACES = ['kube-system', 'kube-public', 'kube-node-lease'];

/**
 * Generates a NetworkPolicy for each workload with observed flows. It allows exactly what was observed, and DNS. A direction
 * without observed flows, or with some that no rule can be written for, stays unrestricted. Equal input gives equal output, in any order of the flows. Attempts that transferred nothing get no rule: something denies them
 * already, or does not respond.
 *
 * @param inventory with pods for workloads that have none now: see `withTemplatePods`.
 */
export function generatePolicies(
  inventory: Inventory,
  observed: readonly ObservedFlow[],
  { namespaces, networks }: GenerateOptions
): GeneratedPolicy[] {
  const index = clusterIndexOf(inventory);
  const subjects = subjectsOf(inventory);
  const classifier = new Classifier(index, servicesOfPods(inventory), subjects, ruleNetworks(networks));
  const dns = dnsRules(inventory, index);
  const names = policyNames(subjects.all);
  const flows = flowsOfSubjects(
    observed.filter(({ isAttempt }) => !isAttempt),
    index,
    subjects
  );
  const isWanted = ({ namespace }: Subject) =>
    namespaces?.includes(namespace) ?? !SYSTEM_NAMESPACES.includes(namespace);
  return subjects.all.filter(isWanted).flatMap((subject) => {
    const ingress = directionRules(flows.ingress.get(subject) ?? [], 'ingress', classifier);
    const egress = directionRules(flows.egress.get(subject) ?? [], 'egress', classifier);
    const dnsOfSubject = usesNodeDns(subject) ? [...dns, NODE_DNS_RULE] : dns;
    const rules = { ingress: restricting(ingress), egress: withDns(restricting(egress), dnsOfSubject) };
    const leftOut = [...ingress.leftOut, ...egress.leftOut];
    return rules.ingress.length + rules.egress.length + leftOut.length === 0
      ? []
      : [
          {
            subject,
            policy: policyOf(subject, names.get(subject) ?? subject.name, rules),
            rules,
            leftOut,
            lacksDns: rules.egress.length > 0 && dnsOfSubject.length === 0,
            alsoSelects: otherWorkloads(subject, subjects),
          },
        ];
  });
}

type FlowsBySubject = Record<Direction, Map<Subject, ObservedFlow[]>>;

/** The flows of all pods that a policy selects, also those of other workloads: otherwise it would deny these. */
function flowsOfSubjects(observed: readonly ObservedFlow[], index: ClusterIndex, subjects: Subjects): FlowsBySubject {
  const flows: FlowsBySubject = { ingress: new Map(), egress: new Map() };
  const add = (direction: Direction, end: FlowEnd, flow: ObservedFlow) => {
    const pod = index.resolve(end)?.pod;
    for (const subject of pod ? subjects.selecting(pod) : []) {
      const ofSubject = flows[direction].get(subject) ?? [];
      flows[direction].set(subject, ofSubject);
      ofSubject.push(flow);
    }
  };
  for (const each of observed) {
    add('egress', each.flow.client, each);
    add('ingress', each.flow.server, each);
  }
  return flows;
}

/** A direction with flows that no rule can be written for stays unrestricted: rules for the others would deny these. */
function restricting({ rules, leftOut }: DirectionRules): readonly GeneratedRule[] {
  return leftOut.length > 0 ? [] : rules;
}

function usesNodeDns({ workloads }: Subject): boolean {
  return workloads.some(({ template }) => template.usesNodeDns);
}

/** A pod with restricted egress needs DNS, which is mostly UDP, and flows contain only TCP. */
function withDns(rules: readonly GeneratedRule[], dns: readonly DnsRule[]): readonly GeneratedRule[] {
  return rules.length === 0 ? [] : [...dns, ...rules];
}

/** Stable names. The kind is part of the name if two workloads of a namespace have the same name. */
function policyNames(subjects: readonly Subject[]): Map<Subject, string> {
  const counts = new Map<string, number>();
  for (const { namespace, name } of subjects) {
    counts.set(`${namespace}/${name}`, (counts.get(`${namespace}/${name}`) ?? 0) + 1);
  }
  return new Map(
    subjects.map((subject) => {
      const isAmbiguous = (counts.get(`${subject.namespace}/${subject.name}`) ?? 0) > 1;
      return [subject, isAmbiguous ? `${subject.name}-${subject.kind.toLowerCase()}` : subject.name];
    })
  );
}

function policyOf(
  { namespace, selector }: Subject,
  name: string,
  rules: Record<Direction, readonly GeneratedRule[]>
): NetworkPolicy {
  const write = ({ peer, ports }: GeneratedRule): PolicyRule<PodPeer | CidrPeer> => ({
    peers: policyPeers(peer, namespace),
    ports,
  });
  const directions: Direction[] = ['ingress', 'egress'];
  return {
    kind: 'NetworkPolicy',
    namespace,
    name: `${name}-allow-observed`,
    podSelector: selector,
    types: directions.filter((direction) => rules[direction].length > 0),
    ingress: rules.ingress.map(write),
    egress: rules.egress.map(write),
  };
}

function otherWorkloads(subject: Subject, subjects: Subjects): string[] {
  const others = subject.pods
    .map((pod) => subjects.ofPod(pod))
    .filter((other) => other !== undefined && other !== subject);
  return [...new Set(others.map((other) => `${other?.kind} ${other?.name}`))].sort();
}
