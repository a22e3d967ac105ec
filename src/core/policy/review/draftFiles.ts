import { defaultDenyFile, defaultDenyPath } from '../files/defaultDeny';
import { generatedPath, type ObservationFacts, policyFile } from '../files/policyFile';
import { type GeneratedPolicy } from '../generate/generatedPolicy';
import { type Policy } from '../policies';
import { parseObjects } from '../read/parseObjects';
import { type PolicyReading, readPolicyObjects } from '../read/readInventory';
import { type Draft, reviewedRules, withoutRejected } from './draft';
import { unreadableText } from './messages';
import { type Proposal, restrictingPolicies } from './proposal';

/** The file with policies that reviewers write themselves. It exists if it has a text. */
export const OWN_POLICIES_PATH = 'own-policies.yaml';

/** A file of a draft. */
export interface DraftFile {
  path: string;
  policies: readonly Policy[];
  /** What is wrong in an edited text, in sentences. If there are any, `policies` is not complete. */
  problems: readonly string[];
  /** The generated policy with all rules, also rejected ones; absent for other files. */
  generated?: GeneratedPolicy;
  isEdited: boolean;
  /** The text is computed on demand, because there can be thousands of files. */
  text: (facts: ObservationFacts) => string;
}

/** The part of a draft that changes policies. */
type DraftOfPolicies = Pick<Draft, 'rules' | 'texts'>;

/** The files of a proposal as reviewers changed them: one for each workload, then a default deny for each namespace. */
export function draftFiles(proposal: Proposal, draft: DraftOfPolicies): DraftFile[] {
  const all = restrictingPolicies(proposal);
  const kept = withoutRejected(all, draft);
  const ofWorkloads = all.map((generated, index) => {
    const written = kept[index] ?? generated;
    return fileOf(generatedPath(generated.policy), [written.policy], draft, {
      generated,
      text: (facts) => policyFile(written, facts, reviewedRules(generated, draft)).text,
    });
  });
  const denies = [...proposal.defaultDenies].map(([namespace, policies]) =>
    fileOf(defaultDenyPath(namespace), policies, draft, { text: () => defaultDenyFile(namespace, policies).text })
  );
  const own = draft.texts[OWN_POLICIES_PATH] === undefined ? [] : [fileOf(OWN_POLICIES_PATH, [], draft, NO_TEXT)];
  return [...ofWorkloads, ...denies, ...own];
}

const NO_TEXT = { text: () => '' };

function fileOf(
  path: string,
  policies: readonly Policy[],
  { texts }: DraftOfPolicies,
  generated: Pick<DraftFile, 'generated' | 'text'>
): DraftFile {
  const edited = texts[path];
  return edited === undefined
    ? { path, policies, problems: [], isEdited: false, ...generated }
    : { path, ...readPolicyText(edited), isEdited: true, ...generated, text: () => edited };
}

function readPolicyText(text: string): PolicyReading {
  try {
    return readPolicyObjects(parseObjects(text));
  } catch (failure) {
    return { policies: [], problems: [unreadableText(failure instanceof Error ? failure.message : String(failure))] };
  }
}
