/** Network policies as the Kubernetes API returns them. */
import { type KubernetesObject, objectOf, type WrittenObject } from './object';

/** A policy that was written at a time. Policies in a namespace are in "default" unless they name another. */
export function storedPolicy(written: WrittenObject, createdMs: number): KubernetesObject {
  const { apiVersion, kind, metadata, spec } = written;
  const namespace = kind === 'ClusterNetworkPolicy' ? undefined : (metadata.namespace ?? 'default');
  return objectOf({ apiVersion, kind, name: metadata.name, ...(namespace !== undefined && { namespace }) }, createdMs, {
    metadata,
    spec,
  });
}
