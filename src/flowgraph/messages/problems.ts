/** Texts of the list of problems. */

import { type ColorScale } from '../model/encoding';

/** Above the edges that need attention, by what color shows. */
export const headings: Record<ColorScale['kind'], string> = {
  measure: 'Problems',
  change: 'Changes',
  verdict: 'Problems',
};
/** If no edge needs attention. */
export const nothingWrong: Record<ColorScale['kind'], string> = {
  measure: 'No edge reaches a limit.',
  change: 'No edge is new, gone, or increased.',
  verdict: 'No edge has a verdict that needs attention.',
};
export const noLimits = 'The edge color has no limits.';
export const mostTraffic = 'Most traffic';
export const andMore = (count: number) => `… and ${count} more`;

export const directionLabels = { rising: 'rising', falling: 'falling' } as const;
export const since = (time: string) => `since ${time}`;
export const sinceBefore = (time: string) => `since before ${time}`;

/** @param measure what is counted: "Timeouts" */
export const countOfMeasure = (count: string, measure: string) =>
  `${count} ${measure.charAt(0).toLowerCase()}${measure.slice(1)}`;
