/** The controllers of pods: keys, and the labels that they add to their pods. */
import { type Pod } from '../world/pods';
import { hashText } from '../world/hash';
import { podTemplateHash } from '../world/kubernetesNames';
import { type WorkloadSpec } from '../world/applications/workloads';
import { type ObjectKey, type Texts, uidOf } from './object';

const APPS = 'apps/v1';
const BATCH = 'batch/v1';

/** The key of a workload's object. */
export function workloadKey({ kind, namespace, workload }: WorkloadSpec): ObjectKey {
  return { apiVersion: kind === 'CronJob' ? BATCH : APPS, kind, namespace, name: workload };
}

/** The key of the object that owns a pod: its ReplicaSet or Job, or the workload itself. */
export function ownerKey({ namespace, owner }: Pod): ObjectKey {
  return { apiVersion: owner.kind === 'Job' ? BATCH : APPS, kind: owner.kind, namespace, name: owner.name };
}

/** The hash of a revision of a StatefulSet or DaemonSet. */
function revisionHash({ namespace, workload }: WorkloadSpec, revision: number): string {
  return podTemplateHash(hashText(`${namespace}/${workload}/${revision}`));
}

/** The labels of a Job, which its pods have, too. Those without a prefix are older. */
export function jobLabels(job: ObjectKey): Texts {
  return {
    'batch.kubernetes.io/controller-uid': uidOf(job),
    'batch.kubernetes.io/job-name': job.name,
    'controller-uid': uidOf(job),
    'job-name': job.name,
  };
}

/** The labels that controllers add to a pod. */
export function addedLabels(pod: Pod): Texts {
  const { spec, revision, name } = pod;
  switch (pod.owner.kind) {
    case 'ReplicaSet':
      return { 'pod-template-hash': pod.podTemplateHash ?? '' };
    case 'StatefulSet':
      return {
        'apps.kubernetes.io/pod-index': name.slice(name.lastIndexOf('-') + 1),
        'controller-revision-hash': `${spec.workload}-${revisionHash(spec, revision)}`,
        'statefulset.kubernetes.io/pod-name': name,
      };
    case 'DaemonSet':
      return { 'controller-revision-hash': revisionHash(spec, revision), 'pod-template-generation': '1' };
    case 'Job':
      return jobLabels(ownerKey(pod));
  }
}
