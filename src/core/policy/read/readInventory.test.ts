import { readInventory } from './readInventory';

const namespace = (name: string, labels = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });

const SHOP = namespace('shop', { team: 'a' });

function policy(spec: object) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'shop', name: 'web' },
    spec: { podSelector: {}, ...spec },
  };
}

function clusterPolicy(spec: object) {
  return {
    apiVersion: 'networking.k8s.aws/v1alpha1',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'all' },
    spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} }, ...spec },
  };
}

function upstreamPolicy(spec: object) {
  return { ...clusterPolicy(spec), apiVersion: 'policy.networking.k8s.io/v1alpha2' };
}

const problemsOf = (...objects: unknown[]) => readInventory([SHOP, ...objects]).problems;

describe('a ClusterNetworkPolicy', () => {
  it('of the Kubernetes network policy API and one of Amazon can have the same name', () => {
    const { inventory, problems } = readInventory([clusterPolicy({}), upstreamPolicy({})]);
    expect(problems).toEqual([]);
    expect(inventory.policies).toMatchObject([{ api: 'networking.k8s.aws' }, { api: 'policy.networking.k8s.io' }]);
    expect(problemsOf(upstreamPolicy({}), upstreamPolicy({}))).toEqual([
      expect.stringContaining('ClusterNetworkPolicy all: the inventory contains this object more than once.'),
    ]);
  });

  it('of the Kubernetes network policy API keeps the order of its rules, with peers and ports', () => {
    const egress = [
      {
        name: 'dns',
        action: 'Accept',
        to: [{ pods: { podSelector: { matchLabels: { app: 'dns' } } } }],
        protocols: [
          { udp: { destinationPort: { number: 53 } } },
          { tcp: { destinationPort: { range: { start: 53, end: 54 } } } },
        ],
      },
      { action: 'Deny', to: [{ networks: ['10.0.0.0/8', 'fd00::/8'] }] },
    ];
    expect(readInventory([upstreamPolicy({ egress })]).inventory.policies).toMatchObject([
      {
        tier: 'Admin',
        priority: 1,
        egress: [
          {
            name: 'dns',
            action: 'Accept',
            peers: [{ kind: 'pods', podSelector: { requirements: [{ key: 'app', values: ['dns'] }] } }],
            ports: [
              { protocol: 'UDP', port: 53 },
              { protocol: 'TCP', port: 53, endPort: 54 },
            ],
          },
          { action: 'Deny', peers: [{ range: { text: '10.0.0.0/8' } }, { range: { text: 'fd00::/8' } }], ports: [] },
        ],
      },
    ]);
  });
});

describe('an inventory', () => {
  it('keeps what verdicts depend on, and neither environment variables nor annotations', () => {
    const { inventory, problems } = readInventory({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        SHOP,
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            namespace: 'shop',
            name: 'web-1',
            labels: { app: 'web' },
            annotations: { note: 'hidden' },
            creationTimestamp: '2026-11-21T10:00:00Z',
            ownerReferences: [
              { kind: 'Other', name: 'other' },
              { kind: 'ReplicaSet', name: 'web-7d4b9c6f5', controller: true },
            ],
          },
          spec: {
            nodeName: 'node-1',
            containers: [
              { env: [{ name: 'TOKEN', value: 'hidden' }], ports: [{ name: 'http', containerPort: 8080 }] },
              { ports: [{ containerPort: 53, protocol: 'UDP' }] },
            ],
          },
          status: { phase: 'Running', hostIP: '10.0.0.1', podIP: '10.0.1.1', podIPs: [{ ip: '10.0.1.1' }] },
        },
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { namespace: 'shop', name: 'web' },
          spec: { clusterIP: '10.100.0.1', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
        },
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { namespace: 'shop', name: 'headless' },
          spec: { clusterIP: 'None', ports: [{ port: 80 }] },
        },
        {
          apiVersion: 'v1',
          kind: 'Node',
          metadata: { name: 'node-1', labels: { 'eks.amazonaws.com/compute-type': 'fargate' } },
          status: {
            addresses: [
              { type: 'InternalIP', address: '10.0.0.1' },
              { type: 'Hostname', address: 'node-1' },
            ],
          },
        },
      ],
    });
    expect(problems).toEqual([]);
    expect(inventory).toEqual({
      namespaces: [{ name: 'shop', labels: { team: 'a', 'kubernetes.io/metadata.name': 'shop' } }],
      pods: [
        {
          namespace: 'shop',
          name: 'web-1',
          labels: { app: 'web' },
          addresses: ['10.0.1.1'],
          ports: [
            { name: 'http', port: 8080, protocol: 'TCP' },
            { port: 53, protocol: 'UDP' },
          ],
          isHostNetwork: false,
          hasEnded: false,
          node: 'node-1',
          nodeAddress: '10.0.0.1',
          owner: { kind: 'ReplicaSet', name: 'web-7d4b9c6f5' },
          createdMs: Date.UTC(2026, 10, 21, 10),
        },
      ],
      workloads: [],
      services: [
        {
          namespace: 'shop',
          name: 'web',
          clusterIP: '10.100.0.1',
          selector: { app: 'web' },
          ports: [{ port: 80, protocol: 'TCP', targetPort: 'http' }],
        },
        { namespace: 'shop', name: 'headless', selector: {}, ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] },
      ],
      nodes: [{ name: 'node-1', addresses: ['10.0.0.1'], unsupported: 'Fargate' }],
      policies: [],
    });
  });

  it('keeps what selects the pods of a workload, and when a CronJob last ran', () => {
    const template = {
      metadata: { labels: { app: 'report' } },
      spec: { dnsPolicy: 'Default', containers: [{ env: [{ name: 'TOKEN', value: 'hidden' }] }] },
    };
    const { inventory, problems } = readInventory([
      SHOP,
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { namespace: 'shop', name: 'report' },
        spec: { selector: { matchLabels: { app: 'report' } }, template },
      },
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: {
          namespace: 'shop',
          name: 'report-29401',
          ownerReferences: [{ kind: 'CronJob', name: 'report', controller: true }],
        },
        spec: { selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'a1' } }, template },
      },
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { namespace: 'shop', name: 'report' },
        spec: { jobTemplate: { spec: { template } } },
        status: { lastScheduleTime: '2026-11-21T10:00:00Z' },
      },
    ]);
    const ofTemplate = { labels: { app: 'report' }, ports: [], isHostNetwork: false, usesNodeDns: true };
    expect(problems).toEqual([]);
    expect(inventory.workloads).toEqual([
      {
        kind: 'Deployment',
        namespace: 'shop',
        name: 'report',
        selector: { requirements: [{ key: 'app', operator: 'In', values: ['report'] }] },
        template: ofTemplate,
      },
      {
        kind: 'Job',
        namespace: 'shop',
        name: 'report-29401',
        owner: { kind: 'CronJob', name: 'report' },
        template: ofTemplate,
      },
      {
        kind: 'CronJob',
        namespace: 'shop',
        name: 'report',
        template: ofTemplate,
        lastScheduledMs: Date.UTC(2026, 10, 21, 10),
      },
    ]);
  });

  it('counts the objects that it does not need', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token' }, data: { token: 'hidden' } };
    const reading = readInventory([SHOP, secret, secret]);
    expect(reading.ignored).toEqual(new Map([['Secret', 2]]));
    expect(JSON.stringify(reading)).not.toContain('hidden');
  });

  it('reads typed lists, whose items have no kind', () => {
    const { kind: _, apiVersion: __, ...item } = SHOP;
    const { inventory } = readInventory({ apiVersion: 'v1', kind: 'NamespaceList', items: [item] });
    expect(inventory.namespaces.map(({ name }) => name)).toEqual(['shop']);
  });

  it.each<[string, unknown, string]>([
    ['a text', 'apiVersion: v1', 'Paste the output of kubectl get -o json'],
    ['an object without a kind', { metadata: {} }, 'Paste the output of kubectl get -o json'],
    [
      'a pod of a namespace that is missing',
      { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'pay', name: 'db-0' }, spec: {} },
      'Pod pay/db-0: the namespace pay is not in the inventory.',
    ],
    ['an object that occurs twice', SHOP, 'Namespace shop: the inventory contains this object more than once.'],
    [
      'a label that is a number',
      namespace('pay', { version: 2 }),
      'Namespace pay: metadata.labels["version"] must be a string, but is 2. In YAML, put it in quotes.',
    ],
    [
      'a time that is not one',
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { namespace: 'shop', name: 'web-1', creationTimestamp: 'yesterday' },
        spec: {},
      },
      'Pod shop/web-1: metadata.creationTimestamp must be a time, such as 2026-11-21T10:00:00Z, but is "yesterday".',
    ],
    [
      'a PolicyEndpoint with an address that is not one',
      {
        apiVersion: 'networking.k8s.aws/v1alpha1',
        kind: 'PolicyEndpoint',
        metadata: { namespace: 'shop', name: 'web-abcde' },
        spec: { policyRef: { namespace: 'shop', name: 'web' }, egress: [{ cidr: 'everywhere' }] },
      },
      'PolicyEndpoint shop/web-abcde: spec.egress[0].cidr must be an address range in CIDR notation',
    ],
    [
      'a policy of another project',
      { ...policy({}), apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' },
      'CiliumNetworkPolicy shop/web: apiVersion is "cilium.io/v2". Supported are',
    ],
    [
      'a version of the Kubernetes network policy API that has no such kind',
      { ...clusterPolicy({}), apiVersion: 'policy.networking.k8s.io/v1alpha1' },
      'ClusterNetworkPolicy all: apiVersion is "policy.networking.k8s.io/v1alpha1". Supported are',
    ],
    [
      "the members of Amazon's API in the Kubernetes network policy API",
      upstreamPolicy({ egress: [{ action: 'Deny', to: [{ namespaces: {} }], ports: [] }] }),
      'ClusterNetworkPolicy all: spec.egress[0].ports is unknown. Known here: name, action, to, protocols.',
    ],
    [
      'a rule without peers',
      upstreamPolicy({ ingress: [{ action: 'Deny' }] }),
      'ClusterNetworkPolicy all: spec.ingress[0].from must have at least one entry.',
    ],
    [
      'more rules than the API allows',
      upstreamPolicy({ ingress: Array.from({ length: 26 }, () => ({ action: 'Deny', from: [{ namespaces: {} }] })) }),
      'ClusterNetworkPolicy all: spec.ingress must have at most 25 entries.',
    ],
    [
      'a longer name of a rule than the API allows',
      upstreamPolicy({ ingress: [{ name: 'a'.repeat(101), action: 'Deny', from: [{ namespaces: {} }] }] }),
      'ClusterNetworkPolicy all: spec.ingress[0].name must have at most 100 characters.',
    ],
    [
      'peers of nodes',
      upstreamPolicy({ egress: [{ action: 'Deny', to: [{ nodes: {} }] }] }),
      'ClusterNetworkPolicy all: spec.egress[0].to[0].nodes is experimental in the API, and not supported here.',
    ],
    [
      'a peer of pods without their selector',
      upstreamPolicy({ ingress: [{ action: 'Deny', from: [{ pods: { namespaceSelector: {} } }] }] }),
      'ClusterNetworkPolicy all: spec.ingress[0].from[0].pods.podSelector must be an object, but is absent.',
    ],
    [
      'two protocols in one entry',
      upstreamPolicy({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }], protocols: [{ tcp: {}, udp: {} }] }] }),
      'ClusterNetworkPolicy all: spec.ingress[0].protocols[0] must have exactly one of tcp, udp, sctp, destinationNamedPort.',
    ],
    [
      'a protocol without a port',
      upstreamPolicy({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }], protocols: [{ tcp: {} }] }] }),
      'ClusterNetworkPolicy all: spec.ingress[0].protocols[0].tcp.destinationPort must have exactly one of number, range.',
    ],
    [
      'the name of a port of addresses',
      upstreamPolicy({
        egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/8'] }], protocols: [{ destinationNamedPort: 'http' }] }],
      }),
      'ClusterNetworkPolicy all: spec.egress[0].protocols must not have a destinationNamedPort if a peer has networks',
    ],
    [
      'a range that is not in CIDR notation',
      policy({ ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.1' } }] }] }),
      'NetworkPolicy shop/web: spec.ingress[0].from[1].ipBlock.cidr must be an address range in CIDR notation',
    ],
    [
      'an except outside of its range',
      policy({ egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['192.168.0.0/16'] } }] }] }),
      'NetworkPolicy shop/web: spec.egress[0].to[0].ipBlock.except[0] 192.168.0.0/16 must be within the range',
    ],
    [
      'an empty peer',
      policy({ ingress: [{ from: [{}] }] }),
      'NetworkPolicy shop/web: spec.ingress[0].from[0] must have a podSelector, a namespaceSelector, or an ipBlock.',
    ],
    [
      'a peer with an ipBlock and a selector',
      policy({ ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
      'NetworkPolicy shop/web: spec.ingress[0].from[0] must not have an ipBlock or domainNames together',
    ],
    [
      'a range of ports that begins with a name',
      policy({ ingress: [{ ports: [{ port: 'http', endPort: 90 }] }] }),
      'NetworkPolicy shop/web: spec.ingress[0].ports[0].endPort requires a number in port.',
    ],
    [
      'an operator that Kubernetes does not have',
      policy({ podSelector: { matchExpressions: [{ key: 'app', operator: 'Equals', values: ['web'] }] } }),
      'NetworkPolicy shop/web: spec.podSelector.matchExpressions[0].operator must be one of In, NotIn',
    ],
    [
      'In without values',
      policy({ podSelector: { matchExpressions: [{ key: 'app', operator: 'In' }] } }),
      'spec.podSelector.matchExpressions[0].values must have at least one entry',
    ],
    [
      'a subject of namespaces and pods',
      clusterPolicy({ subject: { namespaces: {}, pods: {} } }),
      'ClusterNetworkPolicy all: spec.subject must have exactly one of namespaces, pods.',
    ],
    [
      'networks in an ingress rule',
      clusterPolicy({ ingress: [{ action: 'Deny', from: [{ networks: ['10.0.0.0/8'] }] }] }),
      'ClusterNetworkPolicy all: spec.ingress[0].from[0] must have exactly one of namespaces, pods.',
    ],
    [
      'domain names that are denied',
      clusterPolicy({ egress: [{ action: 'Deny', to: [{ domainNames: ['example.com'] }] }] }),
      'ClusterNetworkPolicy all: spec.egress[0].to is only possible if the action is Accept.',
    ],
    [
      'the action of guides that mean Accept',
      clusterPolicy({ egress: [{ action: 'Allow', to: [{ namespaces: {} }] }] }),
      'ClusterNetworkPolicy all: spec.egress[0].action must be one of Accept, Deny, Pass, but is "Allow".',
    ],
  ])('reports %s', (_, object, problem) => {
    expect(problemsOf(object)).toEqual([expect.stringContaining(problem)]);
  });
});
