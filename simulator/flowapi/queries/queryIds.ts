/** IDs that look random and are the same in every run. */
import { combine, hashText, hexDigits } from '../../world/hash';

/** The format of a UUID with version digit 3, like the IDs in the AWS CLI's examples. */
export function uuidOf(text: string): string {
  const hash = hashText(text);
  const hex = [1, 2, 3, 4].map((part) => hexDigits(combine(hash, part), 8)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), `3${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
