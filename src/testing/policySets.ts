/**
 * Clusters with policies as careful people write them, as objects of the Kubernetes API. Each call makes new objects, which tests
 * can change.
 */

/** An object of the Kubernetes API. */
export type KubernetesObject = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

type Labels = Record<string, string>;

interface PodSpec {
  labels: Labels;
  ports?: object[];
  hostNetwork?: boolean;
  dnsPolicy?: string;
}

const NODES = ['10.0.0.11', '10.0.0.12'];

export function namespace(name: string, labels: Labels = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function node(address: string, position: number): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${position + 1}`, labels: { 'kubernetes.io/os': 'linux' } },
    status: { addresses: [{ type: 'InternalIP', address }] },
  };
}

/** A running pod. @param path "shop/web-5d8f-abcde" */
export function pod(
  path: string,
  address: string,
  { labels, ports = [], hostNetwork, dnsPolicy }: PodSpec,
  { node: position = 0, owner }: { node?: number; owner?: { kind: string; name: string } } = {}
): KubernetesObject {
  const [inNamespace, name] = path.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: inNamespace,
      name,
      labels,
      ...(owner && { ownerReferences: [{ ...owner, controller: true }] }),
    },
    spec: {
      nodeName: `node-${position + 1}`,
      containers: [{ ports }],
      ...(hostNetwork && { hostNetwork }),
      ...(dnsPolicy && { dnsPolicy }),
    },
    status: { phase: 'Running', podIP: address, hostIP: NODES[position] },
  };
}

/** A Deployment with its ReplicaSet and a pod at each address, on alternating nodes. */
export function deployment(path: string, spec: PodSpec, addresses: readonly string[]): KubernetesObject[] {
  const [inNamespace, name = ''] = path.split('/');
  const hash = '7d9c5b8f64';
  const template = templateOf(spec);
  const ofReplicaSet = { ...spec, labels: { ...spec.labels, 'pod-template-hash': hash } };
  const selector = { matchLabels: spec.labels };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace: inNamespace, name },
      spec: { selector, template },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        namespace: inNamespace,
        name: `${name}-${hash}`,
        ownerReferences: [{ kind: 'Deployment', name, controller: true }],
      },
      spec: { selector: { matchLabels: ofReplicaSet.labels }, template: templateOf(ofReplicaSet) },
    },
    ...addresses.map((address, index) =>
      pod(`${path}-${hash}-abcd${index}`, address, ofReplicaSet, {
        node: index % NODES.length,
        owner: { kind: 'ReplicaSet', name: `${name}-${hash}` },
      })
    ),
  ];
}

/** A StatefulSet or DaemonSet with a pod at each address, on alternating nodes. */
export function podSet(
  kind: 'StatefulSet' | 'DaemonSet',
  path: string,
  spec: PodSpec,
  addresses: readonly string[]
): KubernetesObject[] {
  const [inNamespace, name = ''] = path.split('/');
  const isStateful = kind === 'StatefulSet';
  return [
    {
      apiVersion: 'apps/v1',
      kind,
      metadata: { namespace: inNamespace, name },
      spec: { selector: { matchLabels: spec.labels }, template: templateOf(spec) },
    },
    ...addresses.map((address, index) => {
      const podName = isStateful ? `${path}-${index}` : `${path}-xyz${index}`;
      const ofPod: Labels = isStateful ? { 'statefulset.kubernetes.io/pod-name': `${name}-${index}` } : {};
      return pod(
        podName,
        address,
        { ...spec, labels: { ...spec.labels, ...ofPod } },
        { node: index % NODES.length, owner: { kind, name } }
      );
    }),
  ];
}

function templateOf({ labels, ports = [], hostNetwork, dnsPolicy }: PodSpec): object {
  return {
    metadata: { labels },
    spec: { containers: [{ ports }], ...(hostNetwork && { hostNetwork }), ...(dnsPolicy && { dnsPolicy }) },
  };
}

function service(path: string, clusterIP: string, selector: Labels | undefined, ports: object[]): KubernetesObject {
  const [inNamespace, name] = path.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: inNamespace, name },
    spec: { clusterIP, ...(selector && { selector }), ports },
  };
}

export function networkPolicy(path: string, spec: object): KubernetesObject {
  const [inNamespace, name] = path.split('/');
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: inNamespace, name },
    spec,
  };
}

export function applicationPolicy(path: string, spec: object): KubernetesObject {
  const [inNamespace, name] = path.split('/');
  return {
    apiVersion: 'networking.k8s.aws/v1alpha1',
    kind: 'ApplicationNetworkPolicy',
    metadata: { namespace: inNamespace, name },
    spec,
  };
}

export function clusterPolicy(name: string, spec: object): KubernetesObject {
  return { apiVersion: 'networking.k8s.aws/v1alpha1', kind: 'ClusterNetworkPolicy', metadata: { name }, spec };
}

export const tcp = (port: number | string) => ({ port, protocol: 'TCP' });
export const udp = (port: number | string) => ({ port, protocol: 'UDP' });

/** A selector of one label. */
export const label = (key: string, value: string) => ({ matchLabels: { [key]: value } });
export const app = (value: string) => label('app', value);
export const inNamespace = (name: string) => label('kubernetes.io/metadata.name', name);

const both = ['Ingress', 'Egress'];

/** The rule for DNS in a cluster with CoreDNS. */
export const dnsRule = () => ({
  to: [{ namespaceSelector: inNamespace('kube-system'), podSelector: label('k8s-app', 'kube-dns') }],
  ports: [udp(53), tcp(53)],
});

/** A shop with its payments and monitoring, in an IPv4 cluster with CoreDNS. */
export function shop(): KubernetesObject[] {
  return [
    ...['shop', 'pay', 'monitoring', 'kube-system', 'default'].map((name) => namespace(name, { team: name })),
    ...NODES.map(node),
    ...workloadsOfShop(),
    service('default/kubernetes', '10.100.0.1', undefined, [{ ...tcp(443), targetPort: 443 }]),
    ...policiesOfShop(),
  ];
}

function workloadsOfShop(): KubernetesObject[] {
  const http = { name: 'http', containerPort: 8080 };
  const reports = { labels: { app: 'reports' } };
  return [
    ...deployment('shop/web', { labels: { app: 'web', tier: 'front' }, ports: [http] }, ['10.0.16.11', '10.0.16.12']),
    service('shop/web', '10.100.1.11', { app: 'web' }, [{ ...tcp(80), targetPort: 'http' }]),
    ...deployment(
      'shop/api',
      { labels: { app: 'api', tier: 'back' }, ports: [http, { name: 'metrics', containerPort: 9090 }] },
      ['10.0.16.21', '10.0.16.22']
    ),
    service('shop/api', '10.100.1.12', { app: 'api' }, [
      { ...tcp(80), targetPort: 8080 },
      { ...tcp(9090), targetPort: 9090 },
    ]),
    ...podSet('StatefulSet', 'shop/db', { labels: { app: 'db', tier: 'back' }, ports: [{ containerPort: 5432 }] }, [
      '10.0.16.31',
      '10.0.16.32',
    ]),
    service('shop/db', 'None', { app: 'db' }, [{ ...tcp(5432), targetPort: 5432 }]),
    service('shop/db-any', '10.100.1.13', { app: 'db' }, [{ ...tcp(5432), targetPort: 5432 }]),
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { namespace: 'shop', name: 'reports' },
      spec: { jobTemplate: { spec: { template: templateOf(reports) } } },
    },
    pod('shop/reports-29400000-pq7rs', '10.0.16.41', reports, { owner: { kind: 'Job', name: 'reports-29400000' } }),
    ...deployment('pay/payments', { labels: { app: 'payments' }, ports: [{ name: 'https', containerPort: 8443 }] }, [
      '10.0.16.51',
      '10.0.16.52',
    ]),
    service('pay/payments', '10.100.1.21', { app: 'payments' }, [{ ...tcp(443), targetPort: 'https' }]),
    ...podSet(
      'StatefulSet',
      'monitoring/prometheus',
      { labels: { app: 'prometheus' }, ports: [{ containerPort: 9090 }] },
      ['10.0.16.61']
    ),
    service('monitoring/prometheus', '10.100.1.31', { app: 'prometheus' }, [{ ...tcp(80), targetPort: 9090 }]),
    ...podSet(
      'DaemonSet',
      'monitoring/node-exporter',
      { labels: { app: 'node-exporter' }, ports: [{ containerPort: 9100 }], hostNetwork: true },
      NODES
    ),
    ...deployment(
      'kube-system/coredns',
      {
        labels: { 'k8s-app': 'kube-dns' },
        ports: [
          { name: 'dns', containerPort: 53, protocol: 'UDP' },
          { name: 'dns-tcp', containerPort: 53 },
          { name: 'metrics', containerPort: 9153 },
        ],
        dnsPolicy: 'Default',
      },
      ['10.0.16.71', '10.0.16.72']
    ),
    service('kube-system/kube-dns', '10.100.0.10', { 'k8s-app': 'kube-dns' }, [
      { ...udp(53), targetPort: 'dns' },
      { ...tcp(53), targetPort: 'dns-tcp' },
    ]),
  ];
}

function policiesOfShop(): KubernetesObject[] {
  const prometheus = () => ({ namespaceSelector: inNamespace('monitoring'), podSelector: app('prometheus') });
  return [
    networkPolicy('shop/default-deny', { podSelector: {}, policyTypes: both }),
    networkPolicy('shop/allow-dns', { podSelector: {}, policyTypes: ['Egress'], egress: [dnsRule()] }),
    networkPolicy('shop/web', {
      podSelector: app('web'),
      policyTypes: both,
      // The subnets of the load balancer.
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.96.0/20' } }], ports: [tcp(8080)] }],
      egress: [{ to: [{ podSelector: app('api') }], ports: [tcp(8080)] }],
    }),
    networkPolicy('shop/api', {
      podSelector: app('api'),
      policyTypes: both,
      ingress: [
        { from: [{ podSelector: app('web') }], ports: [tcp(8080)] },
        { from: [prometheus()], ports: [tcp('metrics')] },
      ],
      egress: [
        { to: [{ podSelector: app('db') }], ports: [tcp(5432)] },
        { to: [{ namespaceSelector: inNamespace('pay'), podSelector: app('payments') }], ports: [tcp(8443)] },
        {
          to: [
            {
              ipBlock: {
                cidr: '0.0.0.0/0',
                except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'],
              },
            },
          ],
          ports: [tcp(443)],
        },
      ],
    }),
    networkPolicy('shop/db', {
      podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['db'] }] },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: app('api') }, { podSelector: app('reports') }], ports: [tcp(5432)] }],
    }),
    networkPolicy('shop/reports', {
      podSelector: app('reports'),
      policyTypes: ['Egress'],
      egress: [{ to: [{ podSelector: app('db') }], ports: [tcp(5432)] }],
    }),
    networkPolicy('pay/payments', {
      podSelector: app('payments'),
      policyTypes: both,
      ingress: [{ from: [{ namespaceSelector: label('team', 'shop'), podSelector: app('api') }], ports: [tcp(8443)] }],
      egress: [dnsRule(), { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [tcp(443)] }],
    }),
    networkPolicy('monitoring/default-deny', { podSelector: {}, policyTypes: both }),
    networkPolicy('monitoring/prometheus', {
      podSelector: app('prometheus'),
      policyTypes: both,
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.112.0/20' } }], ports: [tcp(9090)] }],
      egress: [
        dnsRule(),
        { to: [{ namespaceSelector: inNamespace('shop'), podSelector: app('api') }], ports: [tcp(9090)] },
        {
          to: [{ namespaceSelector: inNamespace('kube-system'), podSelector: label('k8s-app', 'kube-dns') }],
          ports: [tcp(9153)],
        },
        { to: [{ podSelector: app('node-exporter') }], ports: [tcp(9100)] },
        // The API server.
        { to: [{ ipBlock: { cidr: '10.100.0.1/32' } }], ports: [tcp(443)] },
      ],
    }),
    networkPolicy('kube-system/coredns', {
      podSelector: label('k8s-app', 'kube-dns'),
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ namespaceSelector: {} }], ports: [udp(53), tcp(53)] },
        { from: [prometheus()], ports: [tcp(9153)] },
      ],
    }),
  ];
}

/** Policies of Amazon's kinds that fit the shop. */
export function amazonPoliciesOfShop(): KubernetesObject[] {
  return [
    clusterPolicy('guardrails', {
      tier: 'Admin',
      priority: 10,
      subject: { namespaces: {} },
      ingress: [
        {
          name: 'metrics',
          action: 'Accept',
          from: [{ pods: { namespaceSelector: inNamespace('monitoring'), podSelector: app('prometheus') } }],
          ports: [{ portNumber: tcp(9090) }],
        },
      ],
      egress: [{ name: 'metadata', action: 'Deny', to: [{ networks: ['169.254.169.254/32'] }] }],
    }),
    clusterPolicy('default-deny', {
      tier: 'Baseline',
      priority: 1000,
      subject: { namespaces: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['kube-system'] }] } },
      ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
    }),
    applicationPolicy('pay/payments-bank', {
      podSelector: app('payments'),
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '198.51.100.0/24' } }], ports: [tcp(443)] }],
    }),
  ];
}

/** A shop on EKS Auto Mode, where CoreDNS has no pods. */
export function autoModeShop(): KubernetesObject[] {
  return [
    ...['shop', 'default'].map((name) => namespace(name)),
    ...NODES.map(node),
    ...deployment('shop/web', { labels: { app: 'web' }, ports: [{ name: 'http', containerPort: 8080 }] }, [
      '10.0.16.11',
    ]),
    ...deployment('shop/api', { labels: { app: 'api' }, ports: [{ containerPort: 8080 }] }, [
      '10.0.16.21',
      '10.0.16.22',
    ]),
    service('shop/api', '172.20.1.12', { app: 'api' }, [{ ...tcp(80), targetPort: 8080 }]),
    service('default/kubernetes', '172.20.0.1', undefined, [{ ...tcp(443), targetPort: 443 }]),
    networkPolicy('shop/default-deny', { podSelector: {}, policyTypes: both }),
    networkPolicy('shop/allow-dns', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '172.20.0.10/32' } }], ports: [udp(53), tcp(53)] }],
    }),
    networkPolicy('shop/web', {
      podSelector: app('web'),
      policyTypes: both,
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.96.0/20' } }], ports: [tcp(8080)] }],
      egress: [{ to: [{ podSelector: app('api') }], ports: [tcp(8080)] }],
    }),
    networkPolicy('shop/api', {
      podSelector: app('api'),
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: app('web') }], ports: [tcp(8080)] }],
    }),
    applicationPolicy('shop/api-names', {
      podSelector: app('api'),
      policyTypes: ['Egress'],
      egress: [{ to: [{ domainNames: ['bank.example.com', '*.mail.example.com'] }], ports: [tcp(443)] }],
    }),
  ];
}

/** A shop in an IPv6 cluster. */
export function ipv6Shop(): KubernetesObject[] {
  return [
    ...['shop', 'kube-system'].map((name) => namespace(name)),
    ...deployment('shop/web', { labels: { app: 'web' }, ports: [{ containerPort: 8080 }] }, ['2600:1f14::1:11']),
    ...deployment('shop/api', { labels: { app: 'api' }, ports: [{ containerPort: 8080 }] }, ['2600:1f14::1:21']),
    service('shop/api', 'fd30:1c53:5f8a::1:12', { app: 'api' }, [{ ...tcp(80), targetPort: 8080 }]),
    ...deployment(
      'kube-system/coredns',
      {
        labels: { 'k8s-app': 'kube-dns' },
        ports: [
          { name: 'dns', containerPort: 53, protocol: 'UDP' },
          { name: 'dns-tcp', containerPort: 53 },
        ],
      },
      ['2600:1f14::1:71']
    ),
    service('kube-system/kube-dns', 'fd30:1c53:5f8a::a', { 'k8s-app': 'kube-dns' }, [
      { ...udp(53), targetPort: 'dns' },
      { ...tcp(53), targetPort: 'dns-tcp' },
    ]),
    networkPolicy('shop/default-deny', { podSelector: {}, policyTypes: both }),
    networkPolicy('shop/web', {
      podSelector: app('web'),
      ingress: [{ from: [{ ipBlock: { cidr: '2600:1f14:0:9600::/56' } }], ports: [tcp(8080)] }],
      egress: [dnsRule(), { to: [{ podSelector: app('api') }], ports: [tcp(8080)] }],
    }),
    networkPolicy('shop/api', {
      podSelector: app('api'),
      policyTypes: both,
      ingress: [{ from: [{ podSelector: app('web') }], ports: [tcp(8080)] }],
      egress: [
        dnsRule(),
        { to: [{ ipBlock: { cidr: '::/0' } }, { ipBlock: { cidr: '0.0.0.0/0' } }], ports: [tcp(443)] },
      ],
    }),
    networkPolicy('kube-system/coredns', {
      podSelector: label('k8s-app', 'kube-dns'),
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: {} }], ports: [udp(53), tcp(53)] }],
    }),
  ];
}
