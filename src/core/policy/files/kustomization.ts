import { stringify } from 'yaml';
import { type PolicyFile } from './policyFile';

/**
 * The files with a `kustomization.yaml` that names them, as `kubectl apply -k` and Argo CD read them.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function withKustomization(files: readonly PolicyFile[]): PolicyFile[] {
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: files.map(({ path }) => path),
  };
  return [...files, { path: 'kustomization.yaml', text: stringify(kustomization) }];
}
