import { type Found } from '../lint/finding';
import { type AddressDifference } from './messages';

/** What differs between a policy and what is enforced. */
type DifferenceKind =
  'missing-policy' | 'unknown-policy' | 'isolation' | 'missing-pod' | 'stale-pod' | AddressDifference;

/** A difference, with its place, what happens because of it, and what to do. */
export interface EnforcedDifference extends Found {
  difference: DifferenceKind;
}
