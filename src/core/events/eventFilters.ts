import { type LabelFilter } from '../prometheus/matcher';
import { type Notice } from '../notice';
import { EVENT_KINDS, type EventKind } from './event';

const LABELS: Record<EventKind, readonly string[]> = {
  allowances: ['node', 'eni', 'instance_id'],
  agentRestarts: ['node'],
  rollouts: ['namespace', 'workload'],
};

const NAMES: Record<EventKind, string> = {
  allowances: 'exceeded allowances',
  agentRestarts: 'agent restarts',
  rollouts: 'rollouts',
};

/** Labels by which some kind of event can be filtered, beside the one that tells clusters apart. */
export const EVENT_LABELS: readonly string[] = [...new Set(EVENT_KINDS.flatMap((kind) => LABELS[kind]))];

/** The filters that hold for a kind: a rollout is in a namespace, an agent's restart is not. */
export function filtersFor(kind: EventKind, filters: readonly LabelFilter[], clusterLabel?: string): LabelFilter[] {
  return filters.filter(({ label }) => label === clusterLabel || LABELS[kind].includes(label));
}

/** Which filters some of the kinds are shown without. */
export function filterNotices(
  kinds: readonly EventKind[],
  filters: readonly LabelFilter[],
  clusterLabel?: string
): Notice[] {
  return filters.flatMap((filter): Notice[] => {
    const without = kinds.filter((kind) => filtersFor(kind, [filter], clusterLabel).length === 0);
    const names = without.map((kind) => NAMES[kind]).join(' and ');
    const text = `The filter on "${filter.label}" does not hold for ${names}, which have no such label: all of them are shown.`;
    return without.length === 0 ? [] : [{ severity: 'warning', text }];
  });
}
