import { type WorldEdge, type WorldNode } from '../../shared/world/scenarios';

/** World px. */
export const NODE_RADIUS = 8;

export const LABEL_COLOR = '#ccccdc';

const NAMESPACE_COLORS = ['#5794f2', '#73bf69', '#fade2a', '#ff9830', '#b877d9', '#8ab8ff', '#96d98d', '#ca95e5'];
const NO_LOSS = '#8e96a3';
const SOME_LOSS = '#ff9830';
const MUCH_LOSS = '#f2495c';
const MUCH = 0.01;
const PACKET_BYTES = 1_460;

export function nodeColor({ namespace }: WorldNode): string {
  return NAMESPACE_COLORS[Number(namespace.split('-').at(-1)) % NAMESPACE_COLORS.length] ?? NO_LOSS;
}

/** By the share of packets that were sent again. */
export function edgeColor({ bytes, retransmissions }: WorldEdge): string {
  const share = (retransmissions * PACKET_BYTES) / bytes;
  return share === 0 ? NO_LOSS : share < MUCH ? SOME_LOSS : MUCH_LOSS;
}

/** World px: 0.5 to 3 by the power of ten of the bytes. */
export function edgeWidth({ bytes }: WorldEdge): number {
  return Math.min(3, Math.max(0.5, (Math.log10(bytes) - 3) / 2));
}
