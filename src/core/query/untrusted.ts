import { listOf } from './resolved';

/**
 * What is wrong with a member of a saved query that may hold anything, in one sentence that says what to
 * change; undefined where nothing is. A member that is missing is always right.
 */
export type Problem = string | undefined;

export function textProblem(value: unknown, what: string): Problem {
  return isMissing(value) || typeof value === 'string'
    ? undefined
    : `The ${what} of the query is ${shown(value)}, which is no text. Choose it anew in the query.`;
}

export function choiceProblem(value: unknown, choices: readonly string[], what: string): Problem {
  return isMissing(value) || choices.some((choice) => choice === value)
    ? undefined
    : `The ${what} of the query is ${shown(value)}. Choose one of: ${choices.join(', ')}.`;
}

/** @param choices what the list may hold; without it, any text that is not empty. */
export function listProblem(value: unknown, what: string, choices?: readonly string[]): Problem {
  if (isMissing(value)) {
    return undefined;
  }
  if (!Array.isArray(value)) {
    return `The ${what} of the query are ${shown(value)}, which is no list. Choose them anew in the query.`;
  }
  const isRight = (entry: unknown) =>
    choices ? choices.some((choice) => choice === entry) : typeof entry === 'string' && entry.trim() !== '';
  const wrong: unknown = value.find((entry) => !isRight(entry));
  const offer = choices ? `Choose among: ${choices.join(', ')}.` : 'Choose them anew in the query.';
  return value.every(isRight) ? undefined : `The ${what} of the query cannot hold ${shown(wrong)}. ${offer}`;
}

export function wholeNumberProblem(value: unknown, most: number, what: string): Problem {
  const isRight = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;
  return isMissing(value) || isRight
    ? undefined
    : `The ${what} is ${shown(value)}. The flow API takes whole numbers from 1 to ${most}.`;
}

/** `null` is what an editor's cleared field or a hand may have left. */
export function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** The texts of a saved list, once each: asked twice, everything would count twice. */
export function textsOf<Text extends string>(saved: readonly Text[] | undefined): Text[] {
  return [...new Set(listOf(saved).filter((entry) => typeof entry === 'string' && entry.trim() !== ''))];
}

/** A value in a message: short, whatever it is. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
