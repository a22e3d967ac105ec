import { compareText } from '../../compareText';
import { CHECK_METRICS } from '../../prometheus/policyCheck/policyCheck';
import { subjectsOf } from '../generate/subjects';
import { type Direction } from '../policies';
import { type Verdict } from '../verdict';
import { type JudgedFlow } from './judge';
import { type Proposal } from './proposal';

const VERDICTS: ReadonlyArray<Verdict['outcome']> = ['allowed', 'denied', 'unknown'];
const SIDES: ReadonlyArray<{ direction: Direction; end: 'client' | 'server' }> = [
  { direction: 'egress', end: 'client' },
  { direction: 'ingress', end: 'server' },
];

/** What was observed of a workload in one direction. */
interface Counted {
  namespace: string;
  workload: string;
  direction: Direction;
  flows: Record<Verdict['outcome'], Set<string>>;
  bytes: Record<Verdict['outcome'], number>;
}

/**
 * The verdicts on observed flows as OpenMetrics text: flows and bytes by workload, direction, and verdict of the policies of that
 * workload. Verdicts without flows are 0. Ends that are not pods have no policies, and are not counted.
 *
 * @param endMs the end of the flows, in ms since the Unix epoch: a check of old flows is an old check.
 */
export function checkMetrics(
  cluster: Pick<Proposal, 'inventory' | 'index'>,
  judged: readonly JudgedFlow[],
  endMs: number
): string {
  const counted = countedByWorkload(cluster, judged);
  const samples = (name: string, valueOf: (one: Counted, verdict: Verdict['outcome']) => number) =>
    counted.flatMap((one) =>
      VERDICTS.map((verdict) => `${name}{${labelsOf(one)},verdict="${verdict}"} ${valueOf(one, verdict)}`)
    );
  return [
    ...header(CHECK_METRICS.flows, 'Observed flows by the verdict of the intended network policies.'),
    ...samples(CHECK_METRICS.flows, ({ flows }, verdict) => flows[verdict].size),
    ...header(CHECK_METRICS.bytes, 'Payload bytes of these flows in the observed window.'),
    ...samples(CHECK_METRICS.bytes, ({ bytes }, verdict) => bytes[verdict]),
    ...header(CHECK_METRICS.time, 'End of the flows of the last complete check.'),
    `${CHECK_METRICS.time} ${endMs / 1_000}`,
    '# EOF',
    '',
  ].join('\n');
}

function header(name: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`];
}

/** Names of Kubernetes objects need no escaping. */
function labelsOf({ namespace, workload, direction }: Counted): string {
  return `namespace="${namespace}",workload="${workload}",direction="${direction}"`;
}

function countedByWorkload(
  { inventory, index }: Pick<Proposal, 'inventory' | 'index'>,
  judged: readonly JudgedFlow[]
): Counted[] {
  const subjects = subjectsOf(inventory);
  const byWorkload = new Map<string, Counted>();
  for (const { observed, verdict } of judged) {
    for (const { direction, end } of SIDES) {
      const side = verdict[direction];
      const pod = side.pod ?? index.resolve(observed.flow[end])?.pod;
      const subject = pod && subjects.ofPod(pod);
      if (subject) {
        const { namespace, name: workload } = subject;
        const key = `${namespace}/${workload}/${direction}`;
        const counted = byWorkload.get(key) ?? nothing(namespace, workload, direction);
        byWorkload.set(key, counted);
        counted.flows[side.outcome].add(observed.key);
        counted.bytes[side.outcome] += observed.evidence.bytes;
      }
    }
  }
  return [...byWorkload].sort(([a], [b]) => compareText(a, b)).map(([, counted]) => counted);
}

function nothing(namespace: string, workload: string, direction: Direction): Counted {
  return {
    ...{ namespace, workload, direction },
    flows: { allowed: new Set(), denied: new Set(), unknown: new Set() },
    bytes: { allowed: 0, denied: 0, unknown: 0 },
  };
}
