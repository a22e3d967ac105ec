import { below, randomFrom } from './random';

/** The alphabet of Kubernetes' random suffixes, and the part of it that a pod-template-hash is written in. */
const SUFFIX = 'bcdfghjklmnpqrstvwxz2456789';
const HASH = '456789bcdf';
const SUBJECTS = ['cart', 'checkout', 'catalog', 'payments', 'orders', 'search', 'users', 'mail', 'ads', 'risk'];
const ROLES = ['api', 'web', 'worker', 'db', 'cache', 'queue', 'gateway'];

export function namespaceName(index: number): string {
  return `team-${SUBJECTS[index % SUBJECTS.length]}-${index}`;
}

export function workloadName(index: number): string {
  return `${SUBJECTS[index % SUBJECTS.length]}-${ROLES[index % ROLES.length]}-${index}`;
}

/** A pod of the Deployment with that index: all its pods have one template hash. */
export function podName(workload: number, pod: number): string {
  return `${workloadName(workload)}-${letters(HASH, 9, workload)}-${letters(SUFFIX, 5, pod)}`;
}

function letters(alphabet: string, count: number, seed: number): string {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => alphabet[below(alphabet.length, random)]).join('');
}
