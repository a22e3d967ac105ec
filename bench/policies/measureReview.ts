import { type Flow } from '../../src/core/flow/flow';
import { type Inventory } from '../../src/core/policy/inventory';
import { type FlowEnd, type PolicyFlow } from '../../src/core/policy/policyFlow';
import { NO_DRAFT, reviewedRules, withReview } from '../../src/core/policy/review/draft';
import { type DraftFile, draftFiles } from '../../src/core/policy/review/draftFiles';
import { type Finding } from '../../src/core/policy/lint/lintPolicies';
import { mistakeFinder, placeText } from '../../src/core/policy/review/mistakes';
import { observationFacts, propose, stageVerdicts } from '../../src/core/policy/review/proposal';
import { VerdictFlows } from '../../src/core/policy/review/verdictFlows';
import { withPolicies } from '../../src/core/policy/review/withPolicies';
import { median } from '../datasource/median';
import { type Digests } from './digests';

const ENFORCEMENT = 'vpc-cni-standard';
const WARM_UP = 1;
const ROUNDS = 3;
const WINDOW = { startMs: 0, endMs: 3_600_000 };

/** Times what the page does with flows: generates policies, judges and lints them, again after a rule is rejected, and writes files. */
export function measureReview(
  inventory: Inventory,
  policyFlows: readonly PolicyFlow[],
  digests: Digests,
  report: (text: string) => void
): object[] {
  const flows = policyFlows.map(flowOf);
  const rounds = Array.from({ length: WARM_UP + ROUNDS }, (_, index) => {
    report(`review, round ${index + 1} of ${WARM_UP + ROUNDS}`);
    return round(inventory, flows, digests);
  }).slice(WARM_UP);
  return Object.keys(rounds[0] ?? {}).map((step) => {
    const times = rounds.map((each) => each[step] ?? NaN);
    return { step, 'ms (minimum, median)': `${Math.round(Math.min(...times))}, ${Math.round(median(times))}` };
  });
}

function round(inventory: Inventory, flows: readonly Flow[], digests: Digests): Record<string, number> {
  const times: Record<string, number> = {};
  const timed = <Result>(step: string, run: () => Result): Result => {
    const start = performance.now();
    const result = run();
    times[step] = performance.now() - start;
    return result;
  };
  const proposal = timed('generate policies', () =>
    propose(inventory, [{ window: WINDOW, flows }], ENFORCEMENT, { networks: [] })
  );
  const judge = stageVerdicts(proposal, ENFORCEMENT);
  const verdictFlows = new VerdictFlows(proposal.observation);
  const files = draftFiles(proposal, NO_DRAFT);
  const before = timed('judge the draft', () => judge(policiesOf(files)));
  const find = mistakeFinder(proposal, ENFORCEMENT);
  const appliedPolicies = (of: readonly DraftFile[]) => withPolicies(inventory, policiesOf(of)).policies;
  const explained = timed('explain all flows', () => verdictFlows.under(before));
  const found = timed('lint the draft', () => find(appliedPolicies(files)));
  const key = ruleOfTypicalPolicy(files);
  const draft = withReview(NO_DRAFT, key, { decision: 'rejected' });
  const [edited, explainedAgain] = timed('colors after a rule is rejected', () => {
    const changed = draftFiles(proposal, draft);
    return [changed, verdictFlows.under(judge(policiesOf(changed)))] as const;
  });
  const foundAgain = timed('lint after a rule is rejected', () => find(appliedPolicies(edited)));
  const facts = observationFacts(proposal, [WINDOW], { isTruncated: false });
  const texts = timed('write files', () => edited.map(({ text }) => text(facts)));
  digests.note('explained flows', [explained, explainedAgain].map(reasonsOf));
  digests.note('findings', [found, foundAgain].map(findingsText));
  digests.note('files', texts);
  return times;
}

function reasonsOf(flows: readonly Flow[]) {
  return flows.map(({ verdict }) => verdict);
}

function findingsText(findings: readonly Finding[]) {
  return findings.map((finding) => [finding.check, placeText(finding), finding.problem, finding.remedy]);
}

function policiesOf(files: readonly DraftFile[]) {
  return files.flatMap(({ policies }) => policies);
}

/** The last rule of the policy with the median number of rules. */
function ruleOfTypicalPolicy(files: readonly DraftFile[]): string {
  const sizeOf = ({ policies: [policy] }: DraftFile) => (policy ? policy.ingress.length + policy.egress.length : 0);
  const generated = files.filter((file) => file.generated).sort((a, b) => sizeOf(a) - sizeOf(b));
  const typical = generated[Math.floor(generated.length / 2)]?.generated;
  return (typical && reviewedRules(typical, NO_DRAFT).at(-1)?.key) ?? '';
}

function flowOf({ client, server, port }: PolicyFlow): Flow {
  const bytes = { byClient: 1_000, byServer: 1_000 };
  const metrics = { bytes, retransmissions: {}, timeouts: {}, roundTripTimeMicroseconds: {} };
  return { client: endOf(client), server: endOf(server), port, category: 'INTRA_AZ', metrics, path: [] };
}

function endOf(end: FlowEnd) {
  return end.kind === 'pod' ? { namespace: end.namespace, pod: end.name } : { ip: end.address };
}
