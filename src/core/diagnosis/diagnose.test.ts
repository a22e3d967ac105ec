import { aFlow, aPod } from '../../testing/flows';
import { from, someObservations, somePairs, stepMs, WINDOW_START_MS } from '../../testing/observations';
import { EVENT_TAGS } from '../events/eventTags';
import { ALLOWANCES } from '../prometheus/agent/allowances';
import { diagnose } from './diagnose';
import { type Observations } from './observations';
import { partsOf } from './sentence';

const [INBOUND] = ALLOWANCES;
const LINK_LOCAL = ALLOWANCES[4];
const NODES = ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'];

/** Traffic of two pairs of workloads between all nodes, of which some lose packets from the third step on. */
function trafficWith(isLossy: (client: string, server: string, workload: string) => boolean, after = 1_000_000) {
  return somePairs(
    ['web', 'api'].flatMap((workload) =>
      NODES.flatMap((client) =>
        NODES.filter((server) => server !== client).map((server) => {
          const lossy = isLossy(client, server, workload);
          const amounts = lossy ? { bytes: from(2, 1e6, after), retransmissions: from(2, 0, 30) } : { bytes: 1e6 };
          return [`shop/${workload}@${client}`, `shop/${workload}-db@${server}`, amounts] as const;
        })
      )
    )
  );
}

const exceeded = (metric: (typeof ALLOWANCES)[number], node: string, step: number) => ({
  metric,
  series: [{ labels: { node, eni: `eni-${node}` }, timesMs: [stepMs(step + 1), stepMs(step + 2)], values: [40, 60] }],
});

const pod = (workload: string, node: string) => ({ namespace: 'shop', pod: `${workload}-on-${node}`, workload, node });

function causesOf(over: Partial<Observations>) {
  return diagnose(someObservations(over)).causes;
}

describe('a diagnosis', () => {
  it('without any observations says that nothing is known', () => {
    const { symptoms, causes, unknown } = diagnose(someObservations());
    expect([symptoms, causes]).toEqual([[], []]);
    expect(unknown.map(({ id }) => id)).toEqual([
      'unknownFlows',
      'unknownAllowances',
      'unknownAgents',
      'unknownEvents',
      'unknownNetwork',
      'unknownPolicies',
    ]);
  });

  it('of steady traffic finds nothing', () => {
    const { symptoms } = diagnose(someObservations({ pairs: trafficWith(() => false) }));
    expect(symptoms).toEqual([]);
  });

  it('finds a node at which losses concentrate, since when, and how much is affected', () => {
    const pairs = trafficWith((client, server) => [client, server].includes('b1'));
    const { symptoms, causes } = diagnose(someObservations({ pairs, allowances: [] }));
    expect(causes).toMatchObject([{ kind: 'node', place: { node: 'b1' }, confidence: 'high', sinceMs: stepMs(2) }]);
    expect(symptoms.map(({ kind, place }) => [kind, place])).toEqual([
      ['lossyPair', expect.objectContaining({ client: { kind: 'workload', namespace: 'shop', workload: 'web' } })],
      ['lossyPair', expect.objectContaining({ client: { kind: 'workload', namespace: 'shop', workload: 'api' } })],
    ]);
    expect(symptoms[0]?.pods?.has('shop/web-on-b1')).toBe(true);
    expect(symptoms[0]?.share).toBeCloseTo(10 / 60);
  });

  it('supports a fault of a workload by the problems of its pods, but not by those of others or long before', () => {
    const pairs = somePairs(
      NODES.map((node) => ['shop/web@' + node, 'shop/db@b1', { bytes: 0, retransmissions: from(2, 0, 30) }] as const)
    );
    const problem = (workload: string, step: number) => ({
      startMs: stepMs(step),
      endMs: stepMs(step + 1),
      title: 'Container restarts',
      text: 'OOMKilled.',
      tags: ['container restart', 'shop', workload, 'OOMKilled'],
    });
    const evidenceOf = (...events: Array<ReturnType<typeof problem>>) =>
      causesOf({ pairs, drops: [], events })
        .filter(({ kind }) => kind === 'workload')
        .flatMap(({ evidence }) => evidence.filter(({ sentence }) => sentence.id === 'podProblem'))
        .map(({ weight, sentence }) => [weight, sentence.facts.time]);
    const since = (step: number) => ({ kind: 'time', timeMs: stepMs(step) });
    expect(evidenceOf(problem('db', 2), problem('db', 4))).toEqual([
      [4, since(2)],
      [0, since(4)],
    ]);
    expect(evidenceOf(problem('cache', 2), problem('db', -10))).toEqual([]);
  });

  it('finds losses that are no higher than in the window before, and says if they can have begun even earlier', () => {
    const symptomsOf = (retransmissions: number | readonly number[]) =>
      diagnose(someObservations({ pairs: somePairs([['shop/web@a1', 'shop/db@b1', { bytes: 1e6, retransmissions }]]) }))
        .symptoms;
    const [always] = symptomsOf(30);
    expect(always).toMatchObject({ kind: 'lossyPair', certainty: 'significant' });
    expect(always).not.toHaveProperty('sinceMs');
    expect(always?.sentence.facts.since).toEqual({ kind: 'time', timeMs: stepMs(-10), orEarlier: true });
    expect(symptomsOf(from(-6, 0, 30))).toMatchObject([{ kind: 'lossyPair', sinceMs: stepMs(-6) }]);
    // 2,000 per GB are more than the flow graph ignores, but not the three times that count.
    expect(symptomsOf(2)).toEqual([]);
    // What ended before the window is over.
    expect(symptomsOf(from(-6, 0, 30).map((value, step) => (step < 9 ? value : 0)))).toEqual([]);
  });

  it('blames the allowance of the node if it was exceeded when the losses began, but not if long after', () => {
    const pairs = trafficWith((client, server) => [client, server].includes('b1'));
    const together = causesOf({ pairs, allowances: [exceeded(INBOUND, 'b1', 2)] });
    expect(together).toMatchObject([{ kind: 'allowance', place: { node: 'b1' }, sinceMs: stepMs(2) }]);
    const late = causesOf({ pairs, allowances: [exceeded(INBOUND, 'b1', 7)] });
    const weightOf = ([cause]: typeof late) =>
      cause?.evidence.find(({ sentence }) => /^began/.test(sentence.id))?.weight;
    expect([weightOf(together), weightOf(late)]).toEqual([3, -4]);
  });

  it('finds the network between two zones, and counts what AWS reports for and against it', () => {
    const pairs = trafficWith(
      (client, server) =>
        [client, server]
          .map((node) => node.charAt(0))
          .sort()
          .join('') === 'ac'
    );
    const health = (value: number) => [
      { labels: { monitor: 'demo' }, timesMs: [stepMs(3), stepMs(4)], values: [value, value] },
    ];
    const degraded = causesOf({ pairs, health: health(1) });
    expect(degraded).toMatchObject([{ kind: 'network', place: { kind: 'zonePair', zones: ['a', 'c'] } }]);
    expect(degraded[0]?.explains.map(({ kind }) => kind)).toContain('networkDegraded');
    expect(causesOf({ pairs, health: health(0) })[0]?.evidence).toContainEqual({
      weight: -4,
      sentence: { id: 'awsHealthy', facts: {} },
    });
  });

  it('distinguishes a server that does not respond from policies and from a rollout', () => {
    const pairs = trafficWith((_, __, workload) => workload === 'api', 0);
    const found = (over: Partial<Observations>) => causesOf({ pairs, ...over }).map(({ kind }) => kind);
    const dropping = NODES.map((node) => ({
      labels: { node, direction: 'ingress' },
      timesMs: [stepMs(3), stepMs(4)],
      values: [50, 50],
    }));
    const rollout = { startMs: stepMs(1), title: '', text: '', tags: [EVENT_TAGS.rollout, 'shop', 'api-db'] };
    const longAgo = { ...rollout, startMs: stepMs(-20) };
    expect(found({ drops: [] })).toEqual(['workload']);
    expect(found({ drops: dropping })).toEqual(['policy']);
    expect(found({ events: [rollout] })).toEqual(['rollout']);
    expect(found({ events: [longAgo] })).toEqual(['workload']);
  });

  it('blames policies for flows that they deny by their verdicts', () => {
    const pairs = trafficWith((_, __, workload) => workload === 'api', 0);
    const flow = aFlow(aPod('shop/api-84c96ffcc5-x2k4z'), aPod('shop/api-db-0'), { retransmissions: 9 });
    const denied = { ...flow, verdict: { state: 'denied', reason: 'A policy denies it.' } } as const;
    expect(causesOf({ pairs, flows: { before: [], now: [denied] } })[0]).toMatchObject({
      kind: 'policy',
      place: { workload: 'api-db' },
    });
  });

  it('finds an end outside the cluster that all nodes lose packets to', () => {
    const steady = NODES.map((node) => ['shop/web@a1', `shop/db@${node}`, { bytes: 1e6 }] as const);
    const lossy = NODES.map(
      (node) => [`shop/web@${node}`, 'Payments', { bytes: 1e6, retransmissions: from(4, 0, 30) }] as const
    );
    expect(causesOf({ pairs: somePairs([...steady, ...lossy]) })[0]).toMatchObject({
      kind: 'outside',
      place: { kind: 'external', name: 'Payments' },
    });
  });

  it('blames CoreDNS for exceeded link-local limits only on nodes on which it runs', () => {
    const allowances = [exceeded(LINK_LOCAL, 'b1', 2)];
    const dns = { namespace: 'kube-system', pod: 'coredns-1', workload: 'coredns' };
    expect(causesOf({ allowances, pods: [{ ...dns, node: 'b1' }] })[0]?.kind).toBe('dnsLimit');
    expect(causesOf({ allowances, pods: [{ ...dns, node: 'b2' }] })[0]?.kind).toBe('allowance');
  });

  it('finds conversations that began and ended, but not those of workloads that did not run or run no longer', () => {
    const pairs = somePairs([
      ['shop/web@a1', 'shop/db@b1', { bytes: 1e6 }],
      ['shop/api@a1', 'shop/cache@b1', { bytes: 1e6 }],
      ['shop/web@a1', 'shop/cache@b1', { bytes: from(3, 0, 1e6) }],
      ['shop/job@a1', 'shop/cache@b1', { bytes: from(3, 0, 1e6) }],
      ['shop/api@a1', 'shop/db@b1', { bytes: from(5, 1e6, 0) }],
      ['shop/old@a1', 'shop/db@b1', { bytes: from(5, 1e6, 0) }],
    ]);
    const pods = ['web', 'db', 'api', 'cache'].map((workload) => pod(workload, 'a1'));
    const clientsOf = (over: Partial<Observations>) =>
      diagnose(someObservations({ pairs, pods, ...over })).symptoms.map(
        ({ kind, place, sinceMs }) => `${kind} ${JSON.stringify(place).match(/"workload":"(\w+)"/)?.[1]} ${sinceMs}`
      );
    const both = [`conversationBegan web ${stepMs(3)}`, `conversationEnded api ${stepMs(5)}`];
    expect(clientsOf({})).toEqual(both);
    // The agent of a node with one of the ends was restarted, so its connections can be missing.
    const restart = { startMs: stepMs(5), title: '', text: '', tags: [EVENT_TAGS.agentRestart, 'b1'] };
    expect(clientsOf({ events: [restart] })).toEqual([`agentRestarted undefined ${stepMs(5)}`, both[0]]);
  });

  it('finds a changed cross-zone share with its cost per month', () => {
    const pairs = somePairs([
      ['shop/web@a1', 'shop/db@a2', { bytes: from(4, 9e8, 1e8) }],
      ['shop/web@a1', 'shop/db@b1', { bytes: from(4, 1e8, 9e8) }],
    ]);
    const [symptom] = diagnose(someObservations({ pairs })).symptoms;
    expect(symptom).toMatchObject({ kind: 'crossZoneRose', sinceMs: stepMs(4) });
    // 0.8 GB more per minute, at USD 0.02 per GB, for 30 days.
    expect(symptom?.usdPerMonth).toBeCloseTo(0.8 * 0.02 * 60 * 24 * 30, 0);
  });

  it('finds agents that do not respond and monitors that record nothing', () => {
    const agents = [{ labels: { node: 'a1' }, timesMs: [8, 9, 10].map(stepMs), values: [1, 0, 0] }];
    const monitors = ['ACTIVE', 'PENDING', 'ERROR'].map((status) => ({ name: status, arn: '', status }));
    const { causes, unknown } = diagnose(someObservations({ agents, monitors }));
    expect(causes.map(({ kind }) => kind)).toEqual(['agentSilent', 'monitor']);
    expect(causes[1]?.place).toEqual({ kind: 'monitor', monitor: 'ERROR' });
    expect(unknown).toContainEqual(expect.objectContaining({ id: 'unknownNode' }));
  });

  it('compares tables if there are no series, and then does not know when losses began', () => {
    const flow = (retransmissions: number) =>
      aFlow(aPod('shop/web-84c96ffcc5-x2k4z'), aPod('shop/db-0'), { bytes: 1e7, retransmissions });
    const { symptoms, unknown } = diagnose(someObservations({ flows: { before: [flow(0)], now: [flow(500)] } }));
    expect(symptoms).toMatchObject([{ kind: 'lossyPair', certainty: 'possible' }]);
    expect(symptoms[0]).not.toHaveProperty('sinceMs');
    expect(unknown).toContainEqual({ id: 'unknownTimes', facts: {} });
  });

  it('consists of sentences with all facts of their templates', () => {
    const pairs = trafficWith((client, server) => [client, server].includes('b1'));
    const { symptoms, causes } = diagnose(someObservations({ pairs, allowances: [exceeded(INBOUND, 'b1', 2)] }));
    const sentences = [
      ...symptoms.map(({ sentence }) => sentence),
      ...causes.flatMap(({ title, check, evidence }) => [title, check, ...evidence.map(({ sentence }) => sentence)]),
    ];
    for (const sentence of sentences) {
      const facts = partsOf(sentence).filter((part) => typeof part !== 'string');
      expect(facts).toHaveLength(Object.keys(sentence.facts).length);
    }
    expect(partsOf(sentences[0]!)).toContainEqual({ kind: 'time', timeMs: WINDOW_START_MS + 120_000 });
  });
});
