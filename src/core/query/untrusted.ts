import { invalidEntry, notAChoice, notAList, notAnInteger, notText } from './messages';
import { listOf } from './resolved';

/**
 * What is wrong with a member of a saved query, which can have any value: one or two sentences that say what to
 * change. Undefined if nothing is wrong. A missing member is always valid.
 */
export type Problem = string | undefined;

/** @param member the name of the member, as in the editor; likewise below. */
export function textProblem(value: unknown, member: string): Problem {
  return isMissing(value) || typeof value === 'string' ? undefined : notText(member, shown(value));
}

/** What is wrong with a value that must be one of the choices. */
export function choiceProblem(value: unknown, choices: readonly string[], member: string): Problem {
  return isMissing(value) || choices.some((choice) => choice === value)
    ? undefined
    : notAChoice(member, shown(value), choices);
}

/** @param choices the valid entries of the list; without it, any text that is not empty. */
export function listProblem(value: unknown, member: string, choices?: readonly string[]): Problem {
  if (isMissing(value)) {
    return undefined;
  }
  if (!Array.isArray(value)) {
    return notAList(member, shown(value));
  }
  const isRight = (entry: unknown) =>
    choices ? choices.some((choice) => choice === entry) : typeof entry === 'string' && entry.trim() !== '';
  const wrong: unknown = value.find((entry) => !isRight(entry));
  return value.every(isRight) ? undefined : invalidEntry(member, shown(wrong), choices);
}

/** What is wrong with a value that must be an integer from 1 to `max`. */
export function integerProblem(value: unknown, max: number, member: string): Problem {
  const isRight = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max;
  return isMissing(value) || isRight ? undefined : notAnInteger(member, shown(value), max);
}

/** Whether a member is missing. A cleared field of an editor or a manual edit can leave `null`. */
export function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** The texts of a saved list, without duplicates: if one were queried twice, its values would count twice. */
export function textsOf<Text extends string>(saved: readonly Text[] | undefined): Text[] {
  return [...new Set(listOf(saved).filter((entry) => typeof entry === 'string' && entry.trim() !== ''))];
}

/** Any value as JSON for a message, at most 61 characters long. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
