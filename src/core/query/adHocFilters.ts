import { MATCH_OPERATORS, type MatchOperator } from '../prometheus/matcher';
import { type Notice } from '../notice';
import { EVENT_LABELS } from '../events/eventFilters';
import { FILTER_FIELDS, type FilterField } from '../flow/filter';
import { agentMetric } from '../prometheus/agent/catalog';
import { type AgentMetric } from '../prometheus/agent/metric';
import { quotedForRegex } from '../prometheus/where';
import { DEFAULT_METRIC } from './metricQuery';
import { type Replace } from './resolved';
import { type SavedQuery } from './savedQuery';

/** A filter of the whole dashboard, as Grafana hands it to each query. */
export interface AdHocFilter {
  key: string;
  /** One of ours, or `=|` and `!=|` with several values. */
  operator: string;
  value: string;
  values?: readonly string[];
}

/** Names that flows, the agents' series and rollouts have in common. */
const METRIC_KEYS: Record<AgentMetric['subject'], readonly string[]> = {
  pod: ['namespace', 'workload', 'pod', 'node'],
  interface: ['node'],
  device: ['namespace', 'workload', 'pod', 'node'],
};

/** A query with what of a dashboard's filters applies to it, and which of them do not. */
export interface Filtered<Query> {
  query: Query;
  notices: Notice[];
}

/**
 * Adds a dashboard's filters to a saved query as if somebody had written them into it. One whose key the
 * query knows nothing of is said, so that nobody takes all for a part.
 */
export function withAdHocFilters<Query extends SavedQuery>(
  saved: Query,
  filters: readonly AdHocFilter[],
  replace: Replace
): Filtered<Query> {
  const target = targetOf(saved, replace);
  const isKnown = ({ key }: Match) => target.keys.includes(key);
  const complete = filters.filter(isComplete);
  const matches = complete.map(adHocMatch).filter((match) => match !== undefined);
  const notices = complete.flatMap((filter): Notice[] => {
    const match = adHocMatch(filter);
    const why = match === undefined ? unknownOperator(filter) : isKnown(match) ? undefined : noSuchKey(filter, target);
    return why === undefined ? [] : [{ severity: 'warning', text: why }];
  });
  const added = matches.filter(isKnown).map(target.toFilter);
  return { query: added.length === 0 ? saved : withFilters(saved, added), notices };
}

/** Not while somebody is still choosing it. */
function isComplete({ key, operator, value, values }: AdHocFilter): boolean {
  return key !== '' && operator !== '' && (value !== '' || (values?.length ?? 0) > 0);
}

interface Match {
  key: string;
  operator: MatchOperator;
  value: string;
}

/** A dashboard's filter with an operator of ours; undefined for those that compare numbers: no key here is one. */
export function adHocMatch({ key, operator, value, values }: AdHocFilter): Match | undefined {
  if (operator === '=|' || operator === '!=|') {
    const pattern = (values?.length ? values : [value]).map(quotedForRegex).join('|');
    return { key, operator: operator === '=|' ? '=~' : '!~', value: pattern };
  }
  const known = MATCH_OPERATORS.find((one) => one === operator);
  return known && { key, operator: known, value };
}

interface Target {
  keys: readonly string[];
  /** What is filtered, for a notice. */
  what: string;
  toFilter(match: Match): object;
}

function targetOf(saved: SavedQuery, replace: Replace): Target {
  const onLabel = ({ key, ...match }: Match) => ({ label: key, ...match });
  switch (saved.queryType) {
    case 'flows':
      return {
        keys: FILTER_FIELDS,
        what: 'flows',
        // Only fields that there are come here.
        toFilter: ({ key, ...match }) => ({ side: 'either', field: key as FilterField, ...match }),
      };
    case 'metric': {
      const metric = agentMetric(replace(typeof saved.metric === 'string' ? saved.metric : DEFAULT_METRIC));
      const keys = metric ? METRIC_KEYS[metric.subject] : [];
      return { keys, what: metric ? `"${metric.title}"` : 'this metric', toFilter: onLabel };
    }
    case 'events':
      return { keys: EVENT_LABELS, what: 'events', toFilter: onLabel };
    case 'insights':
      return { keys: [], what: 'workload insights', toFilter: onLabel };
    case 'paths':
      return { keys: [], what: 'network paths', toFilter: onLabel };
    case 'inventory':
      return { keys: [], what: 'the inventory', toFilter: onLabel };
  }
}

/** Filters that are no list stay as they are, for the query's resolver to complain about. */
function withFilters<Query extends SavedQuery>(saved: Query, added: readonly object[]): Query {
  const filters: unknown = 'filters' in saved ? saved.filters : undefined;
  if (filters !== undefined && filters !== null && !Array.isArray(filters)) {
    return saved;
  }
  return { ...saved, filters: [...(filters ?? []), ...added] };
}

function unknownOperator({ key, operator }: AdHocFilter): string {
  return `The dashboard’s filter on "${key}" is left out: its operator is "${operator}". Choose one of: ${MATCH_OPERATORS.join(', ')}.`;
}

function noSuchKey({ key }: AdHocFilter, { what, keys }: Target): string {
  const offer = keys.length === 0 ? 'none of them' : `only ${keys.join(', ')}`;
  return `The dashboard’s filter on "${key}" is left out: ${what} cannot be filtered by it, ${offer}.`;
}
