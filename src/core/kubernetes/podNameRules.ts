import { type Workload } from './workload';

/**
 * How the Kubernetes controllers name pods, as patterns that JavaScript and Prometheus (RE2) read alike: the
 * browser and PromQL take workloads from names by the same rules.
 */

/** A pattern for a whole name; its only group is the workload's name. */
export interface PodNameRule extends Pick<Workload, 'kind' | 'confidence'> {
  pattern: string;
}

/** One of the random characters that end a generated name: bcdfghjklmnpqrstvwxz2456789 (apimachinery, util/rand). */
const RANDOM = '[b-df-hj-np-tv-xz24-9]';
const SUFFIX = `${RANDOM}{5}`;
/** One character of a pod-template-hash: a decimal uint32 in that alphabet (SafeEncodeString), so only these occur. */
const HASH = '[4-9bcdf]';
/**
 * A hash has ten characters or nine, one in fifty has eight and one in five hundred seven; shorter ones are parts of
 * names, such as "db".
 */
const WHOLE_HASH = `${HASH}{7,10}`;
/** When a CronJob's run was due: in minutes, no earlier than 2015, so that 20261128 stays a date; once in seconds. */
const DUE = '(?:(?:2[4-9]|[3-9][0-9])[0-9]{6}|1[0-9]{9})';
const INDEX = '(?:0|[1-9][0-9]{0,5})';
/** Four digits at most: five can be a random suffix. */
const ORDINAL = '(?:0|[1-9][0-9]{0,3})';
/** Nodes on Amazon EC2 have the name of their address or instance, hybrid ones that of their managed instance. */
const NODE = '(?:ip(?:-[0-9]+){4}|m?i-[0-9a-f]{8,17})(?:[.].+)?';

/** Rules for whole names, most specific first. */
export const NAME_RULES: readonly PodNameRule[] = [
  { kind: 'CronJob', confidence: 'likely', pattern: `(.+)-${DUE}(?:-${INDEX})?-${SUFFIX}` },
  { kind: 'Deployment', confidence: 'likely', pattern: `(.+)-${WHOLE_HASH}-${SUFFIX}` },
  // The Job's name is cut where its index leaves no room: all its pods have these 53 characters in common.
  { kind: 'Job', confidence: 'possible', pattern: `(.{1,53}).*-${INDEX}-${SUFFIX}` },
  { kind: 'DaemonSet or Job', confidence: 'possible', pattern: `(.+)-${SUFFIX}` },
  { kind: 'Node', confidence: 'likely', pattern: `(.+)-${NODE}` },
  // The static pods of kubeadm and kOps, on nodes of any name.
  { kind: 'Node', confidence: 'likely', pattern: '(kube-(?:apiserver|controller-manager|proxy|scheduler))-.+' },
  { kind: 'StatefulSet', confidence: 'likely', pattern: `(.+)-${ORDINAL}` },
];

/**
 * A name that Kubernetes had to cut: what is generated has at most 63 characters, of which the last five are random
 * (apiserver, names.MaxGeneratedNameLength), and so no hyphen is left before them. The first group is what was kept.
 */
export const CUT_NAME = `(.{58})(${SUFFIX})`;

/** Rules for what was kept of a cut name: of its hash or its time, too, only the beginning may be there. */
export const CUT_NAME_RULES: readonly PodNameRule[] = [
  // CronJobs have at most 52 characters, so five digits are left at least.
  { kind: 'CronJob', confidence: 'possible', pattern: '(.+)-(?:2[4-9]|3[0-9])[0-9]{3,6}' },
  { kind: 'Deployment', confidence: 'possible', pattern: `(.+)-${HASH}{1,10}` },
  { kind: 'DaemonSet or Job', confidence: 'possible', pattern: '(.+)' },
];

/** A name that no rule matches is that of a pod without a controller. */
export const ANY_NAME: PodNameRule = { kind: 'Pod', confidence: 'possible', pattern: '(.+)' };
