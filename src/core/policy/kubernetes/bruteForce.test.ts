import * as fc from 'fast-check';
import { endOfCase, kubernetesObjects } from '../../../testing/policyCases';
import { plainVerdict } from '../../../testing/policyReading';
import { policyWorlds } from '../../../testing/policyWorlds';
import { readInventory } from '../read/readInventory';
import { kubernetesVerdicts } from './kubernetesVerdicts';

const FLOWS_PER_WORLD = 25;
const WORLDS = 4_000;

describe('the verdicts of the Kubernetes API', () => {
  it('agree with a plain reading of the documentation on 100,000 random flows and policies', () => {
    const seen = { allowed: 0, denied: 0, unknown: 0 };
    fc.assert(
      fc.property(policyWorlds(FLOWS_PER_WORLD), (world) => {
        const { inventory, problems } = readInventory(kubernetesObjects(world));
        expect(problems).toEqual([]);
        const verdictOf = kubernetesVerdicts(inventory);
        const found = world.flows.map(({ from, to, port, protocol }) => {
          const { outcome } = verdictOf({ client: endOfCase(from, {}), server: endOfCase(to, {}), port, protocol });
          seen[outcome] += 1;
          return outcome;
        });
        expect(found).toEqual(world.flows.map((flow) => plainVerdict(world, flow)));
      }),
      { numRuns: WORLDS }
    );
    // The flows exercise rules, and not only their absence.
    expect(seen.denied).toBeGreaterThan(0.1 * WORLDS * FLOWS_PER_WORLD);
    expect(seen.allowed).toBeGreaterThan(0.1 * WORLDS * FLOWS_PER_WORLD);
    expect(seen.unknown).toBeGreaterThan(0.005 * WORLDS * FLOWS_PER_WORLD);
  });
});
