/** Pods as objects of the Kubernetes API. */
import { ipv6Of } from '../world/addresses';
import { type ClusterFacts } from '../world/clusterFacts';
import { type Pod, runsAt } from '../world/pods';
import { addedLabels, ownerKey } from './controllers';
import { workloadLabels } from './labels';
import { type KubernetesObject, objectOf, ownedBy, timestamp } from './object';
import { podAnnotations, podSpec } from './podTemplate';
import { type ClusterSnapshot } from './snapshot';

const READY_AFTER_MS = 10_000;

/** The workload whose pods show which client wrote which members, as `kubectl --show-managed-fields` prints it. */
const WITH_MANAGED_FIELDS = 'orders-db';

/** All addresses of an object with this address; the primary one first. */
export function addressesOf(ip: string, { ipFamily }: ClusterFacts): string[] {
  return ipFamily === 'dual-stack' ? [ip, ipv6Of(ip)] : [ip];
}

function managedFields(pod: Pod): object[] {
  return [
    {
      apiVersion: 'v1',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } } },
      manager: 'kube-controller-manager',
      operation: 'Update',
      time: timestamp(pod.startMs),
    },
  ];
}

function conditions({ startMs }: Pod, isRunning: boolean): object[] {
  const condition = (type: string, atMs: number, isTrue: boolean) => ({
    lastTransitionTime: timestamp(atMs),
    status: isTrue ? 'True' : 'False',
    type,
  });
  return [
    condition('Initialized', startMs, true),
    condition('Ready', startMs + READY_AFTER_MS, isRunning),
    condition('PodScheduled', startMs, true),
  ];
}

function podStatus(pod: Pod, { world, nowMs }: ClusterSnapshot): object {
  const ips = (ip: string) => addressesOf(ip, world.facts).map((each) => ({ ip: each }));
  const isRunning = runsAt(pod, nowMs);
  return {
    conditions: conditions(pod, isRunning),
    hostIP: pod.node.ip,
    hostIPs: ips(pod.node.ip),
    phase: isRunning ? 'Running' : 'Succeeded',
    podIP: pod.ip,
    podIPs: ips(pod.ip),
    qosClass: 'Burstable',
    startTime: timestamp(pod.startMs),
  };
}

function podObject(pod: Pod, snapshot: ClusterSnapshot): KubernetesObject {
  const { namespace, name, spec } = pod;
  return objectOf({ apiVersion: 'v1', kind: 'Pod', namespace, name }, pod.startMs, {
    metadata: {
      annotations: podAnnotations(spec),
      ...(spec.kind !== 'StatefulSet' && { generateName: `${pod.owner.name}-` }),
      labels: { ...workloadLabels(spec).pod, ...addedLabels(pod) },
      ...(spec.workload === WITH_MANAGED_FIELDS && { managedFields: managedFields(pod) }),
      ownerReferences: [ownedBy(ownerKey(pod))],
      uid: pod.uid,
    },
    spec: { ...podSpec(spec, pod.revision), nodeName: pod.node.name },
    status: podStatus(pod, snapshot),
  });
}

/** The pods of a snapshot. */
export function podObjects(snapshot: ClusterSnapshot): KubernetesObject[] {
  return snapshot.pods.map((pod) => podObject(pod, snapshot));
}
