import { type Notice } from '../notice';
import { type FlowGraph } from './graph';
import { omittedConnections } from './messages';

/** A notice if the graph omits edges; none if it shows all. */
export function omittedNotices({ omitted, edges }: FlowGraph): Notice[] {
  const text = omittedConnections(edges.length, edges.length + omitted.edges);
  return omitted.edges === 0 ? [] : [{ severity: 'info', text }];
}
