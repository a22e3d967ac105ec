import {
  amazonPoliciesOfShop,
  app,
  applicationPolicy,
  autoModeShop,
  clusterPolicy,
  deployment,
  dnsRule,
  inNamespace,
  ipv6Shop,
  type KubernetesObject,
  label,
  namespace,
  networkPolicy,
  pod,
  podSet,
  shop,
  tcp,
  udp,
} from '../../../testing/policySets';
import { type Enforcement } from '../amazon/enforcement';
import { policyName } from '../policies';
import { type PolicyFlow } from '../policyFlow';
import { readInventory } from '../read/readInventory';
import { type CheckId, CHECKS } from './checks';
import { type Finding, lintPolicies } from './lintPolicies';

const AMAZON: readonly Enforcement[] = ['vpc-cni-standard', 'vpc-cni-strict', 'auto-mode', 'auto-mode-default-deny'];
const EVERY: readonly Enforcement[] = [...AMAZON, 'other'];
const VPC_CNI: readonly Enforcement[] = ['vpc-cni-standard', 'vpc-cni-strict'];
const AUTO_MODE: readonly Enforcement[] = ['auto-mode', 'auto-mode-default-deny'];
const OTHER: readonly Enforcement[] = ['other'];

const fullShop = () => [...shop(), ...amazonPoliciesOfShop()];

function lint(objects: KubernetesObject[], enforcement: Enforcement, flows?: readonly PolicyFlow[]): Finding[] {
  const { inventory, problems } = readInventory(objects);
  expect(problems).toEqual([]);
  return lintPolicies(inventory, enforcement, flows);
}

/** "error dns-denied NetworkPolicy shop/web spec.egress" */
function lineOf({ severity, check, place }: Finding): string {
  const where =
    place.kind === 'policy'
      ? `${policyName(place.policy)} ${place.path}`
      : `${place.objectKind} ${place.namespace}/${place.name}`;
  return `${severity} ${check} ${where}`;
}

/** The findings that a change adds. */
function added(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const known = new Set(before.map(lineOf));
  return after.filter((finding) => !known.has(lineOf(finding)));
}

/** The objects of a set, to be changed. */
class Objects {
  constructor(readonly all: KubernetesObject[]) {}

  get(kind: string, path: string): KubernetesObject {
    const found = this.all.find(
      (each) => each.kind === kind && [each.metadata.namespace, each.metadata.name].filter(Boolean).join('/') === path
    );
    if (found === undefined) {
      throw new Error(`${kind} ${path} is missing.`);
    }
    return found;
  }

  /** The spec of a NetworkPolicy. */
  spec(path: string): KubernetesObject {
    return this.get('NetworkPolicy', path).spec;
  }

  remove(kind: string, path: string): void {
    this.all.splice(this.all.indexOf(this.get(kind, path)), 1);
  }

  removeAll(isRemoved: (object: KubernetesObject) => boolean): void {
    const kept = this.all.filter((each) => !isRemoved(each));
    this.all.splice(0, this.all.length, ...kept);
  }

  add(...objects: KubernetesObject[]): void {
    this.all.push(...objects);
  }
}

const podEnd = (path: string) => {
  const [inNamespaceOfPod = '', name = ''] = path.split('/');
  return { kind: 'pod' as const, namespace: inNamespaceOfPod, name };
};
const addressEnd = (address: string) => ({ kind: 'address' as const, address });
const WEB = podEnd('shop/web-7d9c5b8f64-abcd0');
const API = podEnd('shop/api-7d9c5b8f64-abcd1');
const DB = podEnd('shop/db-0');
const PAYMENTS = podEnd('pay/payments-7d9c5b8f64-abcd0');
const PROMETHEUS = podEnd('monitoring/prometheus-0');
const COREDNS = podEnd('kube-system/coredns-7d9c5b8f64-abcd1');

/** Only the ApplicationNetworkPolicy allows it. */
const TO_BANK: PolicyFlow = { client: PAYMENTS, server: addressEnd('198.51.100.7'), protocol: 'TCP', port: 443 };

/** What the shop does: every rule of its policies is needed. */
const FLOWS: readonly PolicyFlow[] = [
  { client: addressEnd('10.0.97.5'), server: WEB, protocol: 'TCP', port: 8080 },
  { client: WEB, server: addressEnd('10.100.1.12'), protocol: 'TCP', port: 80 },
  { client: WEB, server: API, protocol: 'TCP', port: 8080, service: { namespace: 'shop', name: 'api' } },
  { client: API, server: DB, protocol: 'TCP', port: 5432 },
  { client: podEnd('shop/reports-29400000-pq7rs'), server: DB, protocol: 'TCP', port: 5432 },
  { client: API, server: PAYMENTS, protocol: 'TCP', port: 8443 },
  { client: API, server: addressEnd('192.0.2.44'), protocol: 'TCP', port: 443 },
  { client: PAYMENTS, server: addressEnd('203.0.113.7'), protocol: 'TCP', port: 443 },
  TO_BANK,
  { client: PROMETHEUS, server: API, protocol: 'TCP', port: 9090 },
  { client: PROMETHEUS, server: COREDNS, protocol: 'TCP', port: 9153 },
  { client: PROMETHEUS, server: addressEnd('10.0.0.12'), protocol: 'TCP', port: 9100 },
  { client: PROMETHEUS, server: addressEnd('10.100.0.1'), protocol: 'TCP', port: 443 },
  { client: addressEnd('10.0.113.5'), server: PROMETHEUS, protocol: 'TCP', port: 9090 },
];

describe('policies as careful people write them', () => {
  const sets: Array<[string, () => KubernetesObject[], readonly Enforcement[]]> = [
    ['a shop with monitoring', shop, EVERY],
    ["a shop with policies of Amazon's kinds", fullShop, EVERY],
    ['a shop on Auto Mode, without pods of CoreDNS', autoModeShop, [...AUTO_MODE, 'other']],
    ['a shop in an IPv6 cluster', ipv6Shop, EVERY],
  ];

  it.each(sets.flatMap(([name, make, enforcements]) => enforcements.map((each) => [name, each, make] as const)))(
    'give neither errors nor warnings: %s, %s',
    (_, enforcement, make) => {
      const found = lint(make(), enforcement).filter(({ severity }) => severity !== 'note');
      expect(found.map(({ problem, ...finding }) => `${lineOf({ problem, ...finding })}: ${problem}`)).toEqual([]);
    }
  );

  it.each(EVERY)('allow the observed flows and need all their rules: %s', (enforcement) => {
    const isAmazon = enforcement !== 'other';
    const set = isAmazon ? fullShop : shop;
    const flows = FLOWS.filter((flow) => isAmazon || flow !== TO_BANK);
    const found = added(lint(set(), enforcement), lint(set(), enforcement, flows)).map(lineOf);
    expect(found).toEqual(
      isAmazon
        ? // The ClusterNetworkPolicy takes precedence and allows the same.
          ['note rule-unused NetworkPolicy shop/api spec.ingress[1]']
        : // The Kubernetes API leaves the host network and the ClusterIP of the API server to the network plugin.
          [
            'note rule-unused NetworkPolicy monitoring/prometheus spec.egress[3]',
            'note rule-unused NetworkPolicy monitoring/prometheus spec.egress[4]',
          ]
    );
  });
});

interface Planted {
  name: string;
  change: (objects: Objects) => void;
  /** The findings that the change adds: the first is the planted one, others are its consequences. */
  finds: string[];
  /** Where the findings are made; the others make none. */
  on?: readonly Enforcement[];
  /** Where the findings differ. */
  differs?: { on: readonly Enforcement[]; finds: string[] };
  set?: () => KubernetesObject[];
  flows?: readonly PolicyFlow[];
}

const web = (objects: Objects) => objects.spec('shop/web');
const api = (objects: Objects) => objects.spec('shop/api');

const PLANTED: Planted[] = [
  // Selectors that match nothing.
  {
    name: 'a policy whose label has a typing error',
    change: (objects) => (objects.spec('shop/reports').podSelector = app('report')),
    finds: ['warning policy-selects-no-pods NetworkPolicy shop/reports spec.podSelector'],
  },
  {
    name: 'a policy that selects with an expression no pod meets',
    change: (objects) =>
      (objects.spec('shop/reports').podSelector = { matchExpressions: [{ key: 'job', operator: 'Exists' }] }),
    finds: ['warning policy-selects-no-pods NetworkPolicy shop/reports spec.podSelector'],
  },
  {
    name: 'a namespace selected by a label name that it does not have',
    change: (objects) => (api(objects).egress[1].to[0].namespaceSelector = label('name', 'pay')),
    finds: ['error peer-selects-no-namespaces NetworkPolicy shop/api spec.egress[1].to[0].namespaceSelector'],
  },
  {
    name: 'a namespace selected by a label value that none has',
    change: (objects) => (objects.spec('pay/payments').ingress[0].from[0].namespaceSelector = label('team', 'shops')),
    finds: ['warning peer-selects-no-namespaces NetworkPolicy pay/payments spec.ingress[0].from[0].namespaceSelector'],
  },
  {
    name: 'a namespace selected by an expression that none meets',
    change: (objects) =>
      (objects.spec('pay/payments').ingress[0].from[0].namespaceSelector = {
        matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }],
      }),
    finds: ['warning peer-selects-no-namespaces NetworkPolicy pay/payments spec.ingress[0].from[0].namespaceSelector'],
  },
  {
    name: 'a peer whose label value has a typing error',
    change: (objects) => (web(objects).egress[0].to[0].podSelector = app('apis')),
    finds: ['warning peer-selects-no-pods NetworkPolicy shop/web spec.egress[0].to[0].podSelector'],
  },
  {
    name: 'a peer with the recommended label key, which the pods do not have',
    change: (objects) =>
      (objects.spec('shop/db').ingress[0].from[1].podSelector = label('app.kubernetes.io/name', 'reports')),
    finds: ['warning peer-selects-no-pods NetworkPolicy shop/db spec.ingress[0].from[1].podSelector'],
  },
  {
    name: 'a peer that excludes all pods with an expression',
    change: (objects) =>
      (objects.spec('shop/db').ingress[0].from[1].podSelector = {
        matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web', 'api', 'db', 'reports'] }],
      }),
    finds: ['warning peer-selects-no-pods NetworkPolicy shop/db spec.ingress[0].from[1].podSelector'],
  },
  {
    name: 'a peer of another namespace without a namespace selector',
    change: (objects) => delete api(objects).egress[1].to[0].namespaceSelector,
    finds: ['warning peer-selects-no-pods NetworkPolicy shop/api spec.egress[1].to[0].podSelector'],
  },
  {
    name: 'a subject of a ClusterNetworkPolicy that selects no namespace',
    set: fullShop,
    on: AMAZON,
    change: (objects) =>
      (objects.get('ClusterNetworkPolicy', 'guardrails').spec.subject.namespaces = label('env', 'prod')),
    finds: ['warning policy-selects-no-pods ClusterNetworkPolicy guardrails spec.subject.namespaces'],
  },
  {
    name: 'a peer of a ClusterNetworkPolicy that selects no pods',
    set: fullShop,
    on: AMAZON,
    change: (objects) =>
      (objects.get('ClusterNetworkPolicy', 'guardrails').spec.ingress[0].from[0].pods.podSelector = app('prometheus2')),
    finds: ['warning peer-selects-no-pods ClusterNetworkPolicy guardrails spec.ingress[0].from[0].pods.podSelector'],
  },

  // OR where AND was meant.
  {
    name: 'a second dash before the podSelector',
    change: (objects) =>
      (objects.spec('pay/payments').ingress[0].from = [
        { namespaceSelector: label('team', 'shop') },
        { podSelector: app('api') },
      ]),
    finds: [
      'warning or-instead-of-and NetworkPolicy pay/payments spec.ingress[0].from[0]',
      'warning peer-selects-no-pods NetworkPolicy pay/payments spec.ingress[0].from[1].podSelector',
    ],
  },
  {
    name: 'a second dash before the namespaceSelector',
    change: (objects) => {
      objects.add(...deployment('pay/proxy', { labels: { app: 'api' } }, ['10.0.16.58']));
      objects.add(networkPolicy('pay/proxy', { podSelector: app('api'), policyTypes: ['Ingress'] }));
      objects.spec('pay/payments').ingress[0].from = [
        { podSelector: app('api') },
        { namespaceSelector: label('team', 'shop') },
      ];
    },
    finds: ['warning or-instead-of-and NetworkPolicy pay/payments spec.ingress[0].from[0]'],
  },

  // DNS.
  {
    name: 'no DNS rule in the only policy of a workload',
    change: (objects) => objects.spec('pay/payments').egress.shift(),
    finds: ['error dns-denied NetworkPolicy pay/payments spec.egress'],
  },
  {
    name: 'no policy for DNS next to a default deny',
    change: (objects) => objects.remove('NetworkPolicy', 'shop/allow-dns'),
    finds: ['error dns-denied NetworkPolicy shop/default-deny spec.egress'],
  },
  {
    name: 'DNS for all pods but those of one workload',
    change: (objects) =>
      (objects.spec('shop/allow-dns').podSelector = {
        matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }],
      }),
    finds: ['error dns-denied NetworkPolicy shop/api spec.egress'],
  },
  {
    name: 'DNS to the label of the Service object instead of the pods',
    change: (objects) =>
      (objects.spec('shop/allow-dns').egress[0].to[0].podSelector = {
        matchLabels: { 'k8s-app': 'kube-dns', 'kubernetes.io/name': 'CoreDNS' },
      }),
    finds: [
      'error dns-denied NetworkPolicy shop/allow-dns spec.egress',
      'warning peer-selects-no-pods NetworkPolicy shop/allow-dns spec.egress[0].to[0].podSelector',
    ],
  },
  {
    name: 'DNS over UDP only',
    change: (objects) => objects.spec('shop/allow-dns').egress[0].ports.pop(),
    finds: ['warning dns-over-udp-only NetworkPolicy shop/allow-dns spec.egress[0].ports'],
  },
  {
    name: 'DNS over TCP only',
    change: (objects) => objects.spec('pay/payments').egress[0].ports.shift(),
    finds: ['error dns-denied NetworkPolicy pay/payments spec.egress'],
  },
  {
    name: 'NodeLocal DNSCache without a rule for its address',
    change: (objects) =>
      objects.add(
        ...podSet(
          'DaemonSet',
          'kube-system/node-local-dns',
          { labels: { 'k8s-app': 'node-local-dns' }, hostNetwork: true },
          ['10.0.0.11']
        )
      ),
    finds: [
      'warning dns-node-local-denied NetworkPolicy shop/allow-dns spec.egress',
      'warning dns-node-local-denied NetworkPolicy pay/payments spec.egress',
      'warning dns-node-local-denied NetworkPolicy monitoring/prometheus spec.egress',
    ],
  },
  {
    name: 'DNS of Auto Mode at the address of another cluster',
    set: autoModeShop,
    on: AUTO_MODE,
    change: (objects) => (objects.spec('shop/allow-dns').egress[0].to[0].ipBlock.cidr = '10.100.0.10/32'),
    finds: ['error dns-denied NetworkPolicy shop/allow-dns spec.egress'],
  },
  {
    name: 'DNS of an IPv6 cluster over UDP only',
    set: ipv6Shop,
    change: (objects) => objects.spec('shop/web').egress[0].ports.pop(),
    finds: ['warning dns-over-udp-only NetworkPolicy shop/web spec.egress[0].ports'],
  },
  {
    name: 'CoreDNS open for one namespace only',
    change: (objects) =>
      (objects.spec('kube-system/coredns').ingress[0].from[0].namespaceSelector = inNamespace('shop')),
    finds: ['error dns-pods-isolated NetworkPolicy kube-system/coredns spec.ingress'],
  },
  {
    name: 'a default deny in kube-system',
    change: (objects) => {
      objects.remove('NetworkPolicy', 'kube-system/coredns');
      objects.add(networkPolicy('kube-system/deny', { podSelector: {}, policyTypes: ['Ingress'] }));
    },
    finds: ['error dns-pods-isolated NetworkPolicy kube-system/deny spec.ingress'],
  },
  {
    name: 'CoreDNS open over UDP only',
    change: (objects) => objects.spec('kube-system/coredns').ingress[0].ports.pop(),
    finds: ['warning dns-pods-isolated NetworkPolicy kube-system/coredns spec.ingress'],
  },

  // Isolation by accident.
  {
    name: 'Egress in policyTypes without egress rules',
    change: (objects) => {
      objects.add(
        networkPolicy('pay/extra', {
          podSelector: app('ledger'),
          policyTypes: ['Ingress', 'Egress'],
          ingress: [{ from: [{ podSelector: app('payments') }], ports: [tcp(9000)] }],
        })
      );
      objects.add(...deployment('pay/ledger', { labels: { app: 'ledger' } }, ['10.0.16.57']));
    },
    finds: ['warning direction-without-rules NetworkPolicy pay/extra spec.policyTypes'],
  },
  {
    name: 'egress rules without policyTypes, which isolate ingress',
    change: (objects) => {
      objects.add(networkPolicy('pay/extra', { podSelector: app('ledger'), egress: [dnsRule()] }));
      objects.add(...deployment('pay/ledger', { labels: { app: 'ledger' } }, ['10.0.16.57']));
    },
    finds: ['warning direction-without-rules NetworkPolicy pay/extra spec.policyTypes'],
  },
  {
    name: 'an isolated direction with observed flows',
    change: (objects) => delete objects.spec('pay/payments').egress,
    flows: FLOWS,
    set: shop,
    finds: ['error direction-without-rules NetworkPolicy pay/payments spec.policyTypes'],
  },
  {
    name: 'ingress for one client that shuts out another one',
    change: (objects) => objects.spec('shop/db').ingress[0].from.pop(),
    flows: FLOWS,
    finds: ['error observed-flows-denied NetworkPolicy shop/db spec.ingress'],
  },
  {
    name: 'egress for one port that shuts another one',
    change: (objects) => (objects.spec('shop/reports').egress[0].ports = [tcp(5433)]),
    flows: FLOWS,
    finds: [
      'error observed-flows-denied NetworkPolicy shop/reports spec.egress',
      'note rule-unused NetworkPolicy shop/reports spec.egress[0]',
    ],
  },
  {
    name: 'a Deny against observed flows',
    set: fullShop,
    flows: FLOWS,
    on: AMAZON,
    change: (objects) =>
      objects.get('ClusterNetworkPolicy', 'guardrails').spec.egress.push({
        action: 'Deny',
        to: [{ networks: ['203.0.113.0/28'] }],
      }),
    finds: [
      'error observed-flows-denied ClusterNetworkPolicy guardrails spec.egress[1]',
      'note rule-unused NetworkPolicy pay/payments spec.egress[1]',
    ],
  },

  // Dead rules.
  {
    name: 'egress rules without Egress in policyTypes',
    change: (objects) => (objects.spec('pay/payments').policyTypes = ['Ingress']),
    finds: ['error rules-of-untyped-direction NetworkPolicy pay/payments spec.egress'],
    differs: { on: OTHER, finds: ['warning rules-of-untyped-direction NetworkPolicy pay/payments spec.egress'] },
  },
  {
    name: 'ingress rules without Ingress in policyTypes',
    change: (objects) => (web(objects).policyTypes = ['Egress']),
    finds: ['error rules-of-untyped-direction NetworkPolicy shop/web spec.ingress'],
    differs: { on: OTHER, finds: ['warning rules-of-untyped-direction NetworkPolicy shop/web spec.ingress'] },
  },

  // Ports and Services.
  {
    name: 'the port of the Service in an egress rule',
    change: (objects) => (web(objects).egress[0].ports = [tcp(80)]),
    finds: ['error service-port NetworkPolicy shop/web spec.egress[0].ports[0]'],
  },
  {
    name: 'the port of the Service in an ingress rule',
    change: (objects) => (web(objects).ingress[0].ports = [tcp(80)]),
    finds: ['error service-port NetworkPolicy shop/web spec.ingress[0].ports[0]'],
  },
  {
    name: 'the port of the Service in addition to that of the pods',
    change: (objects) => api(objects).egress[1].ports.push(tcp(443)),
    finds: ['note service-port NetworkPolicy shop/api spec.egress[1].ports[1]'],
  },
  {
    name: 'a name that no port has',
    change: (objects) => (api(objects).ingress[1].ports = [tcp('prometheus')]),
    finds: ['warning named-port-unknown NetworkPolicy shop/api spec.ingress[1].ports[0]'],
  },
  {
    name: 'a name with the wrong protocol',
    change: (objects) => (api(objects).ingress[1].ports = [udp('metrics')]),
    finds: ['warning named-port-unknown NetworkPolicy shop/api spec.ingress[1].ports[0]'],
  },
  {
    name: 'a name that stands for different ports',
    on: AMAZON,
    change: (objects) => {
      objects.add(
        ...deployment('shop/api-old', { labels: { app: 'api' }, ports: [{ name: 'metrics', containerPort: 9091 }] }, [
          '10.0.16.25',
        ])
      );
    },
    finds: ['warning named-port-widens NetworkPolicy shop/api spec.ingress[1].ports[0]'],
  },
  {
    name: 'a named port to addresses',
    change: (objects) => (objects.spec('pay/payments').egress[1].ports = [tcp('https')]),
    finds: ['error named-port-for-addresses NetworkPolicy pay/payments spec.egress[1].ports[0]'],
  },
  {
    name: 'a named port to everything',
    on: AMAZON,
    change: (objects) => (web(objects).egress[0] = { ports: [tcp('http')] }),
    finds: ['error named-port-for-addresses NetworkPolicy shop/web spec.egress[0].ports[0]'],
  },
  {
    name: 'a label that the selector of the Service does not have',
    on: AMAZON,
    change: (objects) => (web(objects).egress[0].to[0].podSelector = { matchLabels: { app: 'api', tier: 'back' } }),
    finds: ['error labels-beyond-service NetworkPolicy shop/web spec.egress[0].to[0].podSelector'],
  },
  {
    name: 'an expression that the selector of the Service does not meet, in another namespace',
    on: AMAZON,
    change: (objects) =>
      (api(objects).egress[1].to[0].podSelector = {
        matchExpressions: [
          { key: 'app', operator: 'In', values: ['payments', 'ledger'] },
          { key: 'pod-template-hash', operator: 'Exists' },
        ],
      }),
    finds: ['error labels-beyond-service NetworkPolicy shop/api spec.egress[1].to[0].podSelector'],
  },
  {
    name: 'a label that only one of two Services has',
    on: AMAZON,
    change: (objects) => {
      const spec = {
        clusterIP: '10.100.1.14',
        selector: { tier: 'front' },
        ports: [{ ...tcp(81), targetPort: 'http' }],
      };
      const other = objects.get('Service', 'shop/web');
      objects.add({ ...other, metadata: { namespace: 'shop', name: 'front' }, spec });
      objects.spec('shop/reports').egress.push({ to: [{ podSelector: app('web') }], ports: [tcp(8080)] });
    },
    finds: ['note labels-beyond-service NetworkPolicy shop/reports spec.egress[1].to[0].podSelector'],
  },
  {
    name: 'a Deny of more labels than the selector of the Service has',
    set: fullShop,
    on: AMAZON,
    change: (objects) => {
      objects.get('ClusterNetworkPolicy', 'guardrails').spec.egress.push({
        action: 'Deny',
        to: [
          {
            pods: {
              namespaceSelector: inNamespace('pay'),
              podSelector: { matchExpressions: [{ key: 'pod-template-hash', operator: 'Exists' }] },
            },
          },
        ],
      });
    },
    finds: ['error denial-without-service ClusterNetworkPolicy guardrails spec.egress[1].to[0].pods.podSelector'],
  },
  {
    name: 'a range of ports to a Service',
    on: AMAZON,
    change: (objects) => (web(objects).egress[0].ports = [{ port: 8000, endPort: 8100, protocol: 'TCP' }]),
    finds: ['error port-range-to-service NetworkPolicy shop/web spec.egress[0].ports[0]'],
  },
  {
    name: 'more than 24 ports in one policy',
    on: AMAZON,
    change: (objects) =>
      (objects.spec('shop/db').ingress[0].ports = Array.from({ length: 30 }, (_, index) => tcp(5432 + index))),
    finds: ['error too-many-ports NetworkPolicy shop/db spec.ingress'],
  },
  {
    name: 'more than 24 ports in two policies of the same pods',
    on: AMAZON,
    change: (objects) => {
      const ports = (first: number, length: number) => Array.from({ length }, (_, index) => tcp(first + index));
      objects.spec('pay/payments').egress[1].ports = ports(443, 14);
      objects.add(
        networkPolicy('pay/more', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/25' } }], ports: ports(8000, 16) }],
        })
      );
    },
    finds: ['error too-many-ports NetworkPolicy pay/more spec.egress'],
  },

  {
    name: 'more than 24 ports for every IPv6 address',
    set: ipv6Shop,
    on: AMAZON,
    change: (objects) =>
      (objects.spec('shop/api').egress[1] = { ports: Array.from({ length: 25 }, (_, index) => tcp(9000 + index)) }),
    finds: ['error too-many-ports NetworkPolicy shop/api spec.egress'],
  },

  // Address ranges.
  {
    name: 'the private range as ipBlock in egress',
    change: (objects) => (web(objects).egress[0].to = [{ ipBlock: { cidr: '10.0.0.0/8' } }]),
    finds: ['warning ip-block-with-pods NetworkPolicy shop/web spec.egress[0].to[0]'],
  },
  {
    name: 'the subnet of the pods as ipBlock',
    change: (objects) => (web(objects).egress[0].to = [{ ipBlock: { cidr: '10.0.16.0/20' } }]),
    finds: ['warning ip-block-with-pods NetworkPolicy shop/web spec.egress[0].to[0]'],
  },
  {
    name: 'the address of one pod as ipBlock',
    change: (objects) => objects.spec('shop/db').ingress[0].from.push({ ipBlock: { cidr: '10.0.16.61/32' } }),
    finds: ['warning ip-block-with-pods NetworkPolicy shop/db spec.ingress[0].from[2]'],
  },
  {
    name: 'the address of an IPv6 pod as ipBlock',
    set: ipv6Shop,
    change: (objects) => (objects.spec('shop/web').egress[1].to = [{ ipBlock: { cidr: '2600:1f14::1:21/128' } }]),
    finds: ['warning ip-block-with-pods NetworkPolicy shop/web spec.egress[1].to[0]'],
  },
  {
    name: 'the addresses of nodes as ipBlock',
    change: (objects) => web(objects).ingress[0].from.push({ ipBlock: { cidr: '10.0.0.0/24' } }),
    finds: ['warning ip-block-with-nodes NetworkPolicy shop/web spec.ingress[0].from[1]'],
  },
  {
    name: 'a range of the other address family',
    change: (objects) => (objects.spec('pay/payments').egress[1].to[0].ipBlock.cidr = '2001:db8::/32'),
    finds: ['warning ip-block-of-other-family NetworkPolicy pay/payments spec.egress[1].to[0]'],
  },
  {
    name: 'IPv4 everywhere in an IPv6 cluster',
    set: ipv6Shop,
    change: (objects) => objects.spec('shop/api').egress[1].to.shift(),
    finds: ['warning ip-block-of-other-family NetworkPolicy shop/api spec.egress[1].to[0]'],
  },
  {
    name: 'an except that another rule without peers overlaps',
    on: AMAZON,
    change: (objects) => objects.spec('shop/allow-dns').egress.push({ ports: [udp(123)] }),
    finds: ['error except-denies NetworkPolicy shop/api spec.egress[2].to[0]'],
  },
  {
    name: 'an except that a wider range of another policy overlaps',
    on: AMAZON,
    change: (objects) =>
      objects.add(
        networkPolicy('shop/everywhere', {
          podSelector: app('api'),
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '128.0.0.0/1' } }], ports: [tcp(8883)] }],
        })
      ),
    finds: ['error except-denies NetworkPolicy shop/api spec.egress[2].to[0]'],
  },

  // Wide rules.
  {
    name: 'metrics for all namespaces',
    change: (objects) => (api(objects).ingress[1].from = [{ namespaceSelector: {} }]),
    finds: ['warning opens-every-namespace NetworkPolicy shop/api spec.ingress[1].from[0].namespaceSelector'],
  },
  {
    name: 'every IPv4 address without ports',
    change: (objects) => (objects.spec('pay/payments').egress[1] = { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }),
    finds: ['warning opens-every-address NetworkPolicy pay/payments spec.egress[1].to[0]'],
  },
  {
    name: 'every IPv6 address without ports',
    set: ipv6Shop,
    change: (objects) => (objects.spec('shop/api').egress[1] = { to: [{ ipBlock: { cidr: '::/0' } }] }),
    finds: ['warning opens-every-address NetworkPolicy shop/api spec.egress[1].to[0]'],
  },
  {
    name: 'an empty egress rule',
    change: (objects) => (web(objects).egress = [{}]),
    finds: ['warning opens-everything NetworkPolicy shop/web spec.egress[0]'],
  },
  {
    name: 'an empty ingress rule',
    change: (objects) => (web(objects).ingress = [{}]),
    finds: ['warning opens-everything NetworkPolicy shop/web spec.ingress[0]'],
  },

  // Rollout.
  {
    name: 'a default deny before the policies that allow',
    flows: FLOWS,
    change: (objects) => objects.remove('NetworkPolicy', 'shop/web'),
    // In both directions.
    finds: [
      'error default-deny-without-allow NetworkPolicy shop/default-deny spec.policyTypes',
      'error default-deny-without-allow NetworkPolicy shop/default-deny spec.policyTypes',
    ],
  },
  {
    name: 'strict mode without a policy for CoreDNS',
    on: ['vpc-cni-strict', 'auto-mode-default-deny'],
    change: (objects) => objects.remove('NetworkPolicy', 'kube-system/coredns'),
    finds: ['error pod-without-policy-in-strict-mode Deployment kube-system/coredns'],
  },
  {
    name: 'strict mode without a policy for a workload',
    on: ['vpc-cni-strict', 'auto-mode-default-deny'],
    change: (objects) =>
      objects.add(namespace('batch'), ...deployment('batch/cleanup', { labels: { app: 'cleanup' } }, ['10.0.16.90'])),
    finds: ['warning pod-without-policy-in-strict-mode Deployment batch/cleanup'],
  },
  {
    name: 'an admission webhook that the API server cannot reach',
    change: (objects) => {
      objects.add(
        namespace('certs'),
        ...deployment(
          'certs/webhook',
          { labels: { app: 'webhook' }, ports: [{ name: 'webhook', containerPort: 10250 }] },
          ['10.0.16.91']
        ),
        networkPolicy('certs/webhook', {
          podSelector: app('webhook'),
          policyTypes: ['Ingress'],
          ingress: [
            {
              from: [{ namespaceSelector: inNamespace('kube-system'), podSelector: label('k8s-app', 'kube-dns') }],
              ports: [tcp(10250)],
            },
          ],
        })
      );
    },
    finds: ['warning webhook-denied NetworkPolicy certs/webhook spec.ingress'],
  },

  // Traps of Amazon's enforcement.
  {
    name: 'a peer that selects pods in the host network among others',
    change: (objects) => delete api(objects).ingress[1].from[0].podSelector,
    finds: ['warning peer-in-host-network NetworkPolicy shop/api spec.ingress[1].from[0]'],
    differs: { on: OTHER, finds: ['note peer-in-host-network NetworkPolicy shop/api spec.ingress[1].from[0]'] },
  },
  {
    name: 'a peer in the host network without ports',
    change: (objects) => delete objects.spec('monitoring/prometheus').egress[3].ports,
    finds: ['warning peer-in-host-network NetworkPolicy monitoring/prometheus spec.egress[3].to[0]'],
  },
  {
    name: 'a policy for pods in the host network',
    change: (objects) =>
      objects.add(
        networkPolicy('monitoring/node-exporter', {
          podSelector: app('node-exporter'),
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ podSelector: app('prometheus') }], ports: [tcp(9100)] }],
        })
      ),
    finds: ['warning subject-in-host-network NetworkPolicy monitoring/node-exporter spec.podSelector'],
  },
  {
    name: 'bare pods that share the rules of their node',
    on: AMAZON,
    change: (objects) =>
      objects.add(
        pod('pay/tool-server', '10.0.16.55', { labels: { app: 'payments', role: 'server' } }),
        pod('pay/tool-client', '10.0.16.56', { labels: { role: 'client' } }),
        networkPolicy('pay/client', {
          podSelector: label('role', 'client'),
          policyTypes: ['Egress'],
          egress: [dnsRule()],
        })
      ),
    finds: ['error pods-share-rules Pod pay/tool-client'],
  },
  {
    name: 'pods on Fargate',
    on: AMAZON,
    change: (objects) => {
      objects.get('Node', 'node-2').metadata.labels['eks.amazonaws.com/compute-type'] = 'fargate';
      objects.removeAll(
        ({ kind, metadata, spec }) => kind === 'Pod' && metadata.namespace !== 'pay' && spec.nodeName === 'node-2'
      );
    },
    finds: ['warning subject-on-unsupported-node NetworkPolicy pay/payments spec.podSelector'],
  },
  {
    name: 'pods on Windows',
    on: AMAZON,
    change: (objects) => {
      objects.get('Node', 'node-2').metadata.labels['kubernetes.io/os'] = 'windows';
      objects.removeAll(
        ({ kind, metadata, spec }) => kind === 'Pod' && metadata.namespace !== 'pay' && spec.nodeName === 'node-2'
      );
    },
    finds: ['warning subject-on-unsupported-node NetworkPolicy pay/payments spec.podSelector'],
  },

  // Traps of Amazon's kinds.
  {
    name: 'an Accept before a Deny of the same namespace',
    set: fullShop,
    on: AMAZON,
    change: (objects) =>
      objects.get('ClusterNetworkPolicy', 'default-deny').spec.ingress.unshift({
        action: 'Accept',
        from: [{ namespaces: inNamespace('pay') }],
      }),
    finds: ['error cluster-policy-rule-order ClusterNetworkPolicy default-deny spec.ingress[1]'],
  },
  {
    name: 'an Accept before a Deny of a wider network',
    set: fullShop,
    on: AMAZON,
    change: (objects) =>
      objects
        .get('ClusterNetworkPolicy', 'guardrails')
        .spec.egress.unshift(
          { action: 'Pass', to: [{ networks: ['198.51.100.0/24'] }], ports: [{ portNumber: tcp(443) }] },
          { action: 'Deny', to: [{ networks: ['198.51.0.0/16', '192.0.2.0/24'] }] }
        ),
    finds: ['error cluster-policy-rule-order ClusterNetworkPolicy guardrails spec.egress[1]'],
  },
  {
    name: 'contradicting policies of equal priority',
    set: fullShop,
    on: AMAZON,
    change: (objects) =>
      objects.add(
        clusterPolicy('metadata-for-shop', {
          tier: 'Admin',
          priority: 10,
          subject: { namespaces: inNamespace('shop') },
          egress: [{ action: 'Accept', to: [{ networks: ['169.254.169.254/32'] }], ports: [{ portNumber: tcp(80) }] }],
        })
      ),
    finds: ['warning cluster-policy-same-priority ClusterNetworkPolicy metadata-for-shop spec.priority'],
  },
  {
    name: 'a Deny whose first peer selects no namespace',
    set: fullShop,
    on: AMAZON,
    change: (objects) =>
      objects
        .get('ClusterNetworkPolicy', 'default-deny')
        .spec.ingress[0].from.unshift({ namespaces: label('team', 'x') }),
    finds: ['error cluster-policy-rule-vanishes ClusterNetworkPolicy default-deny spec.ingress[0].from[0].namespaces'],
  },
  {
    name: 'an egress rule of an ApplicationNetworkPolicy without to',
    set: fullShop,
    on: AMAZON,
    change: (objects) => delete objects.get('ApplicationNetworkPolicy', 'pay/payments-bank').spec.egress[0].to,
    finds: ['error egress-rule-without-to ApplicationNetworkPolicy pay/payments-bank spec.egress[0]'],
  },
  {
    name: 'an empty list of peers in an ApplicationNetworkPolicy',
    set: fullShop,
    on: AMAZON,
    change: (objects) =>
      objects.add(
        applicationPolicy('pay/open', {
          podSelector: app('payments'),
          policyTypes: ['Ingress'],
          ingress: [{ from: [], ports: [tcp(8443)] }],
        })
      ),
    finds: ['error empty-peers ApplicationNetworkPolicy pay/open spec.ingress[0].from'],
  },
  {
    name: 'a port without a protocol in an ApplicationNetworkPolicy',
    set: fullShop,
    on: AMAZON,
    change: (objects) =>
      (objects.get('ApplicationNetworkPolicy', 'pay/payments-bank').spec.egress[0].ports = [{ port: 443 }]),
    finds: ['error port-without-protocol ApplicationNetworkPolicy pay/payments-bank spec.egress[0].ports[0]'],
  },
  {
    name: 'a named port in a ClusterNetworkPolicy',
    set: fullShop,
    on: AMAZON,
    change: (objects) =>
      (objects.get('ClusterNetworkPolicy', 'guardrails').spec.ingress[0].ports = [{ namedPort: 'metrics' }]),
    finds: ['error port-without-protocol ClusterNetworkPolicy guardrails spec.ingress[0].ports[0]'],
  },
  {
    name: 'a NetworkPolicy and an ApplicationNetworkPolicy of the same name',
    set: fullShop,
    on: AMAZON,
    change: (objects) => (objects.get('ApplicationNetworkPolicy', 'pay/payments-bank').metadata.name = 'payments'),
    finds: [
      'error same-name-of-kinds ApplicationNetworkPolicy pay/payments metadata.name',
      'error dns-denied NetworkPolicy pay/payments spec.egress',
    ],
  },
  {
    name: 'domain names off Auto Mode',
    set: fullShop,
    on: VPC_CNI,
    change: (objects) =>
      (objects.get('ApplicationNetworkPolicy', 'pay/payments-bank').spec.egress[0].to = [
        { domainNames: ['bank.example.com'] },
      ]),
    finds: ['error domain-names-not-enforced ApplicationNetworkPolicy pay/payments-bank spec.egress[0].to[0]'],
  },
  {
    name: 'a named port next to domain names',
    set: autoModeShop,
    on: AUTO_MODE,
    change: (objects) =>
      (objects.get('ApplicationNetworkPolicy', 'shop/api-names').spec.egress[0].ports = [tcp('https')]),
    finds: ['error named-port-with-domain-names ApplicationNetworkPolicy shop/api-names spec.egress[0].ports[0]'],
  },
  {
    name: "a policy of Amazon's kind where Amazon does not enforce policies",
    on: OTHER,
    change: (objects) => objects.add(...amazonPoliciesOfShop().slice(0, 1)),
    finds: ['note kind-not-enforced ClusterNetworkPolicy guardrails kind'],
  },
  {
    name: 'a ClusterNetworkPolicy of the API that Amazon does not know',
    on: AMAZON,
    change: (objects) =>
      objects.add({
        ...clusterPolicy('upstream', { tier: 'Admin', priority: 1, subject: { namespaces: {} } }),
        apiVersion: 'policy.networking.k8s.io/v1alpha2',
      }),
    finds: ['warning kind-not-enforced ClusterNetworkPolicy upstream apiVersion'],
  },

  // Coverage and redundancy.
  {
    name: 'a workload without policies in a namespace with some',
    on: ['vpc-cni-standard', 'auto-mode', 'other'],
    change: (objects) => objects.add(...deployment('pay/ledger', { labels: { app: 'ledger' } }, ['10.0.16.57'])),
    finds: ['note workload-without-policy Deployment pay/ledger'],
  },
  {
    name: 'a rule that no flow needs',
    flows: FLOWS,
    change: (objects) =>
      objects.spec('shop/reports').egress.push({ to: [{ podSelector: app('api') }], ports: [tcp(8080)] }),
    finds: ['note rule-unused NetworkPolicy shop/reports spec.egress[1]'],
  },
  {
    name: 'a rule that another one contains',
    change: (objects) =>
      api(objects).ingress.push({
        from: [{ podSelector: { matchLabels: { app: 'web', tier: 'front' } } }],
        ports: [tcp(8080)],
      }),
    finds: ['note rule-contained-in-another NetworkPolicy shop/api spec.ingress[2]'],
  },
  {
    name: 'a range that another one contains',
    change: (objects) =>
      web(objects).ingress.unshift({ from: [{ ipBlock: { cidr: '10.0.97.0/24' } }], ports: [tcp(8080)] }),
    finds: ['note rule-contained-in-another NetworkPolicy shop/web spec.ingress[0]'],
  },
  {
    name: 'the same rule twice',
    change: (objects) => objects.spec('shop/allow-dns').egress.push(dnsRule()),
    finds: ['note rule-contained-in-another NetworkPolicy shop/allow-dns spec.egress[1]'],
  },
];

const CASES = PLANTED.flatMap((planted) => (planted.on ?? EVERY).map((enforcement) => ({ ...planted, enforcement })));

describe('the sentences of a finding', () => {
  it.each<[string, string, Enforcement?]>([
    [
      'a namespace selected by a label name that it does not have',
      'No namespace has the label name=pay, so this peer opens no way out. Use kubernetes.io/metadata.name=pay, which is a label of the namespace pay.',
    ],
    [
      'a peer of another namespace without a namespace selector',
      'No pod in the namespace shop matches the selector app=payments, so this peer opens no way out. Such pods are in the namespace pay: add a namespaceSelector to the same item.',
    ],
    [
      'DNS to the label of the Service object instead of the pods',
      'No pod in the namespace kube-system matches the selector k8s-app=kube-dns, kubernetes.io/name=CoreDNS, so this peer opens no way out. Remove kubernetes.io/name=CoreDNS from the selector, because no pod meets it.',
    ],
    [
      'an isolated direction with observed flows',
      'policyTypes contains Egress and the policy has no egress rules, so the pods of pay/payments can only connect to their nodes, and cannot resolve names, which denies 2 observed flows, such as the one from pay/payments-7d9c5b8f64-abcd0 to 203.0.113.7 on TCP port 443. Add egress rules for this traffic, or set policyTypes to Ingress only.',
    ],
    [
      'egress rules without Egress in policyTypes',
      'policyTypes does not contain Egress, but Amazon VPC CNI enforces the egress rules and denies all other egress; according to the Kubernetes API, they have no effect. Add Egress to policyTypes, or remove the egress rules.',
    ],
    [
      'egress rules without Egress in policyTypes',
      'policyTypes does not contain Egress, so the egress rules have no effect. Add Egress to policyTypes, or remove the egress rules.',
      'other',
    ],
    [
      'a label that the selector of the Service does not have',
      'Amazon VPC CNI does not open the ClusterIP of Service shop/api for this peer, because the selector of the Service does not contain tier=back; the pods behind it can only be reached directly. Remove tier=back from the peer, or add it to the selector of the Service.',
    ],
    [
      'an except that a wider range of another policy overlaps',
      'Amazon VPC CNI denies 172.16.0.0/12, although egress rule 1 of NetworkPolicy shop/everywhere allows it: an "except" takes precedence over wider ranges of all rules, while according to the Kubernetes API it only makes its own range smaller. List the ranges around 172.16.0.0/12 instead of the "except", or select the allowed pods with podSelector and namespaceSelector.',
    ],
  ])('say what happens and what to do: %s', (name, sentences, enforcement = 'vpc-cni-standard') => {
    const { change, set = shop, flows } = PLANTED.find((each) => each.name === name)!;
    const objects = new Objects(set());
    change(objects);
    const found = added(lint(set(), enforcement, flows), lint(objects.all, enforcement, flows));
    expect(found.map(({ problem, remedy }) => `${problem} ${remedy}`)).toContain(sentences);
  });
});

describe('a planted mistake', () => {
  it.each(CASES.map((each) => [each.name, each.enforcement, each] as const))(
    'is the only new finding: %s, %s',
    (_, enforcement, { change, set = shop, flows, finds, differs }) => {
      const objects = new Objects(set());
      const before = lint(set(), enforcement, flows);
      change(objects);
      const found = added(before, lint(objects.all, enforcement, flows)).map(lineOf);
      const expected = differs?.on.includes(enforcement) ? differs.finds : finds;
      expect(found.sort()).toEqual([...expected].sort());
    }
  );

  it.each(
    PLANTED.flatMap((planted) => {
      const on = planted.on ?? EVERY;
      return planted.on === undefined
        ? []
        : EVERY.filter((each) => !on.includes(each)).map((each) => [planted.name, each, planted] as const);
    })
  )('is not reported where it does no harm: %s, %s', (_, enforcement, { change, set = shop, flows, finds }) => {
    const objects = new Objects(set());
    change(objects);
    const checks = lint(objects.all, enforcement, flows).map(lineOf);
    expect(checks).not.toContain(finds[0]);
  });

  it('exists for each check', () => {
    const planted = new Set(PLANTED.flatMap(({ finds }) => finds.map((line) => line.split(' ')[1])));
    expect((Object.keys(CHECKS) as CheckId[]).filter((check) => !planted.has(check))).toEqual([]);
  });
});
