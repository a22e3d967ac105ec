import { type Workload } from './workload';

/**
 * The names that Kubernetes controllers give to pods, as patterns that are equal in JavaScript and Prometheus (RE2). The
 * browser and PromQL infer workloads from names by the same rules.
 */

/** A pattern for a whole name. Its only group is the name of the workload. */
export interface PodNameRule extends Pick<Workload, 'kind' | 'confidence'> {
  pattern: string;
}

/** One of the random characters at the end of a generated name: bcdfghjklmnpqrstvwxz2456789 (apimachinery, util/rand). */
const RANDOM = '[b-df-hj-np-tv-xz24-9]';
const SUFFIX = `${RANDOM}{5}`;
/** One character of a pod-template-hash: a decimal uint32 in that alphabet (SafeEncodeString), so only these occur. */
const HASH = '[4-9bcdf]';
/**
 * A whole hash. Most have ten or nine characters, one in fifty has eight, and one in five hundred has seven. Shorter ones are
 * parts of names, such as "db".
 */
const WHOLE_HASH = `${HASH}{7,10}`;
/** The scheduled time of a CronJob's run: in minutes, not before 2015, so that 20261128 is not one; formerly in seconds. */
const DUE = '(?:(?:2[4-9]|[3-9][0-9])[0-9]{6}|1[0-9]{9})';
const INDEX = '(?:0|[1-9][0-9]{0,5})';
/** At most four digits, because five can be a random suffix. */
const ORDINAL = '(?:0|[1-9][0-9]{0,3})';
/** The name of a node: on Amazon EC2 from its address or instance, on hybrid nodes from its managed instance. */
const NODE = '(?:ip(?:-[0-9]+){4}|m?i-[0-9a-f]{8,17})(?:[.].+)?';

/** Rules for whole names, most specific first. */
export const NAME_RULES: readonly PodNameRule[] = [
  { kind: 'CronJob', confidence: 'likely', pattern: `(.+)-${DUE}(?:-${INDEX})?-${SUFFIX}` },
  { kind: 'Deployment', confidence: 'likely', pattern: `(.+)-${WHOLE_HASH}-${SUFFIX}` },
  // The Job's name is truncated if its index leaves no room: all its pods have these 53 characters in common.
  { kind: 'Job', confidence: 'possible', pattern: `(.{1,53}).*-${INDEX}-${SUFFIX}` },
  { kind: 'DaemonSet or Job', confidence: 'possible', pattern: `(.+)-${SUFFIX}` },
  { kind: 'Node', confidence: 'likely', pattern: `(.+)-${NODE}` },
  // The static pods of kubeadm and kOps, on nodes of any name.
  { kind: 'Node', confidence: 'likely', pattern: '(kube-(?:apiserver|controller-manager|proxy|scheduler))-.+' },
  { kind: 'StatefulSet', confidence: 'likely', pattern: `(.+)-${ORDINAL}` },
];

/**
 * A name that Kubernetes truncated: generated names have at most 63 characters, of which the last five are random (apiserver,
 * names.MaxGeneratedNameLength), so there is no hyphen before them. The first group is the part that was kept.
 */
export const TRUNCATED_NAME = `(.{58})(${SUFFIX})`;

/** Rules for the kept part of a truncated name, in which the hash or the time can also be truncated. */
export const TRUNCATED_NAME_RULES: readonly PodNameRule[] = [
  // Names of CronJobs have at most 52 characters, so at least five digits are left.
  { kind: 'CronJob', confidence: 'possible', pattern: '(.+)-(?:2[4-9]|3[0-9])[0-9]{3,6}' },
  { kind: 'Deployment', confidence: 'possible', pattern: `(.+)-${HASH}{1,10}` },
  { kind: 'DaemonSet or Job', confidence: 'possible', pattern: '(.+)' },
];

/** The rule for names that no other rule matches: pods without a controller. */
export const ANY_NAME: PodNameRule = { kind: 'Pod', confidence: 'possible', pattern: '(.+)' };
