/** The common form of Kubernetes objects. */
import { hashText } from '../world/hash';
import { uid } from '../world/kubernetesNames';

/** Labels or annotations. */
export type Texts = Readonly<Record<string, string>>;

/** The metadata of an object. Times are in ISO 8601 without fractions of a second, as Kubernetes writes them. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  creationTimestamp: string;
  labels?: Texts;
  annotations?: Texts;
  generateName?: string;
  ownerReferences?: readonly OwnerReference[];
  managedFields?: readonly object[];
}

/** The controller of an object. */
export interface OwnerReference {
  apiVersion: string;
  blockOwnerDeletion: true;
  controller: true;
  kind: string;
  name: string;
  uid: string;
}

/** An object as clients write it: the API server adds the rest of the metadata. */
export interface WrittenObject {
  apiVersion: string;
  kind: string;
  metadata: Partial<ObjectMeta> & { name: string };
  spec?: object;
}

/** An object. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: object;
  status?: object;
}

/** What identifies an object. */
export interface ObjectKey {
  apiVersion: string;
  kind: string;
  /** Absent for objects that are not in a namespace. */
  namespace?: string;
  name: string;
}

/** A time as Kubernetes writes it. */
export function timestamp(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The UID of an object that is not a pod or a node, which have their own. */
export function uidOf({ kind, namespace = '', name }: ObjectKey): string {
  return uid(hashText(`${kind.toLowerCase()}/${namespace}/${name}`));
}

/** The metadata that every object has. */
function metadataOf(key: ObjectKey, createdMs: number, rest: Partial<ObjectMeta> = {}): ObjectMeta {
  const { namespace, name } = key;
  return {
    creationTimestamp: timestamp(createdMs),
    name,
    ...(namespace !== undefined && { namespace }),
    resourceVersion: String(hashText(`${key.kind}/${namespace}/${name}/${createdMs}`) % 10_000_000),
    uid: uidOf(key),
    ...rest,
  };
}

/** An object with the metadata that every object has. */
export function objectOf(
  key: ObjectKey,
  createdMs: number,
  { metadata, ...rest }: { metadata?: Partial<ObjectMeta>; spec?: object; status?: object }
): KubernetesObject {
  return { apiVersion: key.apiVersion, kind: key.kind, metadata: metadataOf(key, createdMs, metadata), ...rest };
}

/** A reference to the controller of an object. */
export function ownedBy(key: ObjectKey): OwnerReference {
  const { apiVersion, kind, name } = key;
  return { apiVersion, blockOwnerDeletion: true, controller: true, kind, name, uid: uidOf(key) };
}
