import { type DataFrame } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import { type FlowFilter } from '../../core/flow/filter';
import { lossesPerGb, type TimeSeries } from '../model/timeSeries';
import { type PanelSource } from './panelSource';
import { queryPanelSource } from './queryPanelSource';
import { groupFieldOf, seriesQuery, sumOfFrames } from './seriesQuery';

/** An edge, and the filters that select exactly the flows of its ends. */
export interface EdgeEnds {
  id: string;
  client: FlowFilter;
  server: FlowFilter;
}

const METRICS = ['DATA_TRANSFERRED', 'RETRANSMISSIONS', 'TIMEOUTS'] as const;

/**
 * Queries the losses per GB of edges over the dashboard's time range. All edges share one query of each metric, because what
 * Prometheus responds does not depend on filters: the data source applies them.
 *
 * @param filters that select flows in addition to those of the panel's query
 * @returns by the IDs of edges; empty for edges that are not among the largest series
 */
export function lossTrendsOf(
  source: PanelSource,
  edges: readonly EdgeEnds[],
  filters: readonly FlowFilter[]
): Observable<ReadonlyMap<string, TimeSeries>> {
  const { target } = source;
  const all = [...(target.filters ?? []), ...filters];
  const groupBy = [
    ...new Set(edges.flatMap(({ client, server }) => [groupFieldOf('client', client), groupFieldOf('server', server)])),
  ];
  const queries = Object.fromEntries(
    METRICS.map((metric) => [metric, seriesQuery(target, { metric, filters: all, groupBy })])
  );
  return queryPanelSource(source, queries, 'losses').pipe(
    map((answers) => {
      const seriesOf = (metric: string, edge: EdgeEnds) =>
        sumOfFrames((answers.get(metric) ?? []).filter((frame) => isOf(frame, edge)));
      const [bytes, ...losses] = METRICS;
      return new Map(
        edges.map((edge) => [
          edge.id,
          lossesPerGb(
            seriesOf(bytes, edge),
            losses.map((metric) => seriesOf(metric, edge))
          ),
        ])
      );
    })
  );
}

function isOf({ fields }: DataFrame, { client, server }: EdgeEnds): boolean {
  return fields.some(
    ({ labels }) =>
      labels?.[groupFieldOf('client', client)] === client.value &&
      labels[groupFieldOf('server', server)] === server.value
  );
}
