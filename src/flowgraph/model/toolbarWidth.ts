import { type FlowFilter } from '../../core/flow/filter';
import { filterText } from './filterFor';
import { type QuickFilter } from './options';

/** Groupings and levels next to each other, the shortest search, and the buttons at the end. In CSS pixels. */
const SEGMENTS_WIDTH = 740;
/** A chip without its text: icons, padding, and the gap to the next one. In CSS pixels. */
const CHIP_WIDTH = 44;
/** Average in small text, in CSS pixels. */
const CHARACTER_WIDTH = 6.5;
/** Longer texts of chips are cut. */
const MAX_CHARACTERS = 30;

/**
 * Whether a toolbar has room for all groupings and levels next to each other, in one line with its filters.
 *
 * @param width of the panel, in CSS pixels
 */
export function hasRoomForSegments(
  width: number,
  quickFilters: readonly QuickFilter[],
  filters: readonly FlowFilter[]
): boolean {
  const texts = [...quickFilters.map(({ name }) => name), ...filters.map(filterText)];
  const chips = texts.reduce(
    (sum, { length }) => sum + CHIP_WIDTH + CHARACTER_WIDTH * Math.min(length, MAX_CHARACTERS),
    0
  );
  return width >= SEGMENTS_WIDTH + chips;
}
