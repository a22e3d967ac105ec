import { app, inNamespace, namespace, networkPolicy, pod, tcp } from '../../../testing/policySets';
import { type Enforcement } from '../amazon/enforcement';
import { explain } from '../explain';
import { type FlowEnd, type PolicyFlow } from '../policyFlow';
import { readInventory } from '../read/readInventory';
import { verdictsOf } from '../verdictsOf';

const web = pod('shop/web', '10.0.1.1', { labels: { app: 'web' } });
const api = pod('shop/api', '10.0.1.2', { labels: { app: 'api' }, ports: [{ name: 'http', containerPort: 8080 }] });
const agent = pod('tools/agent', '10.0.0.11', { labels: { app: 'agent' }, hostNetwork: true });
const scan = pod('tools/scan', '10.0.1.4', { labels: { app: 'scan' } }, { node: 1 });
const CLUSTER = [namespace('shop'), namespace('tools'), web, api, agent, scan];

const shop = { namespaces: inNamespace('shop') };
const tools = { namespaces: inNamespace('tools') };
const all = { namespaces: {} };
const port = (number: number) => [{ tcp: { destinationPort: { number } } }];

function policy(name: string, tier: string, priority: number, rules: object, subject: object = shop) {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: { tier, priority, subject, ...rules },
  };
}

const rule = (action: string, from: object, protocols?: object) => ({
  action,
  from: [from],
  ...(protocols && { protocols }),
});
const rules = (...ingress: object[]) => ({ ingress });

const endOf = (text: string): FlowEnd => {
  const [ofNamespace = '', name] = text.split('/');
  return name === undefined ? { kind: 'address', address: text } : { kind: 'pod', namespace: ofNamespace, name };
};

function judge(policies: readonly object[], client: string, server: string, number = 8080, by: Enforcement = 'other') {
  const { inventory, problems } = readInventory([...CLUSTER, ...policies]);
  expect(problems).toEqual([]);
  const flow: PolicyFlow = { client: endOf(client), server: endOf(server), protocol: 'TCP', port: number };
  const verdict = verdictsOf(inventory, by)(flow);
  return { outcome: verdict.outcome, reason: explain(flow, verdict) };
}

const outcome = (...args: Parameters<typeof judge>) => judge(...args).outcome;

/** Isolates the API, and allows nothing. */
const closed = networkPolicy('shop/closed', { podSelector: app('api') });
/** Allows the pods of the namespace on port 8080 of the API. */
const open = networkPolicy('shop/open', {
  podSelector: app('api'),
  ingress: [{ from: [{ podSelector: {} }], ports: [tcp(8080)] }],
});

describe('the Admin tier', () => {
  it('allows and denies against NetworkPolicies', () => {
    expect(outcome([closed, policy('a', 'Admin', 1, rules(rule('Accept', shop)))], 'shop/web', 'shop/api')).toBe(
      'allowed'
    );
    const denied = judge([open, policy('a', 'Admin', 1, rules(rule('Deny', shop)))], 'shop/web', 'shop/api');
    expect(denied).toEqual({
      outcome: 'denied',
      reason: 'Denied: ingress rule 1 of ClusterNetworkPolicy a denies it.',
    });
  });

  it('leaves the decision to NetworkPolicies with Pass, and skips the rest of the tier', () => {
    const passing = [
      policy('pass', 'Admin', 1, rules(rule('Pass', shop))),
      policy('deny', 'Admin', 2, rules(rule('Deny', all))),
    ];
    expect(outcome([...passing, open], 'shop/web', 'shop/api')).toBe('allowed');
    expect(outcome([...passing, closed], 'shop/web', 'shop/api')).toBe('denied');
    expect(outcome(passing, 'shop/web', 'shop/api')).toBe('allowed');
    expect(outcome(passing, 'tools/scan', 'shop/api')).toBe('denied');
  });

  it('counts the lower priority number first, and then the order of the rules', () => {
    const accept = policy('accept', 'Admin', 10, rules(rule('Accept', shop)));
    const deny = (priority: number) => policy('deny', 'Admin', priority, rules(rule('Deny', all)));
    expect(outcome([accept, deny(20)], 'shop/web', 'shop/api')).toBe('allowed');
    expect(outcome([accept, deny(5)], 'shop/web', 'shop/api')).toBe('denied');
    const inOrder = rules(rule('Accept', shop), rule('Deny', all));
    const reversed = rules(rule('Deny', all), rule('Accept', shop));
    expect(outcome([policy('a', 'Admin', 1, inOrder)], 'shop/web', 'shop/api')).toBe('allowed');
    expect(outcome([policy('a', 'Admin', 1, reversed)], 'shop/web', 'shop/api')).toBe('denied');
  });

  it('is not known for policies of one priority that contradict each other, and known if they agree', () => {
    const one = policy('one', 'Admin', 7, rules(rule('Accept', shop)));
    const other = policy('other', 'Admin', 7, rules(rule('Deny', all)));
    expect(judge([one, other], 'shop/web', 'shop/api')).toEqual({
      outcome: 'unknown',
      reason:
        'Not known: ClusterNetworkPolicy one, ClusterNetworkPolicy other have the same priority and contradict each other, and any of these can count.',
    });
    expect(outcome([one, other], 'tools/scan', 'shop/api')).toBe('denied');
    expect(outcome([one, { ...one, metadata: { name: 'again' } }], 'shop/web', 'shop/api')).toBe('allowed');
  });

  it('has no influence on other pods and the other direction', () => {
    const deny = policy('deny', 'Admin', 1, rules(rule('Deny', all)), { pods: { podSelector: app('api') } });
    expect(outcome([deny], 'shop/web', 'shop/api')).toBe('denied');
    expect(outcome([deny], 'shop/api', 'shop/web')).toBe('allowed');
  });
});

describe('the Baseline tier', () => {
  const deny = policy('deny', 'Baseline', 1, rules(rule('Deny', all)));

  it('decides only about pods that no NetworkPolicy isolates', () => {
    expect(outcome([deny], 'shop/web', 'shop/api')).toBe('denied');
    expect(outcome([deny, open], 'shop/web', 'shop/api')).toBe('allowed');
    expect(outcome([deny, closed], 'shop/api', 'shop/web')).toBe('denied');
  });

  it('comes after what the Admin tier accepts, and allows what no rule matches', () => {
    expect(outcome([deny, policy('a', 'Admin', 9, rules(rule('Accept', shop)))], 'shop/web', 'shop/api')).toBe(
      'allowed'
    );
    expect(outcome([deny], '192.0.2.1', 'shop/api')).toBe('allowed');
  });
});

describe('rules of ClusterNetworkPolicies', () => {
  const denied = (protocols: object) => [policy('a', 'Admin', 1, rules(rule('Deny', shop, protocols)))];

  it.each([
    ['a number', port(8080), [8080], [8081]],
    ['a range', [{ tcp: { destinationPort: { range: { start: 8000, end: 8080 } } } }], [8000, 8080], [7999, 8081]],
    ['the name of a port, of every protocol', [{ destinationNamedPort: 'http' }], [8080], [8081]],
    ['another protocol', [{ udp: { destinationPort: { number: 8080 } } }], [], [8080]],
  ])('match %s', (_, protocols, matching, others) => {
    matching.forEach((each) => expect(outcome(denied(protocols), 'shop/web', 'shop/api', each)).toBe('denied'));
    others.forEach((each) => expect(outcome(denied(protocols), 'shop/web', 'shop/api', each)).toBe('allowed'));
  });

  it('match pods by their address, too, if they have networks', () => {
    const egress = (networks: string[]) => [
      policy('a', 'Admin', 1, { egress: [{ action: 'Deny', to: [{ networks }] }] }),
    ];
    expect(outcome(egress(['10.0.1.0/24']), 'shop/web', 'shop/api')).toBe('denied');
    expect(outcome(egress(['10.0.2.0/24']), 'shop/web', 'shop/api')).toBe('allowed');
    expect(outcome(egress(['192.0.2.0/24']), 'shop/web', '192.0.2.7', 443)).toBe('denied');
  });

  it('do not select pods in the host network, neither as subjects nor as peers', () => {
    const deny = [
      policy('a', 'Admin', 1, { ...rules(rule('Deny', tools)), egress: [{ action: 'Deny', to: [all] }] }, all),
    ];
    expect(outcome(deny, 'tools/scan', 'shop/api')).toBe('denied');
    expect(outcome(deny, 'tools/agent', '192.0.2.7')).toBe('allowed');
    expect(outcome([policy('a', 'Admin', 1, rules(rule('Deny', tools)))], 'tools/agent', 'shop/api')).toBe('allowed');
  });

  it('leave it open whether a denial counts for the own node of a pod', () => {
    const deny = [policy('a', 'Admin', 1, { egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/16'] }] }] })];
    expect(outcome(deny, 'shop/web', '10.0.0.11')).toBe('unknown');
    expect(outcome(deny, 'shop/web', '10.0.0.12')).toBe('denied');
  });

  it('leave it open whether an address outside the cluster has a domain name', () => {
    const egress = [
      { action: 'Accept', to: [{ domainNames: ['*.example.com'] }] },
      { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] },
    ];
    expect(outcome([policy('a', 'Admin', 1, { egress })], 'shop/web', '192.0.2.7')).toBe('unknown');
    expect(outcome([policy('a', 'Admin', 1, { egress })], 'shop/web', 'shop/api')).toBe('denied');
  });

  it('have no effect where Amazon enforces policies', () => {
    const deny = [policy('a', 'Admin', 1, rules(rule('Deny', all)))];
    expect(outcome(deny, 'shop/web', 'shop/api', 8080, 'vpc-cni-standard')).toBe('allowed');
  });
});
