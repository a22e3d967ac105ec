/**
 * Names as Kubernetes generates them (kubernetes/apimachinery, util/rand; kubernetes/kubernetes, pkg/controller). The
 * product derives a pod's workload from them, so their grammar must be accurate.
 */
import { combine, hexDigits } from './hash';

/** No vowels, and no 0, 1 and 3, so that random names do not form words. */
const SAFE_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;
const SUFFIX_COUNT = SAFE_ALPHABET.length ** SUFFIX_LENGTH;
/** Coprime with 27^5, so that consecutive indexes give different suffixes until all are used. */
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

/** Like `podSuffix`, but never the same for two indexes: thousands of pods of a DaemonSet share a prefix. */
export function distinctPodSuffix(hash: number, index: number): string {
  return suffixOfNumber((hash % SUFFIX_COUNT) + ((index * SUFFIX_STRIDE) % SUFFIX_COUNT));
}

/** A pod-template-hash: SafeEncodeString of a decimal uint32, and therefore only the letters 456789bcdf. */
export function podTemplateHash(hash: number): string {
  return [...String(hash >>> 0)]
    .map((digit) => SAFE_ALPHABET.charAt(digit.charCodeAt(0) % SAFE_ALPHABET.length))
    .join('');
}

/** A Job of a CronJob is named after the minute at which it was due, in minutes since 1970. */
export function cronJobRunName(cronJob: string, dueMs: number): string {
  return `${cronJob}-${Math.floor(dueMs / 60_000)}`;
}

/** The format of a random (version 4) UUID. */
export function uid(hash: number): string {
  const hex = hexDigits(combine(hash, 0x01d), 32);
  const variant = '89ab'.charAt(hash % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
