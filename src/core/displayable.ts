import { wellFormed } from './wellFormed';

/** Longer than any ARN in the API, and than any message of AWS. */
const MAX_LENGTH = 2_048;

/** The length of the longest name in Kubernetes (RFC 1123 subdomain). */
export const MAX_NAME_LENGTH = 253;

/** Longer than most messages of AWS and Prometheus, and short enough for a panel that also says what to do. */
export const MAX_MESSAGE_LENGTH = 500;

/** Stands for a name without visible characters. */
export const UNNAMED = '(no name)';

/** Most texts have nothing that must be replaced. */
const PLAIN = /^(?:[!-~](?:[ -~]*[!-~])?)?$/;
const LINE_BREAKS = /[\t\n\v\f\r\u{85}\u{2028}\u{2029}]+/gu;
/** Control characters, and format characters except the joiners that some scripts and emoji need. */
const INVISIBLE = /(?![\u{200c}\u{200d}])[\p{Cc}\p{Cf}]/gu;
/** No script needs more marks on a letter. More of them cover the lines above and below. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * A text from outside in a form that is safe to display: in one line, without characters that are invisible or change
 * the order of others, with few marks on a letter, and with a limited length. Empty if nothing of it is visible. Names
 * that Kubernetes and AWS allow stay as they are. Nothing is escaped: whatever shows a text must show it as text.
 */
export function displayable(text: string, maxLength = MAX_LENGTH): string {
  if (text.length <= maxLength && PLAIN.test(text)) {
    return text;
  }
  // A longer beginning than needed, because characters are removed from it.
  const cleaned = wellFormed(text.slice(0, 4 * maxLength))
    .replace(LINE_BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(STACKED_MARKS, '$1')
    .trim();
  const characters = [...cleaned];
  return characters.length <= maxLength ? cleaned : `${characters.slice(0, maxLength - 1).join('')}…`;
}
