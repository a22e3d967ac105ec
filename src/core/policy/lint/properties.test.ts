import * as fc from 'fast-check';
import { flowsOfCase, kubernetesObjects, type PolicyCase, policyCases } from '../../../testing/policyCases';
import { policyWorlds, type PolicyWorld } from '../../../testing/policyWorlds';
import { type Enforcement } from '../amazon/enforcement';
import { type Inventory } from '../inventory';
import { type Direction, type Policy } from '../policies';
import { readInventory } from '../read/readInventory';
import { type SideVerdict } from '../verdict';
import { verdictsOf } from '../verdictsOf';
import { type CheckId } from './checks';
import { type PolicyPlace } from './finding';
import { type Finding, lintPolicies, PolicyLinter } from './lintPolicies';

const ENFORCEMENTS: readonly Enforcement[] = [
  'vpc-cni-standard',
  'vpc-cni-strict',
  'auto-mode',
  'auto-mode-default-deny',
  'other',
];
const DIRECTIONS: readonly Direction[] = ['egress', 'ingress'];

/** The checks that are about differences between the Kubernetes API and Amazon's enforcement. */
const DIFFERENCES: readonly CheckId[] = [
  'except-denies',
  'labels-beyond-service',
  'named-port-for-addresses',
  'named-port-widens',
  'peer-in-host-network',
  'pods-share-rules',
  'port-range-to-service',
  'rules-of-untyped-direction',
  'subject-in-host-network',
  'too-many-ports',
];

/** The checks that say that something has no effect. */
const WITHOUT_EFFECT: readonly CheckId[] = [
  'peer-selects-no-namespaces',
  'peer-selects-no-pods',
  'policy-selects-no-pods',
  'rule-contained-in-another',
];

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const inventoryOf = (world: PolicyWorld) => readInventory(kubernetesObjects(world)).inventory;

const flowsOf = (world: PolicyWorld) => flowsOfCase({ ...world, id: '', eks: [] });

/** The object at the last but one member of a path, such as "spec.egress[0]" of "spec.egress[0].ports". */
function parentAt(object: Json, path: string): unknown {
  const members = path.split(/[.[\]]+/).filter((member) => member !== '');
  return members.slice(0, -1).reduce<Json | undefined>((value, member) => value?.[member] as Json | undefined, object);
}

function storedPolicy(world: PolicyWorld, policy: Policy): Json {
  const ofWorld = world.policies as Json[];
  const own = 'namespace' in policy ? policy.namespace : undefined;
  return ofWorld.find(({ metadata }) => metadata.name === policy.name && metadata.namespace === own)!;
}

/** The policies that decide a side. */
function involved({ because }: SideVerdict): readonly Policy[] {
  if ('policies' in because) {
    return because.policies;
  }
  if ('rules' in because) {
    return because.rules.map(({ policy }) => policy);
  }
  return 'rule' in because && because.rule ? [because.rule.policy] : [];
}

/** A world without what a finding says has no effect. */
function without(world: PolicyWorld, { policy, direction, rule, peer }: PolicyPlace): PolicyWorld {
  const policies = JSON.parse(JSON.stringify(world.policies)) as Json[];
  const changed = storedPolicy({ ...world, policies }, policy);
  if (direction === undefined || rule === undefined) {
    return { ...world, policies: policies.filter((each) => each !== changed) };
  }
  // The API server's default for `policyTypes` depends on the rules.
  const types = 'types' in policy ? policy.types : [];
  changed.spec.policyTypes = types.map((type) => (type === 'ingress' ? 'Ingress' : 'Egress'));
  const rules = changed.spec[direction] as Json[];
  const peers = rules[rule]?.[direction === 'ingress' ? 'from' : 'to'] as unknown[] | undefined;
  if (peer !== undefined && peers !== undefined && peers.length > 1) {
    peers.splice(peer, 1);
  } else {
    rules.splice(rule, 1);
  }
  return { ...world, policies };
}

function outcomes(inventory: Inventory, world: PolicyWorld, enforcement: Enforcement): string[] {
  return flowsOf(world).map((flow) => verdictsOf(inventory, enforcement)(flow).outcome);
}

function isPolicyPlace(finding: Finding): finding is Finding & { place: PolicyPlace } {
  return finding.place.kind === 'policy';
}

describe('findings about random policies', () => {
  it('refer to existing places, and are the same each time', () => {
    fc.assert(
      fc.property(policyWorlds(10), fc.constantFrom(...ENFORCEMENTS), fc.boolean(), (world, enforcement, hasFlows) => {
        const inventory = inventoryOf(world);
        const flows = hasFlows ? flowsOf(world) : undefined;
        const found = lintPolicies(inventory, enforcement, flows);
        expect(lintPolicies(inventoryOf(world), enforcement, flows)).toEqual(found);
        for (const { place, problem, remedy } of found) {
          if (place.kind === 'policy') {
            expect(inventory.policies).toContain(place.policy);
            expect(typeof parentAt(storedPolicy(world, place.policy), place.path)).toBe('object');
          }
          expect(`${problem} ${remedy}`).not.toMatch(/undefined|\[object|NaN/);
        }
      }),
      { numRuns: 500 }
    );
  });

  it('are the same after changes as without what was found before', () => {
    let kept = 0;
    fc.assert(
      fc.property(
        policyWorlds(10),
        fc.constantFrom(...ENFORCEMENTS),
        fc.array(fc.array(fc.nat(3), { minLength: 1 }), { minLength: 2, maxLength: 4 }),
        (world, enforcement, changes) => {
          const inventory = inventoryOf(world);
          const flows = flowsOf(world);
          const linter = new PolicyLinter(inventory, enforcement, flows);
          for (const change of changes) {
            const policies = inventory.policies.flatMap((policy, position) => {
              const kind = change[position % change.length];
              const changed = { ...policy, egress: policy.egress.slice(1) } as Policy;
              return kind === 0 ? [] : kind === 1 ? [changed] : [policy];
            });
            kept += policies.filter((policy) => inventory.policies.includes(policy)).length;
            expect(linter.under(policies)).toEqual(lintPolicies({ ...inventory, policies }, enforcement, flows));
          }
        }
      ),
      { numRuns: 200 }
    );
    expect(kept).toBeGreaterThan(500);
  });

  it('are the same for all flows as for each flow alone', () => {
    const deniedBy = (found: readonly Finding[]) =>
      found
        .filter(({ severity }) => severity === 'error')
        .map(({ check, place }) => [check, JSON.stringify(place)].join(' '));
    fc.assert(
      fc.property(policyWorlds(12), fc.constantFrom(...ENFORCEMENTS), (world, enforcement) => {
        const inventory = inventoryOf(world);
        const flows = flowsOf(world);
        const ofEach = flows.flatMap((flow) => deniedBy(lintPolicies(inventory, enforcement, [flow])));
        expect(new Set(deniedBy(lintPolicies(inventory, enforcement, flows)))).toEqual(new Set(ofEach));
      }),
      { numRuns: 100 }
    );
  });

  it('explain each difference between the Kubernetes API and Amazon', () => {
    let differences = 0;
    fc.assert(
      fc.property(policyWorlds(25), (world) => {
        const inventory = inventoryOf(world);
        const [kubernetes, amazon] = [verdictsOf(inventory, 'other'), verdictsOf(inventory, 'vpc-cni-standard')];
        const found = lintPolicies(inventory, 'vpc-cni-standard').filter(({ check }) => DIFFERENCES.includes(check));
        const explained = new Set(found.filter(isPolicyPlace).map(({ place }) => place.policy));
        for (const flow of flowsOf(world)) {
          const [ofKubernetes, ofAmazon] = [kubernetes(flow), amazon(flow)];
          for (const direction of DIRECTIONS) {
            const [one, other] = [ofKubernetes[direction], ofAmazon[direction]];
            if (one.outcome !== 'unknown' && one.outcome !== other.outcome) {
              differences += 1;
              expect([...involved(one), ...involved(other)].some((policy) => explained.has(policy))).toBe(true);
            }
          }
        }
      }),
      { numRuns: 500 }
    );
    expect(differences).toBeGreaterThan(50);
  });

  it('are right that something has no effect', () => {
    let removed = 0;
    fc.assert(
      fc.property(policyWorlds(15), fc.constantFrom<Enforcement>('vpc-cni-standard', 'other'), (world, enforcement) => {
        const inventory = inventoryOf(world);
        const found = lintPolicies(inventory, enforcement)
          .filter(isPolicyPlace)
          .filter(({ check }) => WITHOUT_EFFECT.includes(check));
        const before = outcomes(inventory, world, enforcement);
        for (const { place } of found) {
          removed += 1;
          expect(outcomes(inventoryOf(without(world, place)), world, enforcement)).toEqual(before);
        }
      }),
      { numRuns: 200 }
    );
    expect(removed).toBeGreaterThan(50);
  });
});

describe('findings about the policy cases', () => {
  const special = policyCases('special.json');
  const cases = [...policyCases('cases.json'), ...special];

  /** Differences of these cases that are no mistakes: kinds of Amazon that work as written. */
  const WORKS_AS_WRITTEN = ['anp-selectors', 'cnp-tiers'];

  const isDifferent = ({ kubernetes = [], expect: verdicts, eks }: PolicyCase) =>
    (verdicts?.map(({ verdict }) => verdict) ?? kubernetes).some(
      (verdict, index) => verdict !== 'undefined' && verdict !== eks[index]
    );

  it.each(
    cases
      .filter((each) => isDifferent(each) && !WORKS_AS_WRITTEN.includes(each.id))
      .map((each) => [each.id, each] as const)
  )('warn about the difference between the Kubernetes API and Amazon: %s', (_, policyCase) => {
    const { inventory } = readInventory(kubernetesObjects(policyCase));
    const found = lintPolicies(inventory, 'vpc-cni-standard').filter(({ severity }) => severity !== 'note');
    expect(found.length).toBeGreaterThan(0);
  });
});
