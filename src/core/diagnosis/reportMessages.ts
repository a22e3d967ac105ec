import { counted } from '../counted';
import { type RankedCause } from './causes/rankCauses';

/** The texts of a report. */

export const title = (place: string) => `Network problems: ${place}`;
export const window = (from: string, to: string) => `From ${from} to ${to}, compared with the same time before.`;
export const alert = (name: string) => `Alert: ${name}`;
export const link = (url: string) => placeLink('Open this in Grafana', url);
/** @param text Markdown, escaped */
export const placeLink = (text: string, url: string) => `[${text}](<${url.replace(/[<>\n]/g, encodeURIComponent)}>)`;

export const CONFIDENCE: Record<RankedCause['confidence'], string> = {
  high: 'very likely',
  medium: 'likely',
  low: 'possible',
};

export const CAUSES = 'Likely causes';
export const NO_CAUSE = 'No cause was found.';
export const EXPLAINS = 'It explains:';
export const FOR = 'These observations support it:';
export const AGAINST = 'These observations contradict it:';
export const ALTERNATIVES = 'It can also be:';
export const CHECK = 'To check it:';
export const UNEXPLAINED = 'Symptoms without a likely cause';
export const CHANGES = 'What changed';
export const comparedWith = (from: string, to: string) => `Compared with ${from} to ${to}.`;
export const moreChanges = (count: number) => `${counted(count, 'more connection')} changed.`;
export const NOTES = 'Notes';
export const PINS = 'Pinned places';
export const EVENTS = 'Events';
export const UNKNOWN = 'What is not known';
export const ACTIONS = 'Actions';
export const ACTIONS_HINT = 'Describe what you did and when, and what prevents a repetition.';

export const impact = (text: string) => `Affected: ${text}.`;
