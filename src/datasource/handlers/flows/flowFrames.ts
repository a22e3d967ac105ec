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

/** Grafana's own node graph shows 200 nodes; more edges than this it draws too slowly. */
const MAX_EDGES = 300;

/** The frames in which a query shows a picture: filtered, folded or grouped as it asks. */
export function flowFrames(
  picture: FlowSnapshot,
  query: FlowsQuery,
  { refId, prices }: { refId: string; prices: TransferPrices }
): DataFrame[] {
  const flows = filterFlows(picture.flows, query.filters);
  switch (query.format) {
    case 'nodeGraph': {
      const graph = aggregateFlows(flows, { level: query.level, maxEdges: MAX_EDGES });
      const [nodes, edges] = nodeGraphFrames(graph, refId);
      return [{ ...nodes, meta: { ...nodes.meta, notices: omittedNotices(graph) } }, edges];
    }
    case 'topTalkers': {
      const billing = { prices, windowMs: picture.window.endMs - picture.window.startMs };
      const places = placesIn(flows);
      return [topTalkersFrame(topTalkers(flows, query.groupBy), query.groupBy, { refId, places, ...billing })];
    }
    case 'flows':
    case 'timeSeries':
      return [flowsToFrame(flows, picture.window, { refId, prices, coveredShare: picture.coveredShare })];
  }
}
