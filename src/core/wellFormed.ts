/** A lone surrogate is half of a character. JSON can contain one, and URLs and files cannot. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** The text with a replacement character for each lone surrogate. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATES, '\u{fffd}');
}
