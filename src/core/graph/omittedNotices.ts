import { type Notice } from '../notice';
import { type FlowGraph } from './graph';

/** That a graph shows its heaviest edges only; nothing where it shows all. */
export function omittedNotices({ omitted, edges }: FlowGraph): Notice[] {
  const text =
    `Only the ${edges.length} heaviest of ${edges.length + omitted.edges} connections are shown, and all that lose ` +
    'segments. Filter the flows or choose a coarser level to see the others.';
  return omitted.edges === 0 ? [] : [{ severity: 'info', text }];
}
