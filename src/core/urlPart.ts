import { wellFormed } from './wellFormed';

/** A text as a part of a path or a query of a URL. Accepts any text, as `encodeURIComponent` does not. */
export function urlPart(text: string): string {
  return encodeURIComponent(wellFormed(text));
}
