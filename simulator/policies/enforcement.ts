/** How policies are enforced. */
import { AMAZON_ENFORCEMENTS, type AmazonEnforcement } from '../../src/core/policy/amazon/enforcement';
import { type World } from '../world/world';

/** The modes of Amazon VPC CNI and of EKS Auto Mode. */
export const ENFORCEMENTS = AMAZON_ENFORCEMENTS;

/** One of the modes. */
export type PolicyEnforcement = AmazonEnforcement;

/** The mode in which pods without policies are open. */
export function defaultEnforcement({ options }: World): PolicyEnforcement {
  return options.dns === 'auto-mode' ? 'auto-mode' : 'vpc-cni-standard';
}
