import { type Fill } from './picture';

/** What shows through a fill of this opacity is not noticed as a line any more. */
const COVERING_OPACITY = 0.7;

/** Whether a fill hides what is below it. */
export function isCover({ color }: Fill): boolean {
  return color.alpha >= COVERING_OPACITY;
}
