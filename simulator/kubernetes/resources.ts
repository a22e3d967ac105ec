/** The kinds of objects, in the order of `kubectl get ns,no,po,deploy,rs,sts,ds,job,cj,svc,netpol`. */
import { cronJobObjects, jobObjects } from './jobs';
import { namespaceObjects } from './namespaces';
import { nodeObjects } from './nodes';
import { type KubernetesObject } from './object';
import { podObjects } from './pods';
import { serviceObjects } from './services';
import { type ClusterSnapshot } from './snapshot';
import { daemonSetObjects, deploymentObjects, replicaSetObjects, statefulSetObjects } from './workloads';

/** A kind of objects. */
export interface Resource {
  apiVersion: string;
  kind: string;
  /** The name in paths of the Kubernetes API. */
  plural: string;
  /** The objects of a moment, in any order. */
  objectsOf(snapshot: ClusterSnapshot): KubernetesObject[];
}

/** A kind of network policies. */
function policies(apiVersion: string, kind: string): Resource {
  return {
    apiVersion,
    kind,
    plural: `${kind.toLowerCase().slice(0, -'y'.length)}ies`,
    objectsOf: (snapshot) => snapshot.policies.filter((object) => object.kind === kind),
  };
}

/** The kinds of network policies that Amazon VPC CNI enforces. */
const POLICY_RESOURCES: readonly Resource[] = [
  policies('networking.k8s.io/v1', 'NetworkPolicy'),
  policies('networking.k8s.aws/v1alpha1', 'ApplicationNetworkPolicy'),
  policies('networking.k8s.aws/v1alpha1', 'ClusterNetworkPolicy'),
];

/** All kinds of objects. */
export const RESOURCES: readonly Resource[] = [
  { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces', objectsOf: namespaceObjects },
  { apiVersion: 'v1', kind: 'Node', plural: 'nodes', objectsOf: nodeObjects },
  { apiVersion: 'v1', kind: 'Pod', plural: 'pods', objectsOf: podObjects },
  { apiVersion: 'apps/v1', kind: 'Deployment', plural: 'deployments', objectsOf: deploymentObjects },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', plural: 'replicasets', objectsOf: replicaSetObjects },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', plural: 'statefulsets', objectsOf: statefulSetObjects },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', plural: 'daemonsets', objectsOf: daemonSetObjects },
  { apiVersion: 'batch/v1', kind: 'Job', plural: 'jobs', objectsOf: jobObjects },
  { apiVersion: 'batch/v1', kind: 'CronJob', plural: 'cronjobs', objectsOf: cronJobObjects },
  { apiVersion: 'v1', kind: 'Service', plural: 'services', objectsOf: serviceObjects },
  ...POLICY_RESOURCES,
];
