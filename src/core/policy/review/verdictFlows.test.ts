import { API, DB, inventoryOf, policyFlow, SHOP_OBJECTS, WEB } from '../../../testing/policyShop';
import { VerdictFlows } from './verdictFlows';
import { propose, type Stage, stageVerdicts } from './proposal';

const closed = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'pay', name: 'closed' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 5432 }] }] },
};

const UNKNOWN_POD = { namespace: 'shop', pod: 'gone-7d4b9c6f5-zzzzz', ip: '10.0.9.9' };

const FLOWS = {
  allowed: policyFlow(WEB, { ...API, service: 'api' }, 8080),
  toDb: policyFlow(API, DB, 5432),
  toOtherPort: policyFlow(API, DB, 9000),
  fromUnknown: policyFlow(UNKNOWN_POD, API, 8080),
};

const window = { startMs: 0, endMs: 3_600_000 };
const proposal = propose(
  inventoryOf([...SHOP_OBJECTS, closed]),
  [{ window, flows: Object.values(FLOWS) }],
  'vpc-cni-standard',
  { networks: [] }
);
const judgedIn = stageVerdicts(proposal, 'vpc-cni-standard');
const verdictFlows = new VerdictFlows(proposal.observation);

function statesOf(stage: Stage, before?: Stage) {
  const flows = verdictFlows.under(judgedIn(stage), before && judgedIn(before));
  return Object.fromEntries(
    Object.entries(FLOWS).map(([name, { client, server, port }]) => [
      name,
      flows.find((flow) => flow.client === client && flow.server === server && flow.port === port)?.verdict,
    ])
  );
}

it('has a verdict with its reason for each flow, also for those without a place in the cluster', () => {
  expect(statesOf('today')).toEqual({
    allowed: { state: 'allowed', reason: expect.stringMatching(/^Allowed: /) },
    toDb: { state: 'allowed', reason: expect.stringContaining('pay/closed') },
    toOtherPort: { state: 'denied', reason: expect.stringMatching(/^Denied: .*pay\/closed/) },
    fromUnknown: { state: 'unknown', reason: expect.stringContaining('gone-7d4b9c6f5-zzzzz') },
  });
});

it('says which flows only one of two stages allows', () => {
  expect(statesOf('default-deny', 'today')).toMatchObject({
    allowed: { state: 'newly-denied' },
    toDb: { state: 'newly-denied' },
    toOtherPort: { state: 'denied' },
    fromUnknown: { state: 'unknown' },
  });
  expect(statesOf('today', 'default-deny')).toMatchObject({
    allowed: { state: 'newly-allowed' },
    toOtherPort: { state: 'denied' },
  });
});

it('does not decide a flow whose port is missing if its possible ports differ', () => {
  const toAnyPort = policyFlow(WEB, API, undefined);
  const twoPorts = SHOP_OBJECTS.map((object) =>
    'kind' in object && object.kind === 'Service' && JSON.stringify(object).includes('"name":"api"')
      ? { ...object, spec: { selector: { app: 'api' }, clusterIP: '172.20.0.80', ports: [{ port: 80 }, { port: 81 }] } }
      : object
  );
  const onlyFirst = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'shop', name: 'first' },
    spec: { podSelector: { matchLabels: { app: 'api' } }, ingress: [{ ports: [{ port: 80 }] }] },
  };
  const other = propose(inventoryOf([...twoPorts, onlyFirst]), [{ window, flows: [toAnyPort] }], 'vpc-cni-standard', {
    networks: [],
  });
  const [flow] = new VerdictFlows(other.observation).under(stageVerdicts(other, 'vpc-cni-standard')('today'));
  expect(flow?.verdict).toEqual({ state: 'unknown', reason: expect.stringContaining('The port is not in the data') });
});

it('keeps the objects of flows whose verdicts a change of policies does not concern', () => {
  const flows = new VerdictFlows(proposal.observation);
  const judge = stageVerdicts(proposal, 'vpc-cni-standard');
  const before = flows.under(judge('today'));
  const { policies } = proposal.inventory;
  const withoutRules = policies.map((policy) => ({ ...policy, ingress: [] }) as (typeof policies)[number]);
  const after = flows.under(judge(withoutRules));
  const changed = after.filter((flow, index) => flow !== before[index]);
  // The other flow to the database was denied before, and for the same reason.
  expect(changed.map(({ port, verdict }) => [port, verdict?.state])).toEqual([
    [5432, 'denied'],
    [9000, 'denied'],
  ]);
});
