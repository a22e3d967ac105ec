import { ruleManifest } from '../files/manifest';
import { type RuleReview } from '../files/ruleReview';
import { type ReviewedRule } from '../files/policyFile';
import { type GeneratedPolicy } from '../generate/generatedPolicy';
import { type Direction } from '../policies';

/** What reviewers change in generated policies. */
export interface Draft {
  /** By {@link ruleKey}. */
  rules: Readonly<Record<string, RuleReview>>;
  /** The text of edited files by path, in place of the generated text. Files that are not generated are added. */
  texts: Readonly<Record<string, string>>;
  /** Who may communicate with whom by design, as a text. */
  design: string;
}

export const NO_DRAFT: Draft = { rules: {}, texts: {}, design: '' };

/** A rule of a generated policy with its review and its key in a draft. */
export interface KeyedRule extends ReviewedRule {
  key: string;
}

/** The rules of a policy with their reviews, in the order of the file. */
export function reviewedRules(generated: GeneratedPolicy, { rules }: Pick<Draft, 'rules'>): KeyedRule[] {
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    generated.rules[direction].map((rule, index) => {
      const key = ruleKey(generated, direction, index);
      return { key, direction, rule, ...rules[key] };
    })
  );
}

/** How many of the rules of policies have a decision. */
export function reviewProgress(
  policies: readonly GeneratedPolicy[],
  draft: Draft
): { reviewed: number; rules: number } {
  const names = policyNames(Object.keys(draft.rules));
  const reviewed = policies
    .filter((generated) => names.has(nameOf(generated)))
    .flatMap((generated) => reviewedRules(generated, draft))
    .filter(({ decision }) => decision !== undefined);
  const rules = policies.reduce((sum, { policy: { ingress, egress } }) => sum + ingress.length + egress.length, 0);
  return { reviewed: reviewed.length, rules };
}

/** The draft after the review of a rule. */
export function withReview(draft: Draft, key: string, review: RuleReview): Draft {
  const { [key]: before, ...others } = draft.rules;
  const { decision, note } = { ...before, ...review };
  const kept = { ...(decision && { decision }), ...(note !== undefined && note !== '' && { note }) };
  return { ...draft, rules: Object.keys(kept).length === 0 ? others : { ...others, [key]: kept } };
}

/** The draft after a file was edited. @param text undefined: the generated text again. */
export function withText(draft: Draft, path: string, text: string | undefined): Draft {
  const { [path]: _, ...others } = draft.texts;
  return { ...draft, texts: text === undefined ? others : { ...others, [path]: text } };
}

/** The draft in which all rules of a policy have a decision: those without one are accepted. */
export function withAllAccepted(draft: Draft, generated: GeneratedPolicy): Draft {
  const open = reviewedRules(generated, draft).filter(({ decision }) => decision === undefined);
  return open.reduce((before, { key }) => withReview(before, key, { decision: 'accepted' }), draft);
}

/** The policies without the rules that reviewers reject. A direction without rules stays restricted, so that it denies all. */
export function withoutRejected(
  policies: readonly GeneratedPolicy[],
  { rules }: Pick<Draft, 'rules'>
): GeneratedPolicy[] {
  const rejected = new Set(Object.keys(rules).filter((key) => rules[key]?.decision === 'rejected'));
  const names = policyNames([...rejected]);
  return policies.map((generated) => {
    if (!names.has(nameOf(generated))) {
      return generated;
    }
    const isKept = (direction: Direction) => (_: unknown, index: number) =>
      !rejected.has(ruleKey(generated, direction, index));
    const [ingress, egress] = [isKept('ingress'), isKept('egress')];
    const { policy, rules: ofPolicy } = generated;
    return {
      ...generated,
      rules: { ingress: ofPolicy.ingress.filter(ingress), egress: ofPolicy.egress.filter(egress) },
      policy: { ...policy, ingress: policy.ingress.filter(ingress), egress: policy.egress.filter(egress) },
    };
  });
}

/** Equal for the same rule of the same policy, also after policies are generated again. */
function ruleKey(generated: GeneratedPolicy, direction: Direction, index: number): string {
  const rule = generated.policy[direction][index];
  const manifest = rule && ruleManifest(rule, direction === 'ingress' ? 'from' : 'to');
  return `${nameOf(generated)} ${direction} ${JSON.stringify(manifest)}`;
}

/** The names of the policies of rules. */
function policyNames(ruleKeys: readonly string[]): ReadonlySet<string> {
  return new Set(ruleKeys.map((key) => key.slice(0, key.indexOf(' '))));
}

function nameOf({ policy: { namespace, name } }: GeneratedPolicy): string {
  return `${namespace}/${name}`;
}
