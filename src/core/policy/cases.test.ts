import { type CaseSide, flowsOfCase, kubernetesObjects, type PolicyCase, policyCases } from '../../testing/policyCases';
import { type Enforcement } from './amazon/enforcement';
import { readInventory } from './read/readInventory';
import { type SideVerdict, type Verdict } from './verdict';
import { verdictsOf } from './verdictsOf';

const random = policyCases('cases.json');
const special = policyCases('special.json');

function verdicts(policyCase: PolicyCase, enforcement: Enforcement): Verdict[] {
  const { inventory, problems } = readInventory(kubernetesObjects(policyCase));
  expect(problems).toEqual([]);
  const verdictOf = verdictsOf(inventory, enforcement);
  return flowsOfCase(policyCase).map(verdictOf);
}

/** A side as the cases describe it. */
function stateOf({ outcome, because }: SideVerdict): CaseSide {
  switch (because.kind) {
    case 'not-a-pod':
      return { state: 'external' };
    case 'not-isolated':
      return { state: 'not-isolated' };
    case 'rules': {
      const names = because.rules.map(({ policy }) =>
        'namespace' in policy ? `${policy.namespace}/${policy.name}` : policy.name
      );
      return { state: 'allowed', by: [...new Set(names)].sort() };
    }
    default:
      return { state: outcome === 'allowed' ? 'allowed' : 'denied' };
  }
}

/** The words of special.json for Amazon's verdicts. */
function amazonOutcome({ outcome, egress, ingress }: Verdict): string {
  const kinds = [egress, ingress].map(({ because }) => because.kind);
  if (outcome !== 'unknown') {
    return outcome;
  }
  return kinds.includes('controller-crash') ? 'crash' : kinds.includes('port-limit') ? 'chance' : outcome;
}

describe('the verdict of the Kubernetes API', () => {
  it.each(random.map((each) => [each.id, each] as const))('is right in the random case %s', (_, policyCase) => {
    const found = verdicts(policyCase, 'other').map(({ outcome, egress, ingress }) => ({
      verdict: outcome,
      egress: stateOf(egress),
      ingress: stateOf(ingress),
    }));
    expect(found).toEqual(policyCase.expect);
  });

  it.each(special.map((each) => [each.id, each] as const))('is right in the special case %s', (_, policyCase) => {
    const { kubernetes = [] } = policyCase;
    const found = verdicts(policyCase, 'other').map(({ outcome }) => (outcome === 'unknown' ? 'undefined' : outcome));
    // Policies that are not of the Kubernetes API have no verdict.
    expect(found.map((outcome, index) => (kubernetes[index] === 'n/a' ? 'n/a' : outcome))).toEqual(kubernetes);
  });
});

describe("the verdict of Amazon's enforcement", () => {
  it.each([...random, ...special].map((each) => [each.id, each] as const))(
    'is right in the case %s',
    (_, policyCase) => {
      expect(verdicts(policyCase, 'vpc-cni-standard').map(amazonOutcome)).toEqual(policyCase.eks);
    }
  );
});
