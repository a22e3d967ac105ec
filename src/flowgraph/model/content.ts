import { flowsFailed } from '../../core/dataState';
import { readForeignGraph } from '../../frames/foreign/foreignGraph';
import { type Content, type Data, flowsContentOf, hasForeignData, message, statusOf } from './flowsContent';

/**
 * Reads a panel's data, be they flows or data of another source.
 *
 * @param last what was shown until now: what has not changed since is kept
 */
export function contentOf(data: Data, last?: Content): Content {
  return hasForeignData(data) ? foreignContentOf(data) : flowsContentOf(data, last);
}

/** An error with data still on hand keeps the data and says the error. */
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
    : message({ severity: 'info', title: 'These data cannot be drawn', text: answer.text });
}
