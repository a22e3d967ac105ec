import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Subscription } from 'rxjs';
import { type FlowFilter, isEndpointField } from '../../../core/flow/filter';
import { type GraphEdge } from '../../../core/graph/graph';
import { type GraphTree } from '../../../core/graph/tree';
import { filterFor } from '../../model/filterFor';
import { type TimeSeries } from '../../model/timeSeries';
import { type EdgeEnds, lossTrendsOf } from '../../queries/lossTrends';
import { type PanelSource } from '../../queries/panelSource';

/** Edges whose losses are queried, and what else selects their flows. */
export interface WantedTrends {
  edges: readonly GraphEdge[];
  /** Filters of the view, in addition to those of the query. */
  filters: readonly FlowFilter[];
  /** The end of the window of the flows. */
  endMs: number;
}

/** The start of a problem rarely changes. A new query after each refresh would be a burden for Prometheus. */
const QUERY_EVERY_MS = 5 * 60_000;

/**
 * Queries the losses per GB of edges over the dashboard's time range: each edge at most once in five minutes of the window, and one
 * query after the other. An edge keeps its previous trend until there is a newer one.
 *
 * @param source undefined if trends cannot be queried, or not yet. A query that is running continues.
 * @returns by the IDs of edges; trends that are not known are absent
 */
export function useLossTrends(
  source: PanelSource | undefined,
  tree: GraphTree,
  { edges, filters, endMs }: WantedTrends
): ReadonlyMap<string, TimeSeries> {
  const [trends, setTrends] = useState<ReadonlyMap<string, TimeSeries>>(new Map());
  const latest = useRef(source);
  /** What each edge was queried for, whether there was a result or not. */
  const queried = useRef(new Map<string, string>());
  const running = useRef<Subscription>();
  // Texts stay the same while only values change.
  const wanted = JSON.stringify(edgeEnds(tree, edges));
  const key = JSON.stringify([Math.floor(endMs / QUERY_EVERY_MS), filters]);
  useLayoutEffect(() => {
    latest.current = source;
  });
  useEffect(() => () => running.current?.unsubscribe(), []);
  const isReady = source !== undefined;
  useEffect(() => {
    const all: EdgeEnds[] = JSON.parse(wanted);
    const missing = all.filter(({ id }) => queried.current.get(id) !== key);
    const isRunning = running.current !== undefined && !running.current.closed;
    if (!latest.current || !isReady || isRunning || missing.length === 0) {
      return;
    }
    const [, more]: [number, FlowFilter[]] = JSON.parse(key);
    const finish = (found: ReadonlyMap<string, TimeSeries>) => {
      missing.forEach(({ id }) => queried.current.set(id, key));
      setTrends((before) => new Map([...before, ...found]));
    };
    running.current = lossTrendsOf(latest.current, missing, more).subscribe({
      next: finish,
      // The list is complete without trends.
      error: () => finish(new Map()),
    });
    // A result can be of edges or filters that are no longer wanted. Then the effect queries those that are.
  }, [isReady, wanted, key, trends]);
  return trends;
}

/** Edges whose ends can be selected by filters. */
function edgeEnds({ nodes }: GraphTree, edges: readonly GraphEdge[]): EdgeEnds[] {
  return edges.flatMap(({ id, source, target }) => {
    const [client, server] = [source, target].map((end) => {
      const node = nodes.get(end)?.node;
      const filter = node && filterFor(node);
      return filter && isEndpointField(filter.field) ? filter : undefined;
    });
    return client && server ? [{ id, client, server }] : [];
  });
}
