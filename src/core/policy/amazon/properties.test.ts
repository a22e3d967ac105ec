import * as fc from 'fast-check';
import { endOfCase, kubernetesObjects } from '../../../testing/policyCases';
import { policyWorlds, type PolicyWorld } from '../../../testing/policyWorlds';
import { kubernetesVerdicts } from '../kubernetes/kubernetesVerdicts';
import { readInventory } from '../read/readInventory';
import { type Verdict } from '../verdict';
import { amazonVerdicts } from './amazonVerdicts';
import { type AmazonEnforcement } from './enforcement';

const worlds = policyWorlds(10);

function inventoryOf(world: PolicyWorld) {
  return readInventory(kubernetesObjects(world)).inventory;
}

function verdictsOfFlows(world: PolicyWorld, enforcement: AmazonEnforcement = 'vpc-cni-standard'): Verdict[] {
  const verdictOf = amazonVerdicts(inventoryOf(world), enforcement);
  return world.flows.map(({ from, to, port, protocol }) =>
    verdictOf({ client: endOfCase(from, {}), server: endOfCase(to, {}), port, protocol })
  );
}

const outcomes = (world: PolicyWorld, enforcement?: AmazonEnforcement) =>
  verdictsOfFlows(world, enforcement).map(({ outcome }) => outcome);

function networkPolicy(namespace: string, spec: object) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name: 'extra' },
    spec,
  };
}

function baseline(action: string, peers: object) {
  return {
    apiVersion: 'networking.k8s.aws/v1alpha1',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'baseline' },
    spec: { tier: 'Baseline', priority: 1, subject: { namespaces: {} }, ingress: [{ action, from: [peers] }] },
  };
}

describe("Amazon's enforcement", () => {
  it('allows everything without policies in standard mode', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        expect(new Set(outcomes({ ...world, policies: [] }))).toEqual(new Set(['allowed']));
      })
    );
  });

  it('denies every pod outside the host network without policies in strict mode, except from itself and its node', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const kinds = verdictsOfFlows({ ...world, policies: [] }, 'vpc-cni-strict').flatMap(({ egress, ingress }) =>
          [egress, ingress].map(({ because }) => because.kind)
        );
        const expected = ['no-policy', 'not-a-pod', 'not-enforced', 'same-pod', 'own-node'];
        expect(kinds.filter((kind) => !expected.includes(kind))).toEqual([]);
      })
    );
  });

  it('does not depend on a policy that selects no pod', () => {
    const selectsNothing = networkPolicy('shop', {
      podSelector: { matchLabels: { app: 'none' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }],
    });
    fc.assert(
      fc.property(worlds, (world) => {
        expect(outcomes({ ...world, policies: [...world.policies, selectsNothing] })).toEqual(outcomes(world));
      })
    );
  });

  it('does not depend on the order of policies', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        expect(outcomes({ ...world, policies: [...world.policies].reverse() })).toEqual(outcomes(world));
      })
    );
  });

  it('denies no more flows because of another rule without except, if the pods are isolated already', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const isolate = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
        const isolated = {
          ...world,
          policies: [
            ...world.policies,
            { ...networkPolicy('shop', isolate), metadata: { namespace: 'shop', name: 'all' } },
          ],
        };
        const rule = networkPolicy('shop', {
          ...isolate,
          ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 80 }] }],
          egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 443 }] }],
        });
        const before = verdictsOfFlows(isolated);
        const after = outcomes({ ...isolated, policies: [...isolated.policies, rule] });
        // An except of another rule is the exception: a narrower range takes its place, or inherits less than before.
        const hasExcept = JSON.stringify(world.policies).includes('"except":["');
        const worse = before.filter(({ outcome }, index) => outcome === 'allowed' && after[index] === 'denied');
        expect(hasExcept ? [] : worse).toEqual([]);
      })
    );
  });

  it('differs from the Kubernetes API only by known causes, if no rule has an except or a named port, or lacks its type', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const plain = world.policies.filter((policy) => {
          const { spec } = policy as { spec: { policyTypes?: string[]; ingress?: unknown[]; egress?: unknown[] } };
          const types = spec.policyTypes ?? [];
          const isTyped = (name: string, rules: unknown[] = []) =>
            rules.length === 0 || types.length === 0 || types.includes(name);
          const text = JSON.stringify(spec);
          return (
            !text.includes('"except":["') &&
            !text.includes('"port":"') &&
            isTyped('Ingress', spec.ingress) &&
            isTyped('Egress', spec.egress)
          );
        });
        // The cause is the host network: pods in it are never subjects for Amazon.
        const ownAddress = {
          ...world,
          policies: plain,
          pods: world.pods.filter(({ hostNetwork }) => hostNetwork !== true),
        };
        const flows = ownAddress.flows.filter(({ from, to }) =>
          [from, to].every(
            (end) => !end.includes('/') || ownAddress.pods.some(({ namespace, name }) => end === `${namespace}/${name}`)
          )
        );
        const kubernetes = kubernetesVerdicts(inventoryOf(ownAddress));
        const amazon = amazonVerdicts(inventoryOf(ownAddress), 'vpc-cni-standard');
        for (const { from, to, port, protocol } of flows) {
          const flow = { client: endOfCase(from, {}), server: endOfCase(to, {}), port, protocol };
          const { outcome } = kubernetes(flow);
          // What the API leaves open, Amazon decides.
          expect(outcome === 'unknown' ? outcome : amazon(flow).outcome).toBe(outcome);
        }
      }),
      { numRuns: 300 }
    );
  });

  it('never reaches the Baseline tier for a pod that a NetworkPolicy selects', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const open = ['shop', 'pay', 'ops'].map((namespace) =>
          networkPolicy(namespace, { podSelector: {}, policyTypes: ['Egress'], egress: [{}] })
        );
        const found = outcomes({ ...world, policies: [...open, baseline('Deny', { namespaces: {} })] });
        expect(new Set(found)).toEqual(new Set(['allowed']));
      })
    );
  });
});
