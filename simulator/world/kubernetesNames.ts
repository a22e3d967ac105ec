/**
 * Names as Kubernetes makes them (kubernetes/apimachinery, util/rand; kubernetes/kubernetes,
 * pkg/controller): the product tells a pod's workload from them, so their grammar must be true.
 */
import { combine, hexDigits } from './hash';

/** No vowels, no 0, 1 and 3: so that chance spells no words. */
const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;
const SUFFIX_COUNT = SAFE_ALPHABET.length ** SUFFIX_LENGTH;
/** Coprime with 27^5, so that consecutive indexes give different suffixes until all are used up. */
const SUFFIX_STRIDE = 7_654_321;

function suffixOfNumber(value: number): string {
  let rest = value % SUFFIX_COUNT;
  let text = '';
  for (let position = 0; position < SUFFIX_LENGTH; position++) {
    text += SAFE_ALPHABET.charAt(rest % SAFE_ALPHABET.length);
    rest = Math.floor(rest / SAFE_ALPHABET.length);
  }
  return text;
}

/** The five characters at the end of a generated pod name. */
export function podSuffix(hash: number): string {
  return suffixOfNumber(hash);
}

/** Like `podSuffix`, and never the same for two indexes: thousands of a DaemonSet's pods share a prefix. */
export function distinctPodSuffix(hash: number, index: number): string {
  return suffixOfNumber((hash % SUFFIX_COUNT) + ((index * SUFFIX_STRIDE) % SUFFIX_COUNT));
}

/** A pod-template-hash: SafeEncodeString of a decimal uint32, hence of the letters 456789bcdf only. */
export function podTemplateHash(hash: number): string {
  return [...String(hash >>> 0)]
    .map((digit) => SAFE_ALPHABET.charAt(digit.charCodeAt(0) % SAFE_ALPHABET.length))
    .join('');
}

/** A CronJob's Job is named after the minute it was due, in minutes since 1970. */
export function cronJobRunName(cronJob: string, dueMs: number): string {
  return `${cronJob}-${Math.floor(dueMs / 60_000)}`;
}

/** A random (version 4) UUID's form. */
export function uid(hash: number): string {
  const hex = hexDigits(combine(hash, 0x01d), 32);
  const variant = '89ab'.charAt(hash % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
