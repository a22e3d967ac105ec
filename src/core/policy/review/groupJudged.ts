import { compareText } from '../../compareText';
import { type ClusterIndex } from '../clusterIndex';
import { explain } from '../explain';
import { type Subjects, subjectsOf } from '../generate/subjects';
import { type Inventory } from '../inventory';
import { decidingPolicies } from '../lint/blame';
import { type ObservedFlow } from '../observed/observedFlows';
import { endText, type FlowEnd } from '../policyFlow';
import { policyName } from '../policies';
import { type SideVerdict, type Verdict } from '../verdict';
import { type JudgedFlow } from './judge';
import { NODES } from './messages';
import { type Proposal } from './proposal';

/** Flows between two workloads with the same port and outcome. */
export interface JudgedGroup {
  /** "shop/web", the name of a party outside the cluster, or an address. */
  client: string;
  server: string;
  /** The Service by way of which the clients connect. */
  service?: string;
  port: number;
  outcome: Verdict['outcome'];
  /** Pairs of client and server. */
  flows: number;
  bytes: number;
  /** Why the largest flow has its verdict. */
  reason: string;
  /** The policies that deny the largest flow: "NetworkPolicy shop/web". Empty if no policy does. */
  policies: readonly string[];
}

/** Joins judged flows by workload, the largest first. */
export function groupJudged(
  { inventory, index }: Pick<Proposal, 'inventory' | 'index'>,
  judged: readonly JudgedFlow[]
): JudgedGroup[] {
  const names = new EndNames(inventory, index);
  const groups = new Map<string, Draft>();
  for (const each of judged) {
    const { flow, clientParty, serverParty } = each.observed;
    const [client, server] = [names.of(flow.client, clientParty), names.of(flow.server, serverParty)];
    const service = flow.service?.name;
    const key = JSON.stringify([client, server, service, flow.port, each.verdict.outcome]);
    const group = groups.get(key) ?? { client, server, service, largest: each, bytes: 0, keys: new Set<string>() };
    groups.set(key, group);
    group.bytes += each.observed.evidence.bytes;
    group.keys.add(each.observed.key);
    if (each.observed.evidence.bytes > group.largest.observed.evidence.bytes) {
      group.largest = each;
    }
  }
  return [...groups.values()].sort((a, b) => b.bytes - a.bytes || compareText(a.client, b.client)).map(groupOf);
}

interface Draft {
  client: string;
  server: string;
  service?: string | undefined;
  largest: JudgedFlow;
  bytes: number;
  keys: Set<string>;
}

function groupOf({ client, server, service, largest, bytes, keys }: Draft): JudgedGroup {
  const { observed, verdict } = largest;
  return {
    client,
    server,
    ...(service !== undefined && { service }),
    port: observed.flow.port,
    outcome: verdict.outcome,
    flows: keys.size,
    bytes,
    reason: explain(observed.flow, verdict),
    policies: [...new Set([verdict.egress, verdict.ingress].flatMap(denyingPolicies))],
  };
}

function denyingPolicies(side: SideVerdict): string[] {
  return side.outcome === 'denied' ? decidingPolicies(side).map(policyName) : [];
}

/** Names of ends: the workload of a pod, all nodes together, or what the flow data call an address. */
class EndNames {
  private readonly subjects: Subjects;

  constructor(
    inventory: Inventory,
    private readonly index: ClusterIndex
  ) {
    this.subjects = subjectsOf(inventory);
  }

  of(end: FlowEnd, party: ObservedFlow['clientParty']): string {
    const { pod, service, isNode = false } = this.index.resolve(end) ?? {};
    if (service !== undefined) {
      return `${service.namespace}/${service.name}`;
    }
    const subject = pod && this.subjects.ofPod(pod);
    if (pod === undefined && isNode) {
      return NODES;
    }
    return subject ? `${subject.namespace}/${subject.name}` : (party?.name ?? endText(end));
  }
}
