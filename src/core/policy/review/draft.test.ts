import { parse, parseAllDocuments } from 'yaml';
import { HOSTILE_STRINGS } from '../../../testing/hostileStrings';
import { API, DB, inventoryOf, policyFlow, SHOP_OBJECTS, WEB } from '../../../testing/policyShop';
import { withKustomization } from '../files/kustomization';
import { policyChanges } from '../files/policyChanges';
import { type Policy } from '../policies';
import { type Draft, NO_DRAFT, reviewedRules, withAllAccepted, withReview, withText } from './draft';
import { type DraftFile, draftFiles, OWN_POLICIES_PATH } from './draftFiles';
import { countOutcomes } from './judge';
import { observationFacts, propose, stageVerdicts } from './proposal';

const window = { startMs: Date.UTC(2026, 10, 28, 9), endMs: Date.UTC(2026, 10, 28, 10) };
const flows = [
  policyFlow(WEB, { ...API, service: 'api' }, 8080),
  policyFlow(API, DB, 5432),
  policyFlow(WEB, { ip: '203.0.113.9', external: { kind: 'internet', name: 'ACME' } }, 443),
];
const proposal = propose(inventoryOf(SHOP_OBJECTS), [{ window, flows }], 'vpc-cni-standard', { networks: [] });
const facts = observationFacts(proposal, [window], { isTruncated: false });

const PATH = 'shop/web-allow-observed.yaml';

function fileAt(draft: Draft, path = PATH): DraftFile {
  const file = draftFiles(proposal, draft).find((each) => each.path === path);
  if (file === undefined) {
    throw new Error(`no file ${path}`);
  }
  return file;
}

const rulesOf = (draft: Draft) => reviewedRules(fileAt(draft).generated!, draft);
const toApi = rulesOf(NO_DRAFT).find(({ rule }) => rule.peer.kind === 'pods')!;

function outcomesOf(draft: Draft) {
  const policies: Policy[] = draftFiles(proposal, draft).flatMap((file) => file.policies);
  return countOutcomes(stageVerdicts(proposal, 'vpc-cni-standard')(policies));
}

describe('a draft', () => {
  it('is the generated files and the default deny as long as nothing is reviewed', () => {
    const files = draftFiles(proposal, NO_DRAFT);
    expect(files.filter(({ isEdited, problems }) => isEdited || problems.length > 0)).toEqual([]);
    expect(files.flatMap((file) => file.policies)).toEqual([
      ...proposal.generated.map(({ policy }) => policy).filter(({ types }) => types.length > 0),
      ...[...proposal.defaultDenies.values()].flat(),
    ]);
    expect(outcomesOf(NO_DRAFT)).toEqual({ allowed: 3, denied: 0, unknown: 0 });
  });

  it('denies the flows of a rejected rule, and says in the file what was rejected and why', () => {
    const draft = withReview(NO_DRAFT, toApi.key, { decision: 'rejected', note: 'Use the gateway.' });
    expect(outcomesOf(draft)).toEqual({ allowed: 2, denied: 1, unknown: 0 });
    const text = fileAt(draft).text(facts);
    expect(text).toContain(
      '# The review rejects the egress rule for shop/api by way of Service shop/api. Note: Use the gateway.'
    );
    const { spec } = parse(text);
    expect(spec.policyTypes).toEqual(['Egress']);
    expect(JSON.stringify(spec)).not.toContain('8080');
  });

  it('keeps a direction restricted if all its rules are rejected', () => {
    const draft = rulesOf(NO_DRAFT).reduce((all, { key }) => withReview(all, key, { decision: 'rejected' }), NO_DRAFT);
    expect(parse(fileAt(draft).text(facts)).spec).toEqual({
      podSelector: expect.anything(),
      policyTypes: ['Egress'],
    });
  });

  it('writes postponed rules with a comment, and notes that cannot become YAML', () => {
    const plain = parse(fileAt(NO_DRAFT).text(facts));
    for (const note of [...Object.values(HOSTILE_STRINGS), 'a\nspec: {}\r\u2028- b']) {
      const text = fileAt(withReview(NO_DRAFT, toApi.key, { decision: 'postponed', note })).text(facts);
      expect(text).toContain('# The review of this rule is postponed.\n');
      expect(parse(text)).toEqual(plain);
    }
  });

  it('has the same rules after policies are generated from other flows', () => {
    const later = { startMs: window.endMs, endMs: window.endMs + 3_600_000 };
    const other = propose(
      inventoryOf(SHOP_OBJECTS),
      [{ window: later, flows: flows.slice(0, 1) }],
      'vpc-cni-standard',
      {
        networks: [],
      }
    );
    const draft = withReview(NO_DRAFT, toApi.key, { decision: 'rejected' });
    const file = draftFiles(other, draft).find(({ path }) => path === PATH);
    expect(file?.policies[0]).toMatchObject({ egress: [expect.anything()] });
  });

  it('accepts all rules without a decision, and keeps the others and notes', () => {
    const before = withReview(withReview(NO_DRAFT, toApi.key, { decision: 'rejected' }), toApi.key, { note: 'No.' });
    const rules = rulesOf(withAllAccepted(before, fileAt(NO_DRAFT).generated!));
    expect(rules.map(({ decision, note }) => [decision, note])).toEqual(
      rules.map(({ key }) => (key === toApi.key ? ['rejected', 'No.'] : ['accepted', undefined]))
    );
  });

  it('has no entry for a rule whose note is removed', () => {
    const noted = withReview(NO_DRAFT, toApi.key, { note: 'Why?' });
    expect(withReview(noted, toApi.key, { note: '' })).toEqual(NO_DRAFT);
  });
});

describe('an edited file', () => {
  const generated = fileAt(NO_DRAFT).text(facts);

  it('replaces the generated policy, and discarding the edit returns it', () => {
    const draft = withText(NO_DRAFT, PATH, generated.replace('port: 8080', 'port: 9090'));
    expect(outcomesOf(draft)).toEqual({ allowed: 2, denied: 1, unknown: 0 });
    expect(fileAt(draft).isEdited).toBe(true);
    expect(withText(draft, PATH, undefined)).toEqual(NO_DRAFT);
  });

  it.each([
    ['is not YAML', 'a: [', /^This is neither JSON nor YAML: .*line 1/s],
    [
      'has an unknown member',
      generated.replace('podSelector:', 'podSelectors:'),
      /spec\.podSelectors is unknown\. Known here: podSelector/,
    ],
    [
      'has a wrong port',
      generated.replace('port: 8080', 'port: 808080'),
      /ports\[0\]\.port must be an integer from 1 to 65535/,
    ],
    ['has no policy', '', /^The text has no network policy\.$/],
    ['has another object', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}', /^Only network policies/],
  ])('says what is wrong if it %s', (_, text, problem) => {
    const { problems } = fileAt(withText(NO_DRAFT, PATH, text));
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });

  it('leaves the policies of other files the same objects, so that only changed ones are judged again', () => {
    const before = draftFiles(proposal, NO_DRAFT);
    const after = draftFiles(proposal, withReview(withText(NO_DRAFT, PATH, generated), 'other', { note: 'x' }));
    const changed = after.filter(({ policies }, index) =>
      policies.some((one, at) => one !== before[index]?.policies[at])
    );
    expect(changed.map(({ path }) => path)).toEqual([PATH]);
  });

  it('adds policies that reviewers write themselves', () => {
    const text =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: own, namespace: shop}\nspec: {podSelector: {}}';
    const file = fileAt(withText(NO_DRAFT, OWN_POLICIES_PATH, text), OWN_POLICIES_PATH);
    expect(file.policies).toMatchObject([{ name: 'own', types: ['ingress'] }]);
    expect(draftFiles(proposal, NO_DRAFT).some(({ path }) => path === OWN_POLICIES_PATH)).toBe(false);
  });
});

describe('the changes of a file', () => {
  const { policies } = fileAt(NO_DRAFT);

  it('are all lines of a policy that the cluster does not have, and none of one that it has', () => {
    expect(new Set(policyChanges([], policies).map(({ kind }) => kind))).toEqual(new Set(['added']));
    expect(new Set(policyChanges(policies, policies).map(({ kind }) => kind))).toEqual(new Set(['same']));
  });

  it('are the lines that differ from the policy of the same name', () => {
    const draft = withText(NO_DRAFT, PATH, fileAt(NO_DRAFT).text(facts).replace('port: 8080', 'port: 9090'));
    const changes = policyChanges(policies, fileAt(draft).policies).filter(({ kind }) => kind !== 'same');
    expect(changes.map(({ kind, text }) => `${kind} ${text.trim()}`)).toEqual([
      expect.stringMatching(/^removed .*8080/),
      expect.stringMatching(/^added .*9090/),
    ]);
  });
});

it('names all files in a kustomization', () => {
  const files = draftFiles(proposal, NO_DRAFT).map(({ path, text }) => ({ path, text: text(facts) }));
  const [kustomization] = withKustomization(files).slice(-1);
  const [content, ...others] = parseAllDocuments(kustomization?.text ?? '').map((document) => document.toJS());
  expect(others).toEqual([]);
  expect(content).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: files.map(({ path }) => path),
  });
});
