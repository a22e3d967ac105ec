import { type DrawnPart } from '../../../../src/flowgraph/canvas/drawContext';
import { type Rect } from '../../../../src/flowgraph/layout/geometry';
import { type Drawn } from '../../picture/drawn';
import { type PeerEdge } from './peerGraph';

/**
 * A filled rectangle.
 *
 * @param of undefined if it belongs to the whole picture
 */
export function rectangle({ x, y, width, height }: Rect, color: string, of?: DrawnPart): Drawn {
  const points = [
    { x, y },
    { x: x + width, y: y + height },
  ];
  return { kind: 'rectangle', points, color, opacity: 1, of };
}

/** The part of a picture that an edge is. Peers have no trunks. */
export function edgePart({ id, source, target }: PeerEdge): DrawnPart {
  return { part: 'edge', line: { id, source, target, trunk: undefined } };
}
