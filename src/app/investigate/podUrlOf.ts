import { type Observations } from '../../core/diagnosis/observations';
import { onlyCluster } from '../../core/inventory/onlyCluster';
import { type LinkedPod, podUrl } from '../../core/kubernetes/podUrl';
import { nameOfCluster } from '../../core/query/clusterName';
import { type Scope } from '../shared/scope';

/** The address of a pod's page; undefined if the settings have no template for it, or if the cluster is not known. */
export type PodUrlOf = (pod: Pick<LinkedPod, 'namespace' | 'pod'>) => string | undefined;

/** The addresses of the pods of a page's cluster. */
export function podUrlsOf(
  template: string | undefined,
  { watched }: Pick<Scope, 'watched'>,
  { monitors = [] }: Pick<Observations, 'monitors'>
): PodUrlOf {
  const cluster = watched?.kind === 'cluster' ? nameOfCluster(watched.name) : onlyCluster(monitors);
  return (pod) => podUrl(template, { ...pod, ...(cluster !== undefined && { cluster }) });
}
