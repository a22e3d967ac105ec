import { compareText } from '../../compareText';
import { type FlowEnd } from '../policyFlow';
import { matchesLabels } from '../selector';
import { type JudgedFlow } from './judge';
import { type Proposal } from './proposal';

/** The state of a namespace with observed flows. */
export interface NamespaceState {
  namespace: string;
  pods: number;
  /** Pods that a NetworkPolicy or ApplicationNetworkPolicy of the inventory selects. */
  podsWithPolicy: number;
  flows: number;
  denied: number;
  unknown: number;
}

/** The states of namespaces. A flow counts in the namespaces of both ends. @param judged the verdicts of a stage. */
export function namespaceStates(proposal: Proposal, judged: readonly JudgedFlow[]): NamespaceState[] {
  const states = new Map(proposal.namespaces.map((namespace) => [namespace, emptyState(proposal, namespace)]));
  for (const { observed, verdict } of judged) {
    for (const namespace of namespacesOf(observed.flow.client, observed.flow.server)) {
      const state = states.get(namespace);
      if (state !== undefined) {
        state.flows += 1;
        state.denied += verdict.outcome === 'denied' ? 1 : 0;
        state.unknown += verdict.outcome === 'unknown' ? 1 : 0;
      }
    }
  }
  return [...states.values()].sort((a, b) => compareText(a.namespace, b.namespace));
}

function emptyState({ inventory, index }: Proposal, namespace: string): NamespaceState {
  const selectors = inventory.policies.flatMap((policy) =>
    policy.kind !== 'ClusterNetworkPolicy' && policy.namespace === namespace ? [policy.podSelector] : []
  );
  const pods = index.podsIn(namespace).filter(({ hasEnded, isHostNetwork }) => !hasEnded && !isHostNetwork);
  const withPolicy = pods.filter(({ labels }) => selectors.some((selector) => matchesLabels(selector, labels)));
  return { namespace, pods: pods.length, podsWithPolicy: withPolicy.length, flows: 0, denied: 0, unknown: 0 };
}

function namespacesOf(...ends: readonly FlowEnd[]): Set<string> {
  return new Set(ends.flatMap((end) => (end.kind === 'pod' ? [end.namespace] : [])));
}
