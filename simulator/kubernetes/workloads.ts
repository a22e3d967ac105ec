/** Deployments, ReplicaSets, StatefulSets, and DaemonSets as objects of the Kubernetes API. */
import { type Pod, runsAt } from '../world/pods';
import { endpointRefText, type WorkloadSpec } from '../world/applications/workloads';
import { addedLabels, ownerKey, workloadKey } from './controllers';
import { workloadLabels } from './labels';
import { type KubernetesObject, objectOf, ownedBy } from './object';
import { FAKE_SECRET, podTemplate } from './podTemplate';
import { clusterCreatedMs, type ClusterSnapshot, grouped, podsByWorkload, workloadsOfKind } from './snapshot';

/** The revision that a workload's controller creates pods of: the newest. */
function newestRevision(pods: readonly Pod[]): number {
  return Math.max(0, ...pods.map(({ revision }) => revision));
}

function workloadMetadata(spec: WorkloadSpec, revision: number) {
  const manifest = { apiVersion: workloadKey(spec).apiVersion, kind: spec.kind, note: FAKE_SECRET };
  return {
    annotations: {
      ...(spec.kind === 'Deployment' && { 'deployment.kubernetes.io/revision': String(revision + 1) }),
      'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(manifest)}\n`,
    },
    labels: workloadLabels(spec).pod,
  };
}

function strategyOf({ kind, service, workload }: WorkloadSpec): object {
  switch (kind) {
    case 'StatefulSet':
      return {
        podManagementPolicy: 'OrderedReady',
        serviceName: service ?? workload,
        updateStrategy: { rollingUpdate: { partition: 0 }, type: 'RollingUpdate' },
      };
    case 'DaemonSet':
      return { updateStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 }, type: 'RollingUpdate' } };
    default:
      return { strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' } };
  }
}

/** The objects of a kind of workload with a number of replicas. */
function replicatedObjects(snapshot: ClusterSnapshot, kind: 'Deployment' | 'StatefulSet'): KubernetesObject[] {
  const { world, nowMs } = snapshot;
  const podsOf = podsByWorkload(snapshot);
  return workloadsOfKind(snapshot, kind).map((spec) => {
    const pods = podsOf.get(endpointRefText(spec)) ?? [];
    const revision = newestRevision(pods);
    return objectOf(workloadKey(spec), clusterCreatedMs(world), {
      metadata: workloadMetadata(spec, revision),
      spec: {
        replicas: world.replicas(spec, nowMs),
        revisionHistoryLimit: 10,
        selector: { matchLabels: workloadLabels(spec).selector },
        ...strategyOf(spec),
        template: podTemplate(spec, revision),
      },
      status: { availableReplicas: pods.length, readyReplicas: pods.length, replicas: pods.length },
    });
  });
}

/** The Deployments of a snapshot. */
export const deploymentObjects = (snapshot: ClusterSnapshot) => replicatedObjects(snapshot, 'Deployment');

/** The StatefulSets of a snapshot. */
export const statefulSetObjects = (snapshot: ClusterSnapshot) => replicatedObjects(snapshot, 'StatefulSet');

/** The DaemonSets of a snapshot. */
export function daemonSetObjects(snapshot: ClusterSnapshot): KubernetesObject[] {
  const { world } = snapshot;
  const nodes = world.nodes.length;
  return workloadsOfKind(snapshot, 'DaemonSet').map((spec) =>
    objectOf(workloadKey(spec), clusterCreatedMs(world), {
      metadata: workloadMetadata(spec, 0),
      spec: {
        revisionHistoryLimit: 10,
        selector: { matchLabels: workloadLabels(spec).selector },
        template: podTemplate(spec, 0),
        ...strategyOf(spec),
      },
      status: { currentNumberScheduled: nodes, desiredNumberScheduled: nodes, numberReady: nodes },
    })
  );
}

/** The ReplicaSets of a snapshot that have pods. Those of earlier revisions, which have none, are omitted. */
export function replicaSetObjects({ world, pods, nowMs }: ClusterSnapshot): KubernetesObject[] {
  const owned = pods.filter(({ owner }) => owner.kind === 'ReplicaSet');
  return Array.from(grouped(owned, ({ namespace, owner }) => `${namespace}/${owner.name}`).values(), (group) =>
    group[0] === undefined ? [] : [replicaSetObject(group[0], group.filter((pod) => runsAt(pod, nowMs)).length)]
  ).flat();

  function replicaSetObject(pod: Pod, replicas: number): KubernetesObject {
    const { spec, revision } = pod;
    const labels = addedLabels(pod);
    return objectOf(ownerKey(pod), Math.max(pod.startMs, world.options.epochMs), {
      metadata: {
        annotations: { 'deployment.kubernetes.io/revision': String(revision + 1) },
        labels: { ...workloadLabels(spec).pod, ...labels },
        ownerReferences: [ownedBy(workloadKey(spec))],
      },
      spec: {
        replicas,
        selector: { matchLabels: { ...workloadLabels(spec).selector, ...labels } },
        template: podTemplate(spec, revision, labels),
      },
      status: { availableReplicas: replicas, fullyLabeledReplicas: replicas, readyReplicas: replicas, replicas },
    });
  }
}
