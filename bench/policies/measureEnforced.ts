import { compareEnforced } from '../../src/core/policy/enforced/compareEnforced';
import { type Inventory } from '../../src/core/policy/inventory';
import { placeText } from '../../src/core/policy/review/mistakes';
import { median } from '../datasource/median';
import { type Digests } from './digests';
import { syntheticEndpoints } from './syntheticEndpoints';

const ENFORCEMENT = 'vpc-cni-standard';
const ROUNDS = 3;

/** Times the comparison of policies with what Amazon's controller computed for them. */
export function measureEnforced(inventory: Inventory, digests: Digests, report: (text: string) => void): object[] {
  report('enforced: creating the PolicyEndpoints');
  const endpoints = syntheticEndpoints(inventory, ENFORCEMENT);
  const times = Array.from({ length: ROUNDS }, (_, index) => {
    report(`enforced, round ${index + 1} of ${ROUNDS}`);
    // A command compares once, and has nothing from before.
    const read = { ...inventory, pods: [...inventory.pods] };
    const start = performance.now();
    const differences = compareEnforced(read, endpoints, ENFORCEMENT);
    const ms = performance.now() - start;
    const texts = differences.map((each) => [each.difference, placeText(each), each.problem, each.remedy]);
    digests.note('differences', texts);
    return ms;
  });
  const entries = endpoints.reduce((sum, { ingress, egress }) => sum + ingress.length + egress.length, 0);
  return [{ entries, 'ms (minimum, median)': `${Math.round(Math.min(...times))}, ${Math.round(median(times))}` }];
}
