import { type DataFrame } from '@grafana/data';
import { filterFlows } from '../../../core/flow/filter';
import { type TransferPrices } from '../../../core/transfer/charges';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { topTalkers } from '../../../core/flow/topTalkers';
import { aggregateFlows } from '../../../core/graph/aggregate';
import { omittedNotices } from '../../../core/graph/omittedNotices';
import { type FlowsQuery } from '../../../core/query/flowsQuery';
import { placesIn } from '../../../frames/flowLinks';
import { flowsToFrame } from '../../../frames/flowsFrame';
import { nodeGraphFrames } from '../../../frames/nodeGraphFrames';
import { topTalkersFrame } from '../../../frames/topTalkersFrame';

/** Grafana's node graph shows 200 nodes, and is too slow with more edges than this. */
const MAX_EDGES = 300;

/** The frames of a query, made from a snapshot: filtered, aggregated or grouped as the query specifies. */
export function flowFrames(
  snapshot: FlowSnapshot,
  query: Pick<FlowsQuery, 'filters' | 'format' | 'groupBy' | 'level'>,
  { refId, prices }: { refId: string; prices: TransferPrices }
): DataFrame[] {
  const flows = filterFlows(snapshot.flows, query.filters);
  switch (query.format) {
    case 'nodeGraph': {
      const graph = aggregateFlows(flows, { level: query.level, maxEdges: MAX_EDGES });
      const [nodes, edges] = nodeGraphFrames(graph, refId);
      return [{ ...nodes, meta: { ...nodes.meta, notices: omittedNotices(graph) } }, edges];
    }
    case 'topTalkers': {
      const billing = { prices, windowMs: snapshot.window.endMs - snapshot.window.startMs };
      const places = placesIn(flows);
      return [topTalkersFrame(topTalkers(flows, query.groupBy), query.groupBy, { refId, places, ...billing })];
    }
    case 'flows':
    case 'timeSeries':
      return [flowsToFrame(flows, snapshot.window, { refId, prices, coveredShare: snapshot.coveredShare })];
  }
}
