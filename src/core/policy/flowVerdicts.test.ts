import * as fc from 'fast-check';
import { flowsOfCase, kubernetesObjects, policyCases, type PolicyCase } from '../../testing/policyCases';
import { policyWorlds, withServices } from '../../testing/policyWorlds';
import { type Enforcement } from './amazon/enforcement';
import { type Inventory } from './inventory';
import { type Policy } from './policies';
import { type PolicyFlow } from './policyFlow';
import { readInventory } from './read/readInventory';
import { type Verdict } from './verdict';
import { flowVerdicts, verdictsOf } from './verdictsOf';

const ENFORCEMENTS: Enforcement[] = ['other', 'vpc-cni-standard', 'vpc-cni-strict', 'auto-mode'];

interface Judged {
  inventory: Inventory;
  flows: PolicyFlow[];
}

function judgedOf(policyCase: Pick<PolicyCase, 'namespaces' | 'pods' | 'services' | 'policies' | 'flows'>): Judged {
  const flows = flowsOfCase({ id: '', eks: [], ...policyCase });
  const [service] = policyCase.services ?? [];
  const byService = service ? flows.map((flow) => ({ ...flow, service })) : [];
  return { inventory: readInventory(kubernetesObjects(policyCase)).inventory, flows: [...flows, ...byService] };
}

/** The verdicts of flows that are each judged on their own. */
function oneByOne({ inventory, flows }: Judged, enforcement: Enforcement): Verdict[] {
  return flows.map((flow) => verdictsOf(inventory, enforcement)(flow));
}

const worlds = policyWorlds(6).map((world) => judgedOf(withServices(world)));

describe('the verdicts of many flows', () => {
  it.each(ENFORCEMENTS)('are those of each flow on its own, with %s', (enforcement) => {
    fc.assert(
      fc.property(worlds, (judged) => {
        const verdicts = flowVerdicts(judged.inventory, enforcement, judged.flows);
        expect(verdicts.under(judged.inventory.policies)).toEqual(oneByOne(judged, enforcement));
      })
    );
  });

  it.each(ENFORCEMENTS)('are those of each flow on its own after each of several changes, with %s', (enforcement) => {
    const edits = fc.array(fc.record({ position: fc.nat(9), from: fc.nat(9), to: fc.nat(9) }), { maxLength: 4 });
    fc.assert(
      fc.property(worlds, worlds, edits, ({ inventory, flows }, other, steps) => {
        const verdicts = flowVerdicts(inventory, enforcement, flows);
        let policies = inventory.policies;
        verdicts.under(policies);
        for (const { position, from, to } of steps) {
          const added = other.inventory.policies.slice(Math.min(from, to), Math.max(from, to));
          policies = policies.filter((_, index) => index !== position);
          policies = [...policies, ...added.filter((policy) => !policies.includes(policy))];
          const expected = oneByOne({ inventory: { ...inventory, policies }, flows }, enforcement);
          expect(verdicts.under(policies)).toEqual(expected);
        }
      })
    );
  });

  it.each(policyCases('special.json').map((each) => [each.id, each] as const))(
    'are those of each flow on its own in the case %s, with and without its policies',
    (_, policyCase) => {
      const judged = judgedOf(policyCase);
      for (const enforcement of ENFORCEMENTS) {
        const verdicts = flowVerdicts(judged.inventory, enforcement, judged.flows);
        const changes: Policy[][] = [[...judged.inventory.policies], judged.inventory.policies.slice(1), []];
        for (const policies of [...changes, ...changes.reverse()]) {
          const inventory = { ...judged.inventory, policies };
          expect(verdicts.under(policies)).toEqual(oneByOne({ ...judged, inventory }, enforcement));
        }
      }
    }
  );

  it('are the same objects if the rules of their pods do not change', () => {
    fc.assert(
      fc.property(worlds, ({ inventory, flows }) => {
        const verdicts = flowVerdicts(inventory, 'other', flows);
        const before = verdicts.under(inventory.policies);
        const after = verdicts.under([...inventory.policies]);
        expect(after.filter((verdict, index) => verdict !== before[index])).toEqual([]);
      })
    );
  });
});
