import { type Watched } from '../../core/query/flowsQuery';

/** What a page is about, as in its URL. */
export interface Scope {
  /** The UID of the data source; absent: the first one. */
  dataSource?: string;
  /** Absent: the only monitor or cluster. */
  watched?: Watched;
  /** The time range as in Grafana's URLs: "now-6h", or a time in ISO 8601. */
  from: string;
  to: string;
}

/** The parameters of a URL. */
export type UrlQuery = Readonly<Record<string, unknown>>;

/** The text of a parameter; undefined if it is missing or empty. */
export function textIn(query: UrlQuery, name: string): string | undefined {
  const value = query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @param usualFrom the start of the time range if the URL has none. */
export function readScope(query: UrlQuery, usualFrom: string): Scope {
  const [dataSource, monitor, cluster] = [textIn(query, 'ds'), textIn(query, 'monitor'), textIn(query, 'cluster')];
  return {
    ...(dataSource !== undefined && { dataSource }),
    ...(monitor !== undefined && { watched: { kind: 'monitor', name: monitor } as const }),
    ...(cluster !== undefined && { watched: { kind: 'cluster', name: cluster } as const }),
    from: textIn(query, 'from') ?? usualFrom,
    to: textIn(query, 'to') ?? 'now',
  };
}

/** The parameters of a URL; null removes one. */
export function scopeParameters({ dataSource, watched, from, to }: Scope): Record<string, string | null> {
  return {
    ds: dataSource ?? null,
    monitor: watched?.kind === 'monitor' ? watched.name : null,
    cluster: watched?.kind === 'cluster' ? watched.name : null,
    from,
    to,
  };
}
