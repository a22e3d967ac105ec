import { type FlowGraph } from '../../core/graph/graph';

/** What nodes send to other zones, as bars. */
export interface ZoneBars {
  /** By node id: its bytes to other zones, divided by those of the node that sends most. Nodes that send nothing are absent. */
  lengths: ReadonlyMap<string, number>;
  /** The bytes of the node that sends most to other zones. */
  mostBytes: number;
}

export const NO_BARS: ZoneBars = { lengths: new Map(), mostBytes: 0 };

/** The bars of the nodes of a graph in which every node lies in one zone. */
export function zoneBarsOf({ edges }: Pick<FlowGraph, 'edges'>): ZoneBars {
  const bytes = new Map<string, number>();
  for (const { source, crossZoneBytes } of edges) {
    if (crossZoneBytes > 0) {
      bytes.set(source, (bytes.get(source) ?? 0) + crossZoneBytes);
    }
  }
  const mostBytes = Math.max(0, ...bytes.values());
  return { lengths: new Map([...bytes].map(([id, own]) => [id, own / mostBytes])), mostBytes };
}
