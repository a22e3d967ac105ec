import { overlap, type Rect } from '../../../src/flowgraph/layout/geometry';
import { type Box, type Picture } from '../picture/picture';
import { RectGrid } from '../picture/rectGrid';

/** Numbers of names, second lines, and labels of edges. */
export interface Overlaps {
  /** Those that overlap another one of a different owner. */
  withTexts: number;
  /** Those that overlap a box to which they do not belong. */
  withBoxes: number;
}

/** Less is not noticed, in CSS pixels. */
const TOUCH = 0.5;

interface Item {
  /** Id of a node, a group, or an edge. */
  owner: string;
  rect: Rect;
  isLabel: boolean;
}

/**
 * Texts that overlap each other or foreign boxes. A foreign box of a name is each box except those of its node or group
 * and of the groups around. A foreign box of the label of an edge is each node except the ends of the edge.
 */
export function overlaps(picture: Picture): Overlaps {
  const { screen, boxes, texts, labels, edges } = picture;
  const items: Item[] = [
    ...texts.map(({ owner, rect }) => ({ owner, rect, isLabel: false })),
    ...labels.map(({ edge, rect }) => ({ owner: edge, rect, isLabel: true })),
  ];
  const itemGrid = new RectGrid(screen, items);
  const boxGrid = new RectGrid(screen, boxes);
  const ancestorsOf = new Map(boxes.map(({ id, ancestors }) => [id, ancestors]));
  const endsOf = new Map(edges.map(({ id, source, target }) => [id, [source, target]]));
  const isForeign = ({ owner, isLabel }: Item, { id, isGroup }: Box) =>
    isLabel
      ? !isGroup && !(endsOf.get(owner) ?? []).includes(id)
      : id !== owner && !(ancestorsOf.get(owner) ?? []).includes(id);
  const hits = (a: Rect, b: Rect) => overlap(a, b, -TOUCH);
  return {
    withTexts: items.filter((item) =>
      [...itemGrid.near(item.rect)].some((other) => other.owner !== item.owner && hits(item.rect, other.rect))
    ).length,
    withBoxes: items.filter((item) =>
      [...boxGrid.near(item.rect)].some((box) => isForeign(item, box) && hits(item.rect, box.rect))
    ).length,
  };
}
