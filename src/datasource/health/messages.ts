import { CHECK_LIMIT_MS } from './limit';

const LIMIT = `${CHECK_LIMIT_MS / 1_000} s`;

/** A check that took too long, as the end of a sentence. */
export const NO_RESPONSE = `no response within ${LIMIT}`;

/** @param subject what the check was about, as the beginning of the sentence. */
export function noResponse(subject: string): string {
  return `${subject}: ${NO_RESPONSE}.`;
}

export const NO_RESPONSE_FROM_CLOUDWATCH = `The CloudWatch data source did not respond within ${LIMIT}. Check that it works, or select another one in the settings.`;

export function checkFailed(reason: string): string {
  return `The check failed. ${reason}`;
}
