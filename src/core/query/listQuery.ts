import { type LabelFilter, MATCH_OPERATORS } from '../prometheus/matcher';
import { NAME_LABELS, type NameLabel, type NameList, type NamesQuery } from '../prometheus/kubernetes/names';
import { type Replace, type Resolved } from './resolved';
import { isNarrowing, isPattern, replacedValue } from './savedFilters';
import { type Problem } from './untrusted';

/** Lists that the flow API tells. */
export const API_LISTS = ['monitors', 'performanceMonitors', 'scopes'] as const;
export type ApiList = (typeof API_LISTS)[number];

/** What a dashboard variable lists. */
export type ListQuery = { list: ApiList } | NamesQuery;

const NAME_LISTS = Object.keys(NAME_LABELS).filter(isNameList);
const LABELS = Object.values(NAME_LABELS);

const FORM = `Write one of: ${[...API_LISTS, ...NAME_LISTS].join(', ')}.`;
const MATCHERS =
  'After a list of Prometheus, matchers may follow: pods namespace=~"$namespace" workload="ui". ' +
  `Their labels are ${LABELS.join(', ')}, their operators ${MATCH_OPERATORS.join(', ')}.`;

/** A label, an operator and a text in double quotes, in which PromQL's escapes hold. */
const MATCHER = /^([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*|\s+|$)/;

/**
 * Reads what dashboard variables write: a list, and after it the matchers that its names must pass, all of
 * them: `nodes zone="$zone"`. Nothing lists monitors.
 */
export function resolveListQuery(text: string, replace: Replace): Resolved<ListQuery> {
  const [list = ''] = text.trim().match(/^[^\s{]*/) ?? [];
  const rest = text.trim().slice(list.length).trim();
  const apiList = API_LISTS.find((known) => known === (list || 'monitors'));
  // Monitors tell of clusters too, and nothing of what is in them.
  if ((apiList ?? list === 'clusters') && rest !== '') {
    return { problem: `"${list}" takes no matchers: write it alone.` };
  }
  if (apiList) {
    return { query: { list: apiList } };
  }
  if (!isNameList(list)) {
    return { problem: `"${text}" cannot be listed. ${FORM} ${MATCHERS}` };
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
    const known = MATCH_OPERATORS.find((one) => one === operator);
    if (!isNameLabel(label) || !known) {
      return { problem: `"${rest}" is no matcher. ${MATCHERS}` };
    }
    matchers.push({
      label,
      operator: known,
      value: value.replace(/\\(.)/g, (_, char) => (char === 'n' ? '\n' : char)),
    });
    rest = rest.slice(whole.length);
  }
  return { query: matchers };
}

/** No Kubernetes name has these: Grafana writes several values as {a,b}, and all of them as .* or what a dashboard says. */
function valueProblem(filter: LabelFilter, written: string): Problem {
  const { label, operator, value } = filter;
  return !isPattern(filter) && /[{}*]/.test(value)
    ? `${label}${operator}"${value}" is no single name. Write ${label}${operator === '=' ? '=~' : '!~'}"${written}" to match several.`
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
