import { percentile } from '../../shared/percentile';
import { type NodeText, type Picture } from '../picture/picture';

/** Sizes of the font on the screen, in CSS pixels; undefined without texts. */
export interface FontSizes {
  smallest: number;
  median: number;
}

/** The sizes of the names of nodes and groups, or of the second lines below them. */
export function fontSizes({ texts }: Picture, role: NodeText['role']): FontSizes | undefined {
  const sizes = texts.filter((text) => text.role === role).map(({ fontPixels }) => fontPixels);
  return sizes.length === 0 ? undefined : { smallest: percentile(sizes, 0), median: percentile(sizes, 0.5) };
}
