import { flowsFailed } from '../../core/dataState';
import { readForeignGraph } from '../../frames/foreign/foreignGraph';
import { type Content, type Data, flowsContentOf, hasForeignData, message, statusOf } from './flowsContent';
import { cannotBeShown } from '../messages/foreign';

/**
 * Reads the panel's data, whether it consists of flows or comes from another data source.
 *
 * @param last the content until now, of which unchanged parts are reused
 */
export function contentOf(data: Data, last?: Content): Content {
  return hasForeignData(data) ? foreignContentOf(data) : flowsContentOf(data, last);
}

/** If a query fails while there is still data, the data is kept and the error is shown with it. */
function foreignContentOf(data: Data): Content {
  const answer = readForeignGraph(data.series);
  const { problem, isLoading } = statusOf(data);
  if (answer.kind === 'graph') {
    return { kind: 'foreign', graph: answer.graph, ...statusOf(data) };
  }
  if (problem !== undefined) {
    return message(flowsFailed(problem));
  }
  return isLoading
    ? flowsContentOf({ ...data, series: [] })
    : message({ severity: 'info', title: cannotBeShown, text: answer.text });
}
