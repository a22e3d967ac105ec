import { type LabelFilter, MATCH_OPERATORS } from '../prometheus/matcher';
import { NAME_LABELS, type NameLabel, type NameList, type NamesQuery } from '../prometheus/kubernetes/names';
import { invalidMatcher, type ListSyntax, matchesOneName, noMatchersAccepted, unknownList } from './messages';
import { type Replace, type Resolved } from './resolved';
import { isNarrowing, isPattern, replacedValue } from './savedFilters';
import { type Problem } from './untrusted';

/** The lists of the flow API. */
const API_LISTS = ['monitors', 'performanceMonitors', 'scopes'] as const;
type ApiList = (typeof API_LISTS)[number];

/** A list for a dashboard variable. */
export type ListQuery = { list: ApiList } | NamesQuery;

const NAME_LISTS = Object.keys(NAME_LABELS).filter(isNameList);
const LABELS = Object.values(NAME_LABELS);

const SYNTAX: ListSyntax = { lists: [...API_LISTS, ...NAME_LISTS], labels: LABELS, operators: MATCH_OPERATORS };

/** A label, an operator, and a text in double quotes with PromQL's escapes. */
const MATCHER = /^([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*|\s+|$)/;

/**
 * Resolves the query of a dashboard variable: a list, followed by matchers, all of which its names must match:
 * `nodes zone="$zone"`. An empty query lists monitors.
 *
 * @returns the query, or what the user has to change; see {@link Resolved}.
 */
export function resolveListQuery(text: string, replace: Replace): Resolved<ListQuery> {
  const [list = ''] = text.trim().match(/^[^\s{]*/) ?? [];
  const rest = text.trim().slice(list.length).trim();
  const apiList = API_LISTS.find((name) => name === (list || 'monitors'));
  // The names of clusters can come from monitors, which do not know what is in a cluster.
  if ((apiList ?? list === 'clusters') && rest !== '') {
    return { problem: noMatchersAccepted(list) };
  }
  if (apiList) {
    return { query: { list: apiList } };
  }
  if (!isNameList(list)) {
    return { problem: unknownList(text, SYNTAX) };
  }
  const written = matchersOf(rest);
  if ('problem' in written) {
    return written;
  }
  const matchers = written.query.map((matcher) => ({ ...matcher, value: replacedValue(matcher, replace) }));
  const problem = matchers
    .map((matcher, index) => valueProblem(matcher, written.query[index]?.value ?? ''))
    .find(isProblem);
  return problem === undefined ? { query: { list, matchers: matchers.filter(isNarrowing) } } : { problem };
}

type Matcher = NamesQuery['matchers'][number];

function matchersOf(text: string): Resolved<Matcher[]> {
  const matchers: Matcher[] = [];
  for (let rest = text; rest !== '';) {
    const [whole = '', label = '', operator, value = ''] = rest.match(MATCHER) ?? [];
    const matchOperator = MATCH_OPERATORS.find((supported) => supported === operator);
    if (!isNameLabel(label) || !matchOperator) {
      return { problem: invalidMatcher(rest, SYNTAX) };
    }
    matchers.push({
      label,
      operator: matchOperator,
      value: value.replace(/\\(.)/g, (_, char) => (char === 'n' ? '\n' : char)),
    });
    rest = rest.slice(whole.length);
  }
  return { query: matchers };
}

/** Finds variables with several values, which Grafana writes as {a,b}, or set to All, often `.*`: no Kubernetes name has these characters. */
function valueProblem(filter: LabelFilter, written: string): Problem {
  const { label, operator, value } = filter;
  return !isPattern(filter) && /[{}*]/.test(value)
    ? matchesOneName(label, operator === '=' ? '=' : '!=', value, written)
    : undefined;
}

function isNameList(name: string): name is NameList {
  return Object.prototype.hasOwnProperty.call(NAME_LABELS, name);
}

function isNameLabel(name: string): name is NameLabel {
  return LABELS.some((label) => label === name);
}

function isProblem(problem: Problem): problem is string {
  return problem !== undefined;
}
