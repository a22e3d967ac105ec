import { type Workload } from './workload';

/** The alphabet of Kubernetes' random suffixes: no vowels, no 0, 1, 3 (k8s.io/apimachinery util/rand). */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';
/** pod-template-hash: a decimal uint32 written in that alphabet (SafeEncodeString), so only these occur. */
const HASH = '[456789bcdf]';

type Rule = (match: RegExpMatchArray) => Workload;

const named = (kind: Workload['kind'], confidence: Workload['confidence']): Rule => {
  return (match) => ({ kind, name: match[1] ?? match[0], confidence });
};

/**
 * Most specific first. A CronJob's eight digits (minutes since the epoch) can look like a short
 * pod-template-hash, so it is tried before Deployment.
 */
const RULES: ReadonlyArray<[RegExp, Rule]> = [
  [new RegExp(`^(.+)-\\d{8}-${RANDOM}{5}$`), named('CronJob', 'likely')],
  [new RegExp(`^(.+)-\\d{10}-${RANDOM}{5}$`), named('CronJob', 'likely')],
  [new RegExp(`^(.+)-${HASH}{8,10}-${RANDOM}{5}$`), named('Deployment', 'likely')],
  [new RegExp(`^(.+)-${HASH}{1,7}-${RANDOM}{5}$`), named('Deployment', 'possible')],
  [new RegExp(`^(.+)-\\d+-${RANDOM}{5}$`), named('Job', 'possible')],
  [/^(.+)-\d+$/, named('StatefulSet', 'likely')],
  [new RegExp(`^(.+)-${RANDOM}{5}$`), named('DaemonSet or Job', 'possible')],
  [/^(.+)-ip-\d+-\d+-\d+-\d+(?:\..*)?$/, named('Node', 'likely')],
];

/**
 * The workload that a pod's name points to, by the name grammars of the Kubernetes controllers.
 * Where kube-state-metrics tells owners, those are exact and win over this.
 */
export function workloadFromPodName(podName: string): Workload {
  for (const [pattern, rule] of RULES) {
    const match = podName.match(pattern);
    if (match) {
      return rule(match);
    }
  }
  return { kind: 'Pod', name: podName, confidence: 'possible' };
}
