import { type Enforcement } from '../../src/core/policy/amazon/enforcement';
import { type Inventory } from '../../src/core/policy/inventory';
import { type Policy } from '../../src/core/policy/policies';
import { type PolicyFlow } from '../../src/core/policy/policyFlow';
import { flowVerdicts } from '../../src/core/policy/verdictsOf';
import { median } from '../datasource/median';

/** Warm-up rounds that are not counted: the page of a user lives longer than the first result. */
const WARM_UP = 2;
const ROUNDS = 9;
/** Distant from each other, so that each round changes a policy of another namespace. */
const STRIDE = 223;

interface Round {
  index: number;
  verdicts: number;
  edit: number;
}

/** Times the index of the inventory, the verdicts of all flows, and their verdicts after a change of one policy. */
export function measureVerdicts(
  inventory: Inventory,
  enforcement: Enforcement,
  flows: readonly PolicyFlow[],
  report: (text: string) => void
) {
  const rounds = Array.from({ length: WARM_UP + ROUNDS }, (_, index) => {
    report(`round ${index + 1} of ${WARM_UP + ROUNDS}`);
    return round(inventory, enforcement, flows, index);
  }).slice(WARM_UP);
  const of = (part: keyof Round) => {
    const times = rounds.map((each) => each[part]);
    return `${Math.round(Math.min(...times))}, ${Math.round(median(times))}`;
  };
  return { index: of('index'), 'all verdicts': of('verdicts'), 'after an edit': of('edit') };
}

function round(inventory: Inventory, enforcement: Enforcement, flows: readonly PolicyFlow[], index: number): Round {
  const { policies } = inventory;
  const edited = withoutAnIngressRule(policies, (index * STRIDE) % policies.length);
  const start = performance.now();
  const verdicts = flowVerdicts(inventory, enforcement, flows);
  const indexed = performance.now();
  verdicts.under(policies);
  const judged = performance.now();
  verdicts.under(edited);
  return { index: indexed - start, verdicts: judged - indexed, edit: performance.now() - judged };
}

function withoutAnIngressRule(policies: readonly Policy[], position: number): Policy[] {
  return policies.map((policy, index) =>
    index === position ? ({ ...policy, ingress: policy.ingress.slice(1) } as Policy) : policy
  );
}
