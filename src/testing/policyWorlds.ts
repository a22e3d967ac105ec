import * as fc from 'fast-check';
import { type Protocol } from '../core/policy/policies';
import { type PolicyCase } from './policyCases';

/** A random cluster with policies and flows. Names, labels, and ports have few values, so that rules often match. */
export type PolicyWorld = Pick<PolicyCase, 'namespaces' | 'pods' | 'policies' | 'flows'>;

const NAMESPACES = ['shop', 'pay', 'ops'];
const NODES = ['10.0.0.1', '10.0.0.2'];
const OUTSIDE = ['203.0.113.9', '203.0.113.77', '198.51.100.1', '10.9.0.1'];
const CIDRS = ['0.0.0.0/0', '203.0.113.0/24', '203.0.113.64/26', '10.0.0.0/8', '10.0.1.0/24', '10.0.1.2/32', '::/0'];
const EXCEPTS: Record<string, string[]> = {
  '0.0.0.0/0': ['10.0.0.0/8', '203.0.113.0/25', '198.51.100.1/32'],
  '203.0.113.0/24': ['203.0.113.64/26', '203.0.113.9/32'],
  '10.0.0.0/8': ['10.0.1.0/24', '10.0.0.0/24'],
};

const protocol = fc.constantFrom<Protocol>('TCP', 'TCP', 'TCP', 'UDP', 'SCTP');
const port = fc.constantFrom(53, 80, 443, 8080, 9090);
const key = fc.constantFrom('app', 'tier', 'env');
const value = fc.constantFrom('web', 'api', '');

const labels = fc.dictionary(key, value, { maxKeys: 3 });

const expression = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(value, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') })
);

/** Mostly with one requirement, because selectors with many match nothing. */
const podSelector = fc.oneof(
  fc.constant({}),
  fc.record({ matchLabels: fc.dictionary(key, value, { minKeys: 1, maxKeys: 1 }) }),
  fc.record({ matchExpressions: fc.array(expression, { minLength: 1, maxLength: 2 }) })
);

const namespaceSelector = fc.oneof(
  fc.constant({}),
  fc.record({ matchLabels: fc.record({ 'kubernetes.io/metadata.name': fc.constantFrom(...NAMESPACES) }) }),
  podSelector
);

const ipBlock = fc
  .constantFrom(...CIDRS)
  .chain((cidr) =>
    fc.record({ cidr: fc.constant(cidr), except: fc.subarray(EXCEPTS[cidr] ?? []) }, { requiredKeys: ['cidr'] })
  );

const peer = fc.oneof(
  fc.record({ podSelector }),
  fc.record({ namespaceSelector }),
  fc.record({ namespaceSelector, podSelector }),
  fc.record({ ipBlock })
);

const policyPort = fc.oneof(
  fc.record({ protocol, port: fc.oneof(port, fc.constantFrom('http', 'dns')) }, { requiredKeys: [] }),
  fc.record(
    { protocol, port: fc.constantFrom(1, 53, 80), endPort: fc.constantFrom(80, 443, 9090) },
    { requiredKeys: ['port', 'endPort'] }
  )
);

const rule = (peers: 'from' | 'to') =>
  fc.record(
    { [peers]: fc.array(peer, { maxLength: 2 }), ports: fc.array(policyPort, { maxLength: 2 }) },
    { requiredKeys: [] }
  );

/** Random NetworkPolicies, with all ways to leave members out or empty. */
const networkPolicies = fc
  .array(
    fc.record({
      namespace: fc.constantFrom(...NAMESPACES),
      spec: fc.record(
        {
          podSelector,
          policyTypes: fc.subarray(['Ingress', 'Egress']),
          ingress: fc.array(rule('from'), { maxLength: 2 }),
          egress: fc.array(rule('to'), { maxLength: 2 }),
        },
        { requiredKeys: ['podSelector'] }
      ),
    }),
    { maxLength: 5 }
  )
  .map((policies) =>
    policies.map(({ namespace, spec }, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace, name: `p${index}` },
      spec,
    }))
  );

const pods = fc.array(
  fc.record(
    {
      namespace: fc.constantFrom(...NAMESPACES),
      labels,
      ports: fc.uniqueArray(fc.record({ name: fc.constantFrom('http', 'dns'), port, protocol }), {
        maxLength: 2,
        selector: ({ name }) => name,
      }),
      node: fc.constantFrom(...NODES),
      hostNetwork: fc.constantFrom(true, false, false, false),
    },
    { requiredKeys: ['namespace', 'labels', 'ports', 'node'] }
  ),
  { minLength: 2, maxLength: 6 }
);

/** @param flowCount the flows of each world. */
export function policyWorlds(flowCount: number): fc.Arbitrary<PolicyWorld> {
  return fc
    .record({ namespaceLabels: fc.array(labels, { minLength: 3, maxLength: 3 }), pods, policies: networkPolicies })
    .chain(({ namespaceLabels, pods: drawn, policies }) => {
      const named = drawn.map((pod, index) => ({
        ...pod,
        name: `p${index}`,
        ip: pod.hostNetwork === true ? pod.node : `10.0.1.${index + 1}`,
      }));
      const ends = [
        ...named.flatMap(({ namespace, name }) => [`${namespace}/${name}`, `${namespace}/${name}`]),
        ...named.map(({ ip }) => ip),
        ...NODES,
        ...OUTSIDE,
      ];
      const end = fc.constantFrom(...ends);
      const flow = fc.record({ from: end, to: end, port, protocol });
      return fc.record({
        namespaces: fc.constant(NAMESPACES.map((name, index) => ({ name, labels: namespaceLabels[index] ?? {} }))),
        pods: fc.constant(named),
        policies: fc.constant(policies),
        flows: fc.array(flow, { minLength: flowCount, maxLength: flowCount }),
      });
    });
}

/** The Services of a world that `withServices` adds, each with a named and a numeric target port. */
const SERVICES = NAMESPACES.flatMap((namespace, place) =>
  ['web', 'api', undefined].map((app, index) => ({
    namespace,
    name: `${namespace}-${app ?? 'all'}`,
    clusterIP: `172.20.${place}.${index}`,
    selector: app === undefined ? {} : { app },
    ports: [
      { port: 80, protocol: 'TCP', targetPort: 'http' },
      { port: 443, protocol: 'TCP', targetPort: 8080 },
    ],
  }))
);

/** A world with Services, and its flows once more by way of the address of each of these. */
export function withServices(world: PolicyWorld): PolicyWorld & Pick<PolicyCase, 'services'> {
  const byAddress = world.flows.flatMap((flow, index) => {
    const { clusterIP } = SERVICES[index % SERVICES.length] ?? {};
    return clusterIP === undefined ? [] : [{ ...flow, to: clusterIP }];
  });
  return { ...world, services: SERVICES, flows: [...world.flows, ...byAddress] };
}
