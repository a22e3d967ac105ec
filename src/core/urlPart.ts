/** A lone surrogate is half of a character. JSON can contain one, and URLs cannot. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** A text as a part of a path or a query of a URL. Accepts any text, as `encodeURIComponent` does not. */
export function urlPart(text: string): string {
  return encodeURIComponent(text.replace(LONE_SURROGATES, '\u{fffd}'));
}
