import { type Scope } from '../../common/investigatePath';
import { type Comparison, COMPARISONS } from '../../core/diagnosis/comparison';
import { isOneName } from '../../core/diagnosis/nameable';

export { type Scope, scopeParameters } from '../../common/investigatePath';

/** The parameters of a URL. */
export type UrlQuery = Readonly<Record<string, unknown>>;

/** The name in a parameter; undefined if it is missing or empty, or if the variables of a dashboard did not select one name. */
function nameIn(query: UrlQuery, name: string): string | undefined {
  const text = textIn(query, name);
  return text !== undefined && isOneName(text) ? text : undefined;
}

/** The text of a parameter; undefined if it is missing or empty. */
export function textIn(query: UrlQuery, name: string): string | undefined {
  const value = query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @param usualFrom the start of the time range if the URL has none. */
export function readScope(query: UrlQuery, usualFrom: string): Scope {
  const [dataSource, monitor, cluster] = ['ds', 'monitor', 'cluster'].map((name) => nameIn(query, name));
  return {
    ...(dataSource !== undefined && { dataSource }),
    ...(monitor !== undefined && { watched: { kind: 'monitor', name: monitor } as const }),
    ...(cluster !== undefined && { watched: { kind: 'cluster', name: cluster } as const }),
    from: textIn(query, 'from') ?? usualFrom,
    to: textIn(query, 'to') ?? 'now',
  };
}

/** The earlier time that a page is compared with; undefined if the URL has none. */
export function readComparison(query: UrlQuery): Comparison | undefined {
  return COMPARISONS.find((each) => each === query.compare);
}
