import { MATCH_OPERATORS, type MatchOperator } from '../prometheus/matcher';
import { type Notice, warningNotice } from '../notice';
import { EVENT_LABELS } from '../events/eventFilters';
import { FILTER_FIELDS, type FilterField } from '../flow/filter';
import { agentMetric } from '../prometheus/agent/catalog';
import { type AgentMetric } from '../prometheus/agent/metric';
import { quotedForRegex } from '../prometheus/where';
import { adHocKeyIgnored, adHocOperatorIgnored } from './messages';
import { DEFAULT_METRIC } from './metricQuery';
import { type Replace } from './resolved';
import { type SavedQuery } from './savedQuery';

/** A filter of the whole dashboard, as Grafana passes it to each query. */
export interface AdHocFilter {
  key: string;
  /** One of the match operators, or `=|` and `!=|` with several values. */
  operator: string;
  value: string;
  values?: readonly string[];
}

/** The keys by which metrics can be filtered. Flows, the agents' series and rollouts have these names in common. */
const METRIC_KEYS: Record<AgentMetric['subject'], readonly string[]> = {
  pod: ['namespace', 'workload', 'pod', 'node'],
  interface: ['node'],
  device: ['namespace', 'workload', 'pod', 'node'],
};

/** A query with the dashboard filters that apply to it, and notices about those that do not. */
export interface Filtered<Query> {
  query: Query;
  notices: Notice[];
}

/**
 * Adds a dashboard's filters to a saved query, as if they were saved in it. A filter that the query does not support is
 * ignored, and a notice says so, because the result then has more than the filter selects.
 */
export function withAdHocFilters<Query extends SavedQuery>(
  saved: Query,
  filters: readonly AdHocFilter[],
  replace: Replace
): Filtered<Query> {
  const target = targetOf(saved, replace);
  const isSupported = ({ key }: Match) => target.keys.includes(key);
  const complete = filters.filter(isComplete);
  const matches = complete.map(adHocMatch).filter((match) => match !== undefined);
  const notices = complete.flatMap((filter) => {
    const match = adHocMatch(filter);
    const why =
      match === undefined ? unknownOperator(filter) : isSupported(match) ? undefined : noSuchKey(filter, target);
    return why === undefined ? [] : [warningNotice(why)];
  });
  const added = matches.filter(isSupported).map(target.toFilter);
  return { query: added.length === 0 ? saved : withFilters(saved, added), notices };
}

/** Whether the user has selected the key, the operator and a value. */
function isComplete({ key, operator, value, values }: AdHocFilter): boolean {
  return key !== '' && operator !== '' && (value !== '' || (values?.length ?? 0) > 0);
}

interface Match {
  key: string;
  operator: MatchOperator;
  value: string;
}

/** A dashboard's filter as a match; undefined for operators that compare numbers, which no key here needs. */
export function adHocMatch({ key, operator, value, values }: AdHocFilter): Match | undefined {
  if (operator === '=|' || operator === '!=|') {
    const pattern = (values?.length ? values : [value]).map(quotedForRegex).join('|');
    return { key, operator: operator === '=|' ? '=~' : '!~', value: pattern };
  }
  const matchOperator = MATCH_OPERATORS.find((supported) => supported === operator);
  return matchOperator && { key, operator: matchOperator, value };
}

interface Target {
  keys: readonly string[];
  /** What the query shows, for a notice. */
  content: string;
  toFilter(match: Match): object;
}

function targetOf(saved: SavedQuery, replace: Replace): Target {
  const onLabel = ({ key, ...match }: Match) => ({ label: key, ...match });
  switch (saved.queryType) {
    case 'flows':
      return ofFlows('flows');
    case 'metric': {
      const metric = agentMetric(replace(typeof saved.metric === 'string' ? saved.metric : DEFAULT_METRIC));
      const keys = metric ? METRIC_KEYS[metric.subject] : [];
      return { keys, content: metric ? `"${metric.title}"` : 'this metric', toFilter: onLabel };
    }
    case 'events':
      return { keys: EVENT_LABELS, content: 'events', toFilter: onLabel };
    case 'insights':
      return { keys: [], content: 'workload insights', toFilter: onLabel };
    case 'paths':
      return { keys: [], content: 'network paths', toFilter: onLabel };
    case 'deniedConnections':
      return ofFlows('denied connections');
    case 'inventory':
      return { keys: [], content: 'the inventory', toFilter: onLabel };
  }
}

function ofFlows(content: string): Target {
  return {
    keys: FILTER_FIELDS,
    content,
    // The caller passes only keys among `keys`.
    toFilter: ({ key, ...match }) => ({ side: 'either', field: key as FilterField, ...match }),
  };
}

/** If the saved filters are not a list, they stay as they are, and the query's resolver reports them. */
function withFilters<Query extends SavedQuery>(saved: Query, added: readonly object[]): Query {
  const filters: unknown = 'filters' in saved ? saved.filters : undefined;
  if (filters !== undefined && filters !== null && !Array.isArray(filters)) {
    return saved;
  }
  return { ...saved, filters: [...(filters ?? []), ...added] };
}

function unknownOperator({ key, operator }: AdHocFilter): string {
  return adHocOperatorIgnored(key, operator, MATCH_OPERATORS);
}

function noSuchKey({ key }: AdHocFilter, { content, keys }: Target): string {
  return adHocKeyIgnored(key, content, keys);
}
