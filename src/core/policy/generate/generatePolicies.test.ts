import * as fc from 'fast-check';
import {
  API,
  DB,
  deployment,
  inventoryOf,
  node,
  policyFlow,
  service,
  SHOP_OBJECTS,
  WEB,
  WEB_2,
} from '../../../testing/policyShop';
import { type Flow } from '../../flow/flow';
import { clusterIndexOf } from '../clusterIndex';
import { defaultDenies } from '../files/defaultDeny';
import { manifestOf } from '../files/manifest';
import { type Inventory } from '../inventory';
import { mergeObserved } from '../observed/mergeObserved';
import { observeFlows } from '../observed/observedFlows';
import { withTemplatePods } from '../observed/templatePods';
import { type Policy } from '../policies';
import { type PolicyFlow } from '../policyFlow';
import { verdictsOf } from '../verdictsOf';
import { generatePolicies } from './generatePolicies';

const WINDOW = { startMs: Date.UTC(2026, 10, 21, 10), endMs: Date.UTC(2026, 10, 28, 10) };

const OUTSIDE = { ip: '203.0.113.9', external: { kind: 'internet', name: 'ACME (AS64500)' } } as const;

function generate(
  objects: readonly object[],
  flows: readonly Flow[],
  networks: Array<{ cidr: string; name: string }> = []
) {
  const inventory = withTemplatePods(inventoryOf(objects));
  const { observed } = observeFlows(flows, WINDOW, inventory);
  return { inventory, observed, generated: generatePolicies(inventory, observed, { networks }) };
}

/** The `spec` of a generated policy, as in its manifest. */
function specOf(
  name: string,
  objects: readonly object[],
  flows: readonly Flow[],
  networks?: Array<{ cidr: string; name: string }>
) {
  const policy = generate(objects, flows, networks).generated.find((each) => each.policy.name === name)?.policy;
  return policy && (manifestOf(policy) as { spec: object }).spec;
}

const DNS = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

/** The egress rules of web after DNS. */
const egressOfWeb = (flow: Flow, networks?: Array<{ cidr: string; name: string }>) =>
  (specOf('web-allow-observed', SHOP_OBJECTS, [flow], networks) as { egress: object[] }).egress.slice(1);

describe('generated policies', () => {
  it('restrict exactly the directions with observed flows, by labels of the workload, with DNS', () => {
    const flows = [policyFlow(WEB, { ...API, service: 'api' }, 8080)];
    expect(specOf('web-allow-observed', SHOP_OBJECTS, flows)).toEqual({
      podSelector: { matchLabels: { app: 'web', tier: 'front' } },
      policyTypes: ['Egress'],
      egress: [
        DNS,
        { to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
      ],
    });
    expect(specOf('api-allow-observed', SHOP_OBJECTS, flows)).toEqual({
      podSelector: { matchLabels: { app: 'api' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web', tier: 'front' } } }],
          ports: [{ port: 8080, protocol: 'TCP' }],
        },
      ],
    });
  });

  it.each(['db', undefined])(
    'select the pods behind a Service by its own selector, also if the agent does not report it (%s)',
    (reported) => {
      const server = { ...DB, ...(reported && { service: reported }) };
      expect(egressOfWeb(policyFlow(WEB, server, 5432))).toEqual([
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'pay' } },
              podSelector: { matchLabels: { app: 'db' } },
            },
          ],
          ports: [{ port: 5432, protocol: 'TCP' }],
        },
      ]);
    }
  );

  it('select pods by the labels of the workload if no Service leads to the port', () => {
    expect(egressOfWeb(policyFlow(WEB, DB, 9187))).toMatchObject([
      { to: [{ podSelector: { matchLabels: { app: 'db', role: 'primary' } } }] },
    ]);
  });

  it('allow the API server by its ClusterIP', () => {
    const server = { ip: '10.0.9.9', namespace: 'default', service: 'kubernetes' };
    expect(egressOfWeb(policyFlow(WEB, server, 443))).toEqual([
      { to: [{ ipBlock: { cidr: '172.20.0.1/32' } }], ports: [{ port: 443, protocol: 'TCP' }] },
    ]);
  });

  it('allow all ranges of a named network', () => {
    const networks = [
      { cidr: '10.100.0.0/16', name: 'Frankfurt' },
      { cidr: '10.200.0.0/16', name: 'Frankfurt' },
    ];
    expect(egressOfWeb(policyFlow(WEB, { ip: '10.100.3.7' }, 636), networks)).toEqual([
      {
        to: [{ ipBlock: { cidr: '10.100.0.0/16' } }, { ipBlock: { cidr: '10.200.0.0/16' } }],
        ports: [{ port: 636, protocol: 'TCP' }],
      },
    ]);
  });

  it('allow public addresses without private ones, and without an except', () => {
    const [rule] = egressOfWeb(policyFlow(WEB, OUTSIDE, 443)) as Array<{ to: Array<{ ipBlock: { cidr: string } }> }>;
    const ranges = rule?.to.map(({ ipBlock }) => ipBlock.cidr) ?? [];
    expect(JSON.stringify(rule)).not.toContain('except');
    // 2^32 addresses without 10/8, 0/8, 127/8, 100.64/10, 169.254/16, 172.16/12, 192.168/16, 198.18/15, and 224/3.
    const excluded = 3 * 2 ** 24 + 2 ** 22 + 2 ** 16 + 2 ** 20 + 2 ** 16 + 2 ** 17 + 2 ** 29;
    const sizes = ranges.filter((cidr) => !cidr.includes(':')).map((cidr) => 2 ** (32 - Number(cidr.split('/')[1])));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2 ** 32 - excluded);
    expect(ranges).toContain('200.0.0.0/5');
  });

  it.each([
    [3, ['10.9.0.1/32', '10.9.1.1/32', '10.9.2.1/32']],
    [4, ['10.9.0.0/24', '10.9.1.0/24', '10.9.2.0/24', '10.9.3.0/24']],
  ])('write %d private addresses without a name as %j', (count, cidrs) => {
    const flows = Array.from({ length: count }, (_, index) => policyFlow(WEB, { ip: `10.9.${index}.1` }, 636));
    expect(specOf('web-allow-observed', SHOP_OBJECTS, flows)).toMatchObject({
      egress: [DNS, { to: cidrs.map((cidr) => ({ ipBlock: { cidr } })) }],
    });
  });

  it('leave out private addresses that would need more than eight ranges, and name them', () => {
    const flows = Array.from({ length: 9 }, (_, index) => policyFlow(WEB, { ip: `10.9.${index}.1` }, 636));
    const [web] = generate(SHOP_OBJECTS, flows).generated;
    expect(web?.policy.types).toEqual([]);
    expect(web?.leftOut).toMatchObject([
      { direction: 'egress', reason: 'many-addresses', ports: [636], evidence: { flows: 9, bytes: 9_000 } },
    ]);
  });

  it('leave out other nodes, and need no rule for the own node', () => {
    const flows = [
      policyFlow(WEB, { ip: '10.0.0.1', node: 'node-1' }, 10250),
      policyFlow(WEB, { ip: '10.0.0.2', node: 'node-2' }, 10250),
    ];
    expect(generate(SHOP_OBJECTS, flows).generated).toMatchObject([
      { policy: { types: [] }, leftOut: [{ reason: 'node', ends: ['10.0.0.2'], evidence: { flows: 1 } }] },
    ]);
  });

  it('do not restrict a direction with flows that no rule can be written for, because rules for the others would deny these', () => {
    const flows = [policyFlow(WEB, { ip: '10.0.0.2', node: 'node-2' }, 10250), policyFlow(WEB, API, 8080)];
    const web = generate(SHOP_OBJECTS, flows).generated.find(({ subject }) => subject.name === 'web');
    expect(web).toMatchObject({ policy: { types: [], egress: [] }, leftOut: [{ reason: 'node' }] });
    const networks = [{ cidr: '10.0.0.0/24', name: 'nodes' }];
    expect(specOf('web-allow-observed', SHOP_OBJECTS, flows, networks)).toMatchObject({ policyTypes: ['Egress'] });
  });

  it('have no rules for attempts that transferred nothing in any window, because something denies them already', () => {
    const attempts = generate(SHOP_OBJECTS, [policyFlow(WEB, API, 8080, 0)]);
    expect(attempts.observed).toHaveLength(1);
    expect(attempts.generated).toEqual([]);
    const later = mergeObserved([attempts.observed, generate(SHOP_OBJECTS, [policyFlow(WEB, API, 8080)]).observed]);
    expect(generatePolicies(attempts.inventory, later, { networks: [] })).toHaveLength(2);
  });

  it('write all ports of a peer with more than 24 of these, which Amazon VPC CNI would keep by chance', () => {
    const flows = Array.from({ length: 25 }, (_, index) => policyFlow(WEB, DB, 30_000 + index));
    const [rule] =
      generate(SHOP_OBJECTS, flows)
        .generated.find(({ subject }) => subject.name === 'web')
        ?.rules.egress.slice(1) ?? [];
    expect(rule).toMatchObject({ ports: [{ protocol: 'TCP' }], widenedFrom: 25 });
  });

  it('allow what the other workloads need whose pods have the same labels', () => {
    const canary = deployment('shop', 'web-canary', { app: 'web', tier: 'front', track: 'canary' }, [
      ['web-canary-1-fffff', '10.0.1.9', 'node-1'],
    ]);
    const client = { namespace: 'shop', pod: 'web-canary-1-fffff' };
    const { generated } = generate(
      [...SHOP_OBJECTS, ...canary],
      [policyFlow(client, API, 8080), policyFlow(WEB, DB, 5432)]
    );
    const web = generated.find(({ subject }) => subject.name === 'web');
    expect(web?.alsoSelects).toEqual(['Deployment web-canary']);
    expect(web?.rules.egress.slice(1).map(({ peer }) => 'name' in peer && peer.name)).toEqual(['db', 'api']);
  });

  it('have names with the kind if two workloads have the same name', () => {
    const objects = [...SHOP_OBJECTS, { ...deployment('shop', 'web', { app: 'web-2' }, [])[0], kind: 'StatefulSet' }];
    const flows = [
      policyFlow(WEB, DB, 5432),
      policyFlow(
        { namespace: 'shop', pod: 'web-0', workload: { kind: 'StatefulSet', name: 'web', confidence: 'exact' } },
        DB,
        5432
      ),
    ];
    expect(generate(objects, flows).generated.map(({ policy }) => policy.name)).toEqual([
      'db-allow-observed',
      'web-deployment-allow-observed',
      'web-statefulset-allow-observed',
    ]);
  });

  it('have no policies for the namespaces of Kubernetes itself unless these are wanted', () => {
    const dns = { namespace: 'kube-system', pod: 'coredns-1-eeeee' };
    const flows = [policyFlow(dns, API, 8080)];
    const { inventory, observed, generated } = generate(SHOP_OBJECTS, flows);
    expect(generated.map(({ policy }) => policy.namespace)).toEqual(['shop']);
    const wanted = generatePolicies(inventory, observed, { networks: [], namespaces: ['kube-system'] });
    expect(wanted.map(({ policy }) => policy.namespace)).toEqual(['kube-system']);
  });

  describe('for DNS', () => {
    const withoutDns = SHOP_OBJECTS.filter((object) => !JSON.stringify(object).includes('kube-dns'));
    const dnsOf = (objects: readonly object[]) =>
      (
        specOf('web-allow-observed', objects, [policyFlow(WEB, API, 8080)]) as { egress: Array<{ to: object[] }> }
      ).egress
        .slice(0, -1)
        .flatMap(({ to }) => to);

    it('allow the address of a NodeLocal DNSCache, too', () => {
      const cache = { ...deployment('kube-system', 'node-local-dns', { a: 'b' }, [])[0], kind: 'DaemonSet' };
      expect(dnsOf([...SHOP_OBJECTS, cache])).toEqual([...DNS.to, { ipBlock: { cidr: '169.254.20.10/32' } }]);
    });

    it('allow the tenth address of the range of Services in Auto Mode, where no Service has it', () => {
      const auto = node('node-3', '10.0.0.3', { 'eks.amazonaws.com/compute-type': 'auto' });
      expect(dnsOf([...withoutDns, auto])).toEqual([{ ipBlock: { cidr: '172.20.0.10/32' } }]);
    });

    it('allow the resolver of the VPC to pods that use it', () => {
      const spec = { dnsPolicy: 'Default' };
      const objects = [
        ...SHOP_OBJECTS,
        ...deployment('shop', 'agent', { app: 'agent' }, [['agent-1-x', '10.0.1.8', 'node-1']], spec),
      ];
      const flows = [policyFlow({ namespace: 'shop', pod: 'agent-1-x' }, API, 8080)];
      expect(specOf('agent-allow-observed', objects, flows)).toMatchObject({
        egress: [DNS, { to: [{ ipBlock: { cidr: '169.254.169.253/32' } }] }, {}],
      });
    });

    it('say that it is missing if the inventory does not show it', () => {
      const { generated } = generate(withoutDns, [policyFlow(WEB, API, 8080)]);
      expect(generated.find(({ subject }) => subject.name === 'web')).toMatchObject({ lacksDns: true });
    });
  });
});

describe('generated policies with a default deny', () => {
  const PODS = [WEB, WEB_2, API, DB];
  const OBJECTS = [
    ...SHOP_OBJECTS,
    service('shop', 'web', '172.20.0.81', { app: 'web' }, [{ port: 80, targetPort: 8080 }]),
    service('shop', 'headless', 'None', { app: 'api' }, [{ port: 9090 }]),
  ];
  const end = fc.constantFrom(
    ...PODS,
    { ip: '172.20.0.80' },
    { ip: '172.20.0.54' },
    { namespace: 'default', service: 'kubernetes', ip: '10.0.9.9' },
    OUTSIDE,
    { ip: '10.9.0.7' },
    { namespace: 'shop', pod: 'gone', workload: { kind: 'CronJob', name: 'report', confidence: 'exact' } as const }
  );
  const flows = fc.array(
    fc.tuple(end, end, fc.constantFrom(80, 443, 5432, 8080, 9090)).map(([a, b, port]) => policyFlow(a, b, port)),
    { minLength: 1, maxLength: 12 }
  );

  /** The address of a ClusterIP in the Kubernetes API, and a pod that connects to itself by way of a Service. */
  const UNDEFINED = ['plugin', 'hairpin'];

  const withPolicies = (inventory: Inventory, policies: readonly Policy[]) => {
    const denies = defaultDenies(inventory, clusterIndexOf(inventory), ['shop', 'pay', 'kube-system']);
    return { ...inventory, policies: [...policies, ...[...denies.values()].flat()] };
  };

  it('allow every observed flow and DNS, and deny every other flow between pods, in both engines', () => {
    fc.assert(
      fc.property(flows, (drawn) => {
        const { inventory, observed, generated } = generate(OBJECTS, drawn);
        const after = withPolicies(
          inventory,
          generated.map(({ policy }) => policy)
        );
        const between = observed.filter(({ flow }) => JSON.stringify(flow.client) !== JSON.stringify(flow.server));
        const keys = new Set(between.map(({ flow }) => pairOf(flow, inventory)));
        for (const enforcement of ['vpc-cni-standard', 'vpc-cni-strict', 'other'] as const) {
          const verdictOf = verdictsOf(after, enforcement);
          for (const { flow } of observed) {
            const { outcome, egress, ingress } = verdictOf(flow);
            const undefinedByApi = [egress, ingress].some(({ because }) => UNDEFINED.includes(because.kind));
            expect([flow, outcome]).toEqual([flow, undefinedByApi ? outcome : 'allowed']);
          }
          for (const flow of podPairs(inventory)) {
            expect([flow, verdictOf(flow).outcome === 'allowed']).toEqual([flow, keys.has(pairOf(flow, inventory))]);
          }
        }
      }),
      { numRuns: 150 }
    );
  });

  it('are the same for flows in another order', () => {
    fc.assert(
      fc.property(flows, (drawn) => {
        const manifests = (list: readonly Flow[]) =>
          generate(OBJECTS, list).generated.map(({ policy }) => manifestOf(policy));
        expect(manifests([...drawn].reverse())).toEqual(manifests(drawn));
      }),
      { numRuns: 50 }
    );
  });
});

/** All pairs of different pods, by the ports of the drawn flows. */
function podPairs({ pods }: Inventory): PolicyFlow[] {
  const ports = [80, 443, 5432, 8080, 9090];
  const ofShop = pods.filter(({ namespace }) => namespace !== 'kube-system');
  return ofShop.flatMap((client) =>
    ofShop
      .filter((server) => server !== client)
      .flatMap((server) =>
        ports.map((port): PolicyFlow => ({
          client: { kind: 'pod', namespace: client.namespace, name: client.name },
          server: { kind: 'pod', namespace: server.namespace, name: server.name },
          protocol: 'TCP',
          port,
        }))
      )
  );
}

/** What a policy can distinguish: the labels of both pods without generated ones, and the port. */
function pairOf({ client, server, port }: PolicyFlow, { pods }: Inventory): string {
  const labelsOf = (at: PolicyFlow['client']) => {
    const pod = pods.find(({ namespace, name }) => at.kind === 'pod' && namespace === at.namespace && name === at.name);
    return pod?.labels.app ?? JSON.stringify(at);
  };
  return `${labelsOf(client)} ${labelsOf(server)} ${port}`;
}
