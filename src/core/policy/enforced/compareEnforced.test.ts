import { kubernetesObjects, policyCases } from '../../../testing/policyCases';
import { policyEndpointsOf } from '../../../testing/policyEndpoints';
import { SHOP_OBJECTS } from '../../../testing/policyShop';
import { placeText } from '../review/mistakes';
import { readInventory } from '../read/readInventory';
import { compareEnforced } from './compareEnforced';

const CASES = [...policyCases('cases.json'), ...policyCases('special.json')].filter(({ policies }) =>
  policies.every((policy) => 'kind' in policy && policy.kind === 'NetworkPolicy')
);

function differences(objects: readonly object[]) {
  const { inventory, policyEndpoints, problems } = readInventory([...objects]);
  expect(problems).toEqual([]);
  return compareEnforced(inventory, policyEndpoints, 'vpc-cni-standard');
}

it.each(CASES.map((each) => [each.id, each] as const))(
  'finds no difference in what Amazon computes for %s',
  (_, each) => {
    expect(differences([...kubernetesObjects(each), ...policyEndpointsOf(each)])).toEqual([]);
  }
);

const POLICY = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'shop', name: 'web' },
  spec: {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }] }],
    egress: [
      { to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
      { to: [{ ipBlock: { cidr: '10.9.0.0/16', except: ['10.9.1.0/24'] } }] },
    ],
  },
};

const pod = (name: string, podIP: string, hostIP: string) => ({ namespace: 'shop', name, podIP, hostIP });
const WEB_1 = pod('web-7d4b9c6f5-aaaaa', '10.0.1.1', '10.0.0.1');
const WEB_2 = pod('web-7d4b9c6f5-bbbbb', '10.0.1.2', '10.0.0.2');
const tcp = (port: number) => ({ port, protocol: 'TCP' });
const FROM_API = { cidr: '10.0.1.3' };
const TO_API = { cidr: '10.0.1.3', ports: [tcp(8080)] };
const TO_SERVICE = { cidr: '172.20.0.80', ports: [tcp(80)] };
const TO_RANGE = { cidr: '10.9.0.0/16', except: ['10.9.1.0/24'] };

/** What the controller writes for the policy, except for some members. */
const endpoint = (over: object = {}, name = 'web-abcde') => ({
  apiVersion: 'networking.k8s.aws/v1alpha1',
  kind: 'PolicyEndpoint',
  metadata: { namespace: 'shop', name },
  spec: {
    podSelector: POLICY.spec.podSelector,
    policyRef: { namespace: 'shop', name: 'web' },
    podIsolation: ['Ingress', 'Egress'],
    podSelectorEndpoints: [WEB_1, WEB_2],
    ingress: [FROM_API],
    egress: [TO_API, TO_SERVICE, TO_RANGE],
    ...over,
  },
});

const compared = (...endpoints: object[]) =>
  differences([...SHOP_OBJECTS, POLICY, ...endpoints]).map((each) => [
    each.difference,
    each.severity,
    placeText(each),
    each.problem,
  ]);

describe('the comparison', () => {
  it('finds nothing if the controller is right, also in several PolicyEndpoints', () => {
    expect(compared(endpoint())).toEqual([]);
    const [first, second] = [
      endpoint({ egress: [TO_API], podSelectorEndpoints: [WEB_1] }),
      endpoint({ egress: [TO_SERVICE, TO_RANGE], ingress: [], podSelectorEndpoints: [WEB_2] }, 'web-other'),
    ];
    expect(compared(first, second)).toEqual([]);
  });

  it('finds nothing without any PolicyEndpoint, because it is then not known what is enforced', () => {
    expect(compared()).toEqual([]);
  });

  it.each<[string, object, unknown[]]>([
    [
      'a ClusterIP that is not open',
      { egress: [TO_API, TO_RANGE] },
      [
        'missing-cluster-ip',
        'error',
        'NetworkPolicy shop/web, spec.egress',
        'The rules select Services whose ClusterIPs are not open: Service shop/api (172.20.0.80). Connections by way of these are denied, unless another policy allows them.',
      ],
    ],
    [
      'a pod that is not open',
      { ingress: [] },
      [
        'missing-address',
        'error',
        'NetworkPolicy shop/web, spec.ingress',
        'The rules select addresses that are not open: pod shop/api-5b6c7d8e9-ccccc (10.0.1.3). Connections from these are denied, unless another policy allows them.',
      ],
    ],
    [
      'a range with other exceptions',
      { egress: [TO_API, TO_SERVICE, TO_RANGE, { cidr: '10.8.0.0/16' }] },
      [
        'stale-address',
        'error',
        'NetworkPolicy shop/web, spec.egress',
        'Addresses are open that no rule selects: 10.8.0.0/16. Connections to these are allowed.',
      ],
    ],
    [
      'an address that another pod has now',
      { ingress: [FROM_API, { cidr: '10.0.1.4' }] },
      [
        'stale-address',
        'error',
        'NetworkPolicy shop/web, spec.ingress',
        'Addresses are open that no rule selects: pod pay/db-6c7d8e9f5-ddddd (10.0.1.4). Connections from these are allowed.',
      ],
    ],
    [
      'an address that nothing has any longer',
      { ingress: [FROM_API, { cidr: '10.0.1.77' }] },
      [
        'stale-address',
        'warning',
        'NetworkPolicy shop/web, spec.ingress',
        'Addresses are open that no rule selects: 10.0.1.77. Connections from these are allowed.',
      ],
    ],
    [
      'a port that is not open',
      { egress: [TO_API, { ...TO_SERVICE, ports: [tcp(80), tcp(81)] }, TO_RANGE] },
      [
        'stale-port',
        'error',
        'NetworkPolicy shop/web, spec.egress',
        'Ports are open that no rule has: TCP 81 of Service shop/api (172.20.0.80). Connections to these are allowed.',
      ],
    ],
    [
      'ports instead of all',
      { ingress: [{ ...FROM_API, ports: [{ protocol: 'UDP' }, { port: 1, endPort: 9 }] }] },
      [
        'missing-port',
        'error',
        'NetworkPolicy shop/web, spec.ingress',
        'The rules have ports that are not open: every port of pod shop/api-5b6c7d8e9-ccccc (10.0.1.3). Connections from these are denied, unless another policy allows them.',
      ],
    ],
    [
      'a pod for which it is not enforced',
      { podSelectorEndpoints: [WEB_1] },
      [
        'missing-pod',
        'error',
        'NetworkPolicy shop/web, spec.podSelector',
        'The policy selects pods for which it is not enforced on their nodes: shop/web-7d4b9c6f5-bbbbb.',
      ],
    ],
    [
      'a pod on another node than before',
      { podSelectorEndpoints: [WEB_1, { ...WEB_2, hostIP: '10.0.0.1' }] },
      [
        'missing-pod',
        'error',
        'NetworkPolicy shop/web, spec.podSelector',
        'The policy selects pods for which it is not enforced on their nodes: shop/web-7d4b9c6f5-bbbbb.',
      ],
    ],
    [
      'a pod of an earlier selector',
      { podSelectorEndpoints: [WEB_1, WEB_2, pod('api-5b6c7d8e9-ccccc', '10.0.1.3', '10.0.0.1')] },
      [
        'stale-pod',
        'error',
        'NetworkPolicy shop/web, spec.podSelector',
        'The policy is enforced for pods that it does not select: shop/api-5b6c7d8e9-ccccc.',
      ],
    ],
    [
      'a pod that no longer exists',
      { podSelectorEndpoints: [WEB_1, WEB_2, pod('web-old', '10.0.1.9', '10.0.0.1')] },
      [
        'stale-pod',
        'warning',
        'NetworkPolicy shop/web, spec.podSelector',
        'The policy is enforced for pods that it does not select: shop/web-old.',
      ],
    ],
    [
      'a direction that is not isolated',
      { podIsolation: ['Ingress'] },
      [
        'isolation',
        'error',
        'NetworkPolicy shop/web, spec.policyTypes',
        'The policy isolates ingress and egress, but ingress is enforced.',
      ],
    ],
  ])('finds %s', (_, over, difference) => {
    expect(compared(endpoint(over))).toContainEqual(difference);
  });

  it('finds a policy that nothing enforces, and one that is enforced although it was deleted', () => {
    const other = endpoint({ policyRef: { namespace: 'shop', name: 'gone' } }, 'gone-abcde');
    expect(compared(other)).toEqual([
      [
        'missing-policy',
        'error',
        'NetworkPolicy shop/web, spec',
        'NetworkPolicy shop/web has no PolicyEndpoint, so it is not enforced.',
      ],
      [
        'unknown-policy',
        'error',
        'PolicyEndpoint shop/gone-abcde',
        'The policy shop/gone is not in the inventory, but is enforced.',
      ],
    ]);
  });

  it('compares the domain names of ApplicationNetworkPolicies', () => {
    const policy = {
      apiVersion: 'networking.k8s.aws/v1alpha1',
      kind: 'ApplicationNetworkPolicy',
      metadata: { namespace: 'shop', name: 'names' },
      spec: {
        podSelector: { matchLabels: { app: 'api' } },
        policyTypes: ['Egress'],
        egress: [{ to: [{ domainNames: ['a.example.com', 'b.example.com'] }], ports: [tcp(443)] }],
      },
    };
    const names = endpoint(
      {
        policyRef: { namespace: 'shop', name: 'names' },
        podIsolation: ['Egress'],
        podSelectorEndpoints: [pod('api-5b6c7d8e9-ccccc', '10.0.1.3', '10.0.0.1')],
        ingress: [],
        egress: [{ domainName: 'a.example.com', ports: [tcp(443)] }],
      },
      'names-abcde'
    );
    expect(differences([...SHOP_OBJECTS, policy, names])).toMatchObject([
      { difference: 'missing-address', problem: expect.stringContaining('not open: b.example.com.') },
    ]);
  });
});
