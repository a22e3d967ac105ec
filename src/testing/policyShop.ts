import { type Endpoint, type Flow } from '../core/flow/flow';
import { type Inventory } from '../core/policy/inventory';
import { readInventory } from '../core/policy/read/readInventory';

/** Kubernetes objects of a shop with two namespaces, CoreDNS, and Services with target ports of another number. */
export const SHOP_OBJECTS: readonly object[] = [
  namespace('shop'),
  namespace('pay'),
  namespace('kube-system'),
  namespace('default'),
  node('node-1', '10.0.0.1'),
  node('node-2', '10.0.0.2'),
  ...deployment('shop', 'web', { app: 'web', tier: 'front' }, [
    ['web-7d4b9c6f5-aaaaa', '10.0.1.1', 'node-1'],
    ['web-7d4b9c6f5-bbbbb', '10.0.1.2', 'node-2'],
  ]),
  ...deployment('shop', 'api', { app: 'api' }, [['api-5b6c7d8e9-ccccc', '10.0.1.3', 'node-1']]),
  ...deployment('pay', 'db', { app: 'db', role: 'primary' }, [['db-6c7d8e9f5-ddddd', '10.0.1.4', 'node-2']]),
  ...deployment('kube-system', 'coredns', { 'k8s-app': 'kube-dns' }, [['coredns-1-eeeee', '10.0.1.5', 'node-1']]),
  cronJob('shop', 'report', { app: 'report' }),
  service('shop', 'api', '172.20.0.80', { app: 'api' }, [{ port: 80, targetPort: 8080 }]),
  service('pay', 'db', '172.20.0.54', { app: 'db' }, [{ port: 5432 }]),
  service('default', 'kubernetes', '172.20.0.1', undefined, [{ port: 443, targetPort: 6443 }]),
  service('kube-system', 'kube-dns', '172.20.0.10', { 'k8s-app': 'kube-dns' }, [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ]),
];

/** The inventory of objects. Throws if they have problems. */
export function inventoryOf(objects: readonly object[]): Inventory {
  const { inventory, problems } = readInventory([...objects]);
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  return inventory;
}

export const WEB: Endpoint = { namespace: 'shop', pod: 'web-7d4b9c6f5-aaaaa', ip: '10.0.1.1' };
export const API: Endpoint = { namespace: 'shop', pod: 'api-5b6c7d8e9-ccccc', ip: '10.0.1.3' };
export const DB: Endpoint = { namespace: 'pay', pod: 'db-6c7d8e9f5-ddddd', ip: '10.0.1.4' };

/** Another pod of the workload of `WEB`. */
export const WEB_2: Endpoint = { ...WEB, pod: 'web-7d4b9c6f5-bbbbb', ip: '10.0.1.2' };

/** A policy that denies all ingress to the namespace "pay". */
export const PAY_CLOSED = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'pay', name: 'closed' },
  spec: { podSelector: {} },
};

/** A flow of 1,000 bytes that both agents report. */
export function policyFlow(client: Endpoint, server: Endpoint, port: number | undefined, bytes = 1_000): Flow {
  return {
    client,
    server,
    ...(port !== undefined && { port }),
    category: 'INTRA_AZ',
    metrics: {
      bytes: { byClient: bytes, byServer: bytes },
      retransmissions: {},
      timeouts: {},
      roundTripTimeMicroseconds: {},
    },
    path: [],
  };
}

function namespace(name: string): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

export function node(name: string, address: string, labels = {}): object {
  const addresses = [{ type: 'InternalIP', address }];
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { addresses } };
}

/** A Deployment with its ReplicaSet and pods: name, address, and node. */
export function deployment(
  ofNamespace: string,
  name: string,
  labels: Record<string, string>,
  pods: ReadonlyArray<[string, string, string]>,
  spec: object = {}
): object[] {
  const hash = `hash-${name}`;
  const withHash = { ...labels, 'pod-template-hash': hash };
  const meta = { namespace: ofNamespace, name };
  const owner = (kind: string, owning: string) => ({ ownerReferences: [{ kind, name: owning, controller: true }] });
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: meta,
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { namespace: ofNamespace, name: `${name}-${hash}`, ...owner('Deployment', name) },
      spec: { selector: { matchLabels: withHash }, template: { metadata: { labels: withHash }, spec } },
    },
    ...pods.map(([pod, ip, nodeName]) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        namespace: ofNamespace,
        name: pod,
        labels: withHash,
        creationTimestamp: '2026-11-21T10:00:00Z',
        ...owner('ReplicaSet', `${name}-${hash}`),
      },
      spec: { ...spec, nodeName },
      status: { podIP: ip, hostIP: nodeName === 'node-1' ? '10.0.0.1' : '10.0.0.2', phase: 'Running' },
    })),
  ];
}

function cronJob(ofNamespace: string, name: string, labels: Record<string, string>): object {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { namespace: ofNamespace, name },
    spec: { jobTemplate: { spec: { template: { metadata: { labels }, spec: {} } } } },
    status: { lastScheduleTime: '2026-11-27T02:00:00Z' },
  };
}

export function service(
  ofNamespace: string,
  name: string,
  clusterIP: string,
  selector: Record<string, string> | undefined,
  ports: ReadonlyArray<{ port: number; targetPort?: number; protocol?: string }>
): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: ofNamespace, name },
    spec: { clusterIP, ...(selector && { selector }), ports },
  };
}
