import { type Notice } from '../notice';
import { type FlowGraph } from './graph';

/** That a graph shows its heaviest edges only; nothing where it shows all. */
export function leftOutNotices({ leftOut, edges }: FlowGraph): Notice[] {
  const text =
    `Only the ${edges.length} heaviest of ${edges.length + leftOut.edges} connections are shown, and all that lose ` +
    'segments. Filter the flows or choose a coarser level to see the others.';
  return leftOut.edges === 0 ? [] : [{ severity: 'info', text }];
}
