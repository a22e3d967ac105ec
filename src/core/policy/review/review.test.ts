import { API, DB, inventoryOf, PAY_CLOSED, policyFlow, SHOP_OBJECTS, WEB, WEB_2 } from '../../../testing/policyShop';
import { countOutcomes } from './judge';
import { NO_DRAFT } from './draft';
import { draftFiles } from './draftFiles';
import { groupJudged } from './groupJudged';
import { namespaceStates } from './namespaceStates';
import { observationFacts, propose, STAGES, stageVerdicts } from './proposal';

const HOUR_MS = 3_600_000;
const WINDOWS = [0, 1].map((hour) => ({ startMs: hour * HOUR_MS, endMs: (hour + 1) * HOUR_MS }));

const FLOWS = [
  policyFlow(WEB, { ...API, service: 'api' }, 8080, 2_000),
  policyFlow(WEB_2, { ...API, service: 'api' }, 8080, 3_000),
  policyFlow(API, DB, 5432),
  policyFlow(WEB, { ip: '203.0.113.9', external: { kind: 'internet', name: 'ACME' } }, 443),
];

const proposal = propose(
  inventoryOf([...SHOP_OBJECTS, PAY_CLOSED]),
  WINDOWS.map((window) => ({ window, flows: FLOWS })),
  'vpc-cni-standard',
  { networks: [] }
);

const judged = stageVerdicts(proposal, 'vpc-cni-standard');

it('judges flows of several windows once, with the policies of each stage', () => {
  expect(STAGES.map((stage) => [stage, countOutcomes(judged(stage))])).toEqual([
    ['today', { allowed: 3, denied: 1, unknown: 0 }],
    ['default-deny', { allowed: 0, denied: 4, unknown: 0 }],
    ['generated', { allowed: 4, denied: 0, unknown: 0 }],
    ['generated-default-deny', { allowed: 4, denied: 0, unknown: 0 }],
  ]);
});

it('counts pods with a policy, and the verdicts of flows in the namespaces of both ends', () => {
  const states = namespaceStates(proposal, judged('today'));
  expect(states).toEqual([
    { namespace: 'pay', pods: 1, podsWithPolicy: 1, flows: 1, denied: 1, unknown: 0 },
    { namespace: 'shop', pods: 4, podsWithPolicy: 0, flows: 4, denied: 1, unknown: 0 },
  ]);
});

it('groups verdicts by workload, the largest first, with the sum of all windows', () => {
  const groups = groupJudged(proposal, judged('today'));
  expect(groups).toMatchObject([
    { client: 'shop/web', server: 'shop/api', service: 'api', port: 8080, outcome: 'allowed', flows: 2, bytes: 10_000 },
    { client: 'shop/api', server: 'pay/db', port: 5432, outcome: 'denied', flows: 1, bytes: 2_000 },
    { client: 'shop/web', server: 'ACME', port: 443, outcome: 'allowed', flows: 1 },
  ]);
  expect(groups[1]?.reason).toMatch(
    /^Denied: no ingress rule of NetworkPolicy pay\/closed allows shop\/api-\S+ to connect/
  );
});

it('has a file for each workload and a default deny for each namespace', () => {
  const facts = observationFacts(proposal, WINDOWS, { isTruncated: false });
  expect(facts).toEqual({
    window: { startMs: 0, endMs: 2 * HOUR_MS },
    watchedMs: 2 * HOUR_MS,
    nodes: { withAgents: 0, all: 2 },
    isTruncated: false,
  });
  expect(draftFiles(proposal, NO_DRAFT).map(({ path }) => path)).toEqual([
    'pay/db-allow-observed.yaml',
    'shop/api-allow-observed.yaml',
    'shop/web-allow-observed.yaml',
    'pay/default-deny.yaml',
    'shop/default-deny.yaml',
  ]);
});

it('has no rules for attempts that the policies of today deny, if their bytes are not known', () => {
  const flow = policyFlow(API, DB, 5432);
  const unknown = { ...flow, metrics: { ...flow.metrics, bytes: {}, retransmissions: { byClient: 3 } } };
  const windows = WINDOWS.map((window) => ({ window, flows: [unknown] }));
  const of = (objects: readonly object[]) =>
    propose(inventoryOf(objects), windows, 'vpc-cni-standard', { networks: [] });
  expect(of([...SHOP_OBJECTS, PAY_CLOSED]).generated).toEqual([]);
  expect(of(SHOP_OBJECTS).generated).toHaveLength(2);
});
