import { type Cause } from '../../src/core/diagnosis/causes/cause';

/** The kinds of incidents that are drawn, by which the confusion matrix counts, in its order. */
export const LABELS = [
  'inbound bandwidth',
  'outbound bandwidth',
  'packet rate',
  'connection tracking',
  'DNS limit',
  'AWS network between zones',
  'AWS network of one path',
  'node',
  'outside endpoint',
  'policy',
  'rollout',
  'server',
  'new conversation',
  'ended conversation',
  'zone routing',
  'silent agent',
  'agent restart',
] as const;
export type Label = (typeof LABELS)[number];

const OF_ALLOWANCES: Partial<Record<string, Label>> = {
  'inbound bandwidth': 'inbound bandwidth',
  'outbound bandwidth': 'outbound bandwidth',
  'packets per second': 'packet rate',
  'tracked connections': 'connection tracking',
  'link-local packets': 'DNS limit',
};

const OF_KINDS: Partial<Record<Cause['kind'], Label>> = {
  dnsLimit: 'DNS limit',
  node: 'node',
  outside: 'outside endpoint',
  policy: 'policy',
  rollout: 'rollout',
  workload: 'server',
  conversation: 'new conversation',
  stopped: 'ended conversation',
  routing: 'zone routing',
  agentSilent: 'silent agent',
  agentRestarted: 'agent restart',
};

/** The label of a cause; undefined for causes that no incident has. */
export function labelOf({ kind, place, title }: Cause): Label | undefined {
  switch (kind) {
    case 'allowance': {
      const { allowance } = title.facts;
      return allowance?.kind === 'name' ? OF_ALLOWANCES[allowance.name] : undefined;
    }
    case 'network':
      return place.kind === 'pair' ? 'AWS network of one path' : 'AWS network between zones';
    default:
      return OF_KINDS[kind];
  }
}
