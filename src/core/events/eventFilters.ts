import { type LabelFilter } from '../prometheus/matcher';
import { type Notice } from '../notice';
import { EVENT_KINDS, type EventKind } from './event';
import { filterIgnored } from './messages';

const LABELS: Record<EventKind, readonly string[]> = {
  allowances: ['node', 'eni', 'instance_id'],
  agentRestarts: ['node'],
  rollouts: ['namespace', 'workload'],
  podProblems: ['namespace', 'workload', 'pod'],
};

const NAMES: Record<EventKind, string> = {
  allowances: 'exceeded allowances',
  agentRestarts: 'agent restarts',
  rollouts: 'rollouts',
  podProblems: 'problems of pods',
};

/** Labels by which some kind of event can be filtered, besides the cluster label. */
export const EVENT_LABELS: readonly string[] = [...new Set(EVENT_KINDS.flatMap((kind) => LABELS[kind]))];

/** The filters that apply to a kind: a rollout has a namespace, the restart of an agent does not. */
export function filtersFor(kind: EventKind, filters: readonly LabelFilter[], clusterLabel?: string): LabelFilter[] {
  return filters.filter(({ label }) => label === clusterLabel || LABELS[kind].includes(label));
}

/** Notices about filters that do not apply to some of the kinds. */
export function filterNotices(
  kinds: readonly EventKind[],
  filters: readonly LabelFilter[],
  clusterLabel?: string
): Notice[] {
  return filters.flatMap((filter): Notice[] => {
    const without = kinds.filter((kind) => filtersFor(kind, [filter], clusterLabel).length === 0);
    const names = without.map((kind) => NAMES[kind]).join(' and ');
    return without.length === 0 ? [] : [{ severity: 'warning', text: filterIgnored(filter.label, names) }];
  });
}
