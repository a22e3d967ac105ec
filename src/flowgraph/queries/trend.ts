import { type DataFrame } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import { type FlowFilter, isEndpointField } from '../../core/flow/filter';
import { type FlowMetricName } from '../../core/flow/metric';
import { filterFor } from '../model/filterFor';
import { type TimeSeries } from '../model/timeSeries';
import { type GraphNode } from '../../core/graph/graph';
import { type SavedFlowsQuery } from '../../core/query/flowsQuery';
import { type PanelSource } from './panelSource';
import { queryPanelSource } from './queryPanelSource';
import { groupFieldOf, seriesQuery, sumOfFrames } from './seriesQuery';

/** A metric of an edge, or of a node's traffic, per second over the dashboard's time range. */
export interface Trend {
  metric: TrendMetric;
  /** Of connections that the first node opened. */
  outgoing: TimeSeries;
  /** Of connections that were opened to the first node. */
  incoming: TimeSeries;
}

export const TREND_METRICS = ['DATA_TRANSFERRED', 'RETRANSMISSIONS'] as const satisfies readonly FlowMetricName[];
export type TrendMetric = (typeof TREND_METRICS)[number];

/** The filters that select exactly the flows of a node, or of both directions between two nodes. */
export type TrendFilters = [own: FlowFilter] | [own: FlowFilter, ofOther: FlowFilter];

/** Undefined if no filter selects exactly their flows. */
export function trendFiltersOf(node: GraphNode, other?: GraphNode): TrendFilters | undefined {
  const own = filterFor(node);
  const ofOther = other && filterFor(other);
  if (!own || !isEndpointField(own.field) || (other && !ofOther)) {
    return undefined;
  }
  return ofOther ? [own, ofOther] : [own];
}

/** Queries the agents' series for the flows that the filters select. */
export function trendsOf(source: PanelSource, filters: TrendFilters): Observable<Trend[]> {
  const [own] = filters;
  const { target } = source;
  const all = [...(target.filters ?? []), ...filters];
  const queries = Object.fromEntries(TREND_METRICS.map((metric) => [metric, trendQuery(target, metric, own, all)]));
  return queryPanelSource(source, queries, 'trend').pipe(
    map((answers) => TREND_METRICS.map((metric) => trendFrom(metric, answers.get(metric) ?? [], own)))
  );
}

/** Groups by client, so that the two directions can be distinguished. */
function trendQuery(
  target: SavedFlowsQuery,
  metric: TrendMetric,
  own: FlowFilter,
  filters: FlowFilter[]
): SavedFlowsQuery {
  return seriesQuery(target, { metric, filters, groupBy: [groupFieldOf('client', own)] });
}

function trendFrom(metric: TrendMetric, frames: readonly DataFrame[], own: FlowFilter): Trend {
  const field = groupFieldOf('client', own);
  const isOwn = (frame: DataFrame) => frame.fields.some(({ labels }) => labels?.[field] === own.value);
  return {
    metric,
    outgoing: sumOfFrames(frames.filter(isOwn)),
    incoming: sumOfFrames(frames.filter((frame) => !isOwn(frame))),
  };
}
