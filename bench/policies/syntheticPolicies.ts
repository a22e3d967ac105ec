/** Policies for a synthetic cluster, as users write these. */
import { combine, unit } from '../../simulator/world/hash';
import {
  appName,
  METRICS_PORT,
  namespaceName,
  POD_PORT,
  type SyntheticCluster,
  type SyntheticWorkload,
  TIERS,
} from './syntheticCluster';

const HTTP = [{ protocol: 'TCP', port: POD_PORT }];
const DNS = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];
const INTERNET = { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '172.16.0.0/12'] } };

/** The NetworkPolicies of a cluster: for all pods of each namespace, and for single workloads. */
export function networkPolicies({ namespaces, workloads }: SyntheticCluster, perNamespace: number): object[] {
  const perSpace = workloads.length / namespaces.length;
  return namespaces.flatMap(({ name }, index) => {
    const common = commonPolicies(name, index);
    const chosen = workloads.slice(index * perSpace, index * perSpace + perNamespace - common.length);
    return [
      ...common,
      ...chosen.map((workload, place) => policyOfWorkload(workload, workloads, combine(index, place))),
    ];
  });
}

function commonPolicies(namespace: string, index: number): object[] {
  const within = [{ podSelector: {} }];
  return [
    networkPolicy(namespace, 'default-deny', {}, { policyTypes: ['Ingress', 'Egress'] }),
    networkPolicy(
      namespace,
      'dns',
      {},
      {
        policyTypes: ['Egress'],
        egress: [{ to: [inNamespace(namespaceName(0), { app: appName(0) })], ports: DNS }],
      }
    ),
    networkPolicy(
      namespace,
      'monitoring',
      {},
      {
        ingress: [{ from: [inNamespace(namespaceName(1))], ports: [{ protocol: 'TCP', port: METRICS_PORT }] }],
      }
    ),
    networkPolicy(
      namespace,
      'internet',
      { tier: TIERS[0], version: 'v0' },
      {
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [INTERNET], ports: HTTP }],
        egress: [{ to: [INTERNET], ports: [{ protocol: 'TCP', port: 443 }] }],
      }
    ),
    ...(index % 2 === 0
      ? []
      : [
          networkPolicy(
            namespace,
            'within',
            {},
            {
              policyTypes: ['Ingress', 'Egress'],
              ingress: [{ from: within, ports: HTTP }],
              egress: [{ to: within, ports: HTTP }],
            }
          ),
        ]),
  ];
}

/** Allows a workload its servers and its clients, with ports by number or by name. */
function policyOfWorkload(workload: SyntheticWorkload, workloads: readonly SyntheticWorkload[], hash: number): object {
  const chance = (purpose: number) => unit(combine(hash, purpose));
  const servers = workload.servers.map((position) => workloads[position]).filter((server) => server !== undefined);
  const near = [workload, ...servers].filter(({ namespace }) => namespace === workload.namespace).map(({ app }) => app);
  const far = servers.filter(({ namespace }) => namespace !== workload.namespace);
  const block = { ipBlock: { cidr: `203.0.${Math.floor(200 * chance(1))}.0/24` } };
  const ports = chance(2) < 0.2 ? [{ protocol: 'TCP', port: 'http' }] : HTTP;
  return networkPolicy(
    workload.namespace,
    workload.app,
    { app: workload.app },
    {
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: [TIERS[2]] }] } }],
          ports,
        },
        {
          from: [
            { namespaceSelector: { matchLabels: { env: 'prod' } }, podSelector: { matchLabels: { tier: TIERS[0] } } },
            block,
          ],
          ports,
        },
      ],
      egress: [
        { to: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: near }] } }], ports: HTTP },
        {
          to: [...far.map(({ namespace, app }) => inNamespace(namespace, { app })), block],
          ports: chance(3) < 0.1 ? [] : HTTP,
        },
      ],
    }
  );
}

function networkPolicy(namespace: string, name: string, matchLabels: object, spec: object): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name },
    spec: { podSelector: { matchLabels }, ...spec },
  };
}

function inNamespace(name: string, matchLabels?: object): object {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
    ...(matchLabels && { podSelector: { matchLabels } }),
  };
}

/** Amazon's policies for the whole cluster, in both tiers. */
export function clusterNetworkPolicies(): object[] {
  const staging = { namespaceSelector: { matchLabels: { env: 'staging' } } };
  const port = (number: number) => [{ portNumber: { protocol: 'TCP', port: number } }];
  return [
    clusterPolicy('monitoring', 'Admin', 10, {
      ingress: [
        {
          action: 'Accept',
          from: [{ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': namespaceName(1) } } }],
          ports: port(METRICS_PORT),
        },
      ],
    }),
    clusterPolicy('no-staging', 'Admin', 20, {
      egress: [
        {
          action: 'Deny',
          to: [{ pods: { ...staging, podSelector: { matchLabels: { tier: 'data', version: 'v1' } } } }],
          ports: port(POD_PORT),
        },
      ],
    }),
    clusterPolicy('by-default', 'Baseline', 30, { ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }),
  ];
}

function clusterPolicy(name: string, tier: string, priority: number, rules: object): object {
  return {
    apiVersion: 'networking.k8s.aws/v1alpha1',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: { tier, priority, subject: { namespaces: {} }, ...rules },
  };
}
