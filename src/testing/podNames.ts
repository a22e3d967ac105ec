import * as fc from 'fast-check';

const letters = fc.constantFrom(...'bcdfghjklmnpqrstvwxz2456789', 'a', 'e', '0', '1', '3', '-', '.');
/**
 * The last parts of pod names: words, hashes, ordinals, times, nodes, random suffixes, and strings that resemble them.
 */
const parts = fc.oneof(
  fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/),
  fc.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{4,6}$/),
  fc.stringMatching(/^[456789bcdf]{1,11}$/),
  fc.stringMatching(/^[0-9]{1,11}$/),
  fc.stringMatching(/^2[0-9]{4,7}$/),
  fc.stringMatching(/^m?i-[0-9a-f]{7,18}$/),
  fc.constantFrom('ip-10-0-1-23.ec2.internal', 'ip-10-0-1-23', 'kube-proxy', 'x2k4z', '84c96ffcc5', '29384756'),
  fc.array(letters, { minLength: 1, maxLength: 6 }).map((some) => some.join(''))
);
const whole = fc.array(parts, { minLength: 1, maxLength: 4 }).map((some) => some.join('-'));
/** At most 58 characters and a random suffix, as the API server generates names. */
const cut = fc
  .tuple(
    fc.stringMatching(/^[a-z](-?[a-z0-9]){20,40}$/),
    whole,
    fc.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/)
  )
  .map(([start, end, suffix]) => `${`${start}-${end}`.slice(-58)}${suffix}`);

/** Names that pods have or could have. */
export const podNames = fc.oneof({ weight: 2, arbitrary: whole }, cut);
