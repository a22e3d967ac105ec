/** Lists of objects, as `kubectl` prints them, and as the Kubernetes API returns them. */
import { type KubernetesObject } from './object';
import { type Resource, RESOURCES } from './resources';
import { type ClusterSnapshot } from './snapshot';

/** A list of objects of any kind, which `kubectl get -o json` makes of the responses of the API. */
export interface ObjectList {
  apiVersion: 'v1';
  items: KubernetesObject[];
  kind: 'List';
  metadata: { resourceVersion: '' };
}

/** A list of one kind. The items have no kind and no version of their own. */
export interface TypedList {
  kind: string;
  apiVersion: string;
  metadata: { resourceVersion: string };
  items: Array<Omit<KubernetesObject, 'kind' | 'apiVersion'>>;
}

/** In the order of the API: by namespace, then by name. */
function sortedObjects({ objectsOf }: Resource, snapshot: ClusterSnapshot): KubernetesObject[] {
  const keyOf = ({ metadata: { namespace = '', name } }: KubernetesObject) => `${namespace}/${name}`;
  const byKey = objectsOf(snapshot).map((object) => ({ key: keyOf(object), object }));
  return byKey.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ object }) => object);
}

/** All objects, as `kubectl get ns,no,po,deploy,rs,sts,ds,job,cj,svc,netpol -A -o json` prints them. */
export function kubernetesObjects(snapshot: ClusterSnapshot): ObjectList {
  return {
    apiVersion: 'v1',
    items: RESOURCES.flatMap((resource) => sortedObjects(resource, snapshot)),
    kind: 'List',
    metadata: { resourceVersion: '' },
  };
}

/** A kind of objects in a path of the API, and the namespace that the path limits it to. */
export interface ResourcePath {
  resource: Resource;
  namespace?: string;
}

/**
 * Reads the path of a list: `/api/v1/pods`, `/apis/apps/v1/deployments`, `/api/v1/namespaces/batch/pods`. Undefined if
 * there is no such list.
 */
export function readResourcePath(path: string): ResourcePath | undefined {
  const match = /^\/apis?\/((?:[^/]+\/)?v\d[^/]*)(?:\/namespaces\/([^/]+))?\/([^/]+)$/.exec(path);
  const [, apiVersion = '', namespace, plural] = match ?? [];
  const resource = RESOURCES.find((each) => each.apiVersion === apiVersion && each.plural === plural);
  const isRightRoot = path.startsWith('/apis/') === apiVersion.includes('/');
  return resource && isRightRoot ? { resource, ...(namespace !== undefined && { namespace }) } : undefined;
}

/** The list at a path of the API. */
export function apiList({ resource, namespace }: ResourcePath, snapshot: ClusterSnapshot): TypedList {
  const objects = sortedObjects(resource, snapshot);
  const listed = objects.filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace);
  return {
    kind: `${resource.kind}List`,
    apiVersion: resource.apiVersion,
    metadata: { resourceVersion: String(Math.floor(snapshot.nowMs / 1000)) },
    items: listed.map(({ kind: _, apiVersion: __, ...item }) => item),
  };
}
