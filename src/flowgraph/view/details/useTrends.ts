import { useMemo } from 'react';
import { type GraphNode } from '../../../core/graph/graph';
import { type PanelSource } from '../../queries/panelSource';
import { type Trend, type TrendFilters, trendFiltersOf, trendsOf } from '../../queries/trend';
import { type RequestState, useRequest } from './useRequest';

/**
 * Queries the trends of a node, or of both directions between two nodes, again whenever the panel runs its query again, but
 * not when only the data of the nodes changes. Undefined without a panel source, or if no filter selects their flows.
 */
export function useTrends(
  panelSource: PanelSource | undefined,
  node: GraphNode,
  other?: GraphNode
): RequestState<Trend[]> | undefined {
  const filters = JSON.stringify(trendFiltersOf(node, other) ?? null);
  return useRequest(
    useMemo(() => {
      const known: TrendFilters | null = JSON.parse(filters);
      return panelSource && known ? trendsOf(panelSource, known) : undefined;
    }, [panelSource, filters])
  );
}
