/** Namespaces as objects of the Kubernetes API. */
import { baseNamespace } from './labels';
import { type KubernetesObject, objectOf, type Texts } from './object';
import { clusterCreatedMs, type ClusterSnapshot } from './snapshot';

/** The namespaces that every cluster has. */
const ALWAYS = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** The labels of namespaces, besides the name. The others have no more. */
const LABELS: Readonly<Record<string, Texts>> = {
  batch: { environment: 'production', team: 'finance' },
  ecommerce: { environment: 'production', team: 'shop' },
  'istio-ingress': { 'pod-security.kubernetes.io/enforce': 'restricted', team: 'platform' },
  monitoring: { team: 'platform' },
  'photo-gallery': { environment: 'production', team: 'photos' },
  'retail-store': { environment: 'production', team: 'retail' },
};

/** The namespaces of a snapshot. */
export function namespaceObjects({ world }: ClusterSnapshot): KubernetesObject[] {
  const names = new Set([...ALWAYS, ...world.workloads.map(({ namespace }) => namespace)]);
  return Array.from(names, (name) =>
    objectOf({ apiVersion: 'v1', kind: 'Namespace', name }, clusterCreatedMs(world), {
      metadata: { labels: { ...LABELS[baseNamespace(name)], 'kubernetes.io/metadata.name': name } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    })
  );
}
