/** How policies are enforced. */
import { type AmazonEnforcement } from '../../src/core/policy/amazon/enforcement';
import { type World } from '../world/world';

/** The modes of Amazon VPC CNI and of EKS Auto Mode. */
export const ENFORCEMENTS = [
  'vpc-cni-standard',
  'vpc-cni-strict',
  'auto-mode',
  'auto-mode-default-deny',
] as const satisfies readonly AmazonEnforcement[];

/** One of the modes. */
export type PolicyEnforcement = (typeof ENFORCEMENTS)[number];

/** The mode in which pods without policies are open. */
export function defaultEnforcement({ options }: World): PolicyEnforcement {
  return options.dns === 'auto-mode' ? 'auto-mode' : 'vpc-cni-standard';
}
