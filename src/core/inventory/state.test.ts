import fc from 'fast-check';
import { agentsOf, type AgentSeries, type NodeValue } from './agents';
import { collectionNotices, hasAgents, restartedAgentNotices, unknownPods } from './collectionNotices';
import { type MonitorFacts } from './inventory';
import { onlyChoice } from './onlyChoice';
import { onlyCluster } from './onlyCluster';
import { watchesCluster } from './watchesCluster';

const name = fc.record({ cluster: fc.constantFrom('east', 'west', undefined), node: fc.constantFrom('a', 'b', 'c') });
const keyOf = ({ cluster, node }: Pick<NodeValue, 'cluster' | 'node'>) => `${cluster}/${node}`;
const values = (value: fc.Arbitrary<number>) =>
  fc.uniqueArray(
    fc.tuple(name, value).map(([of, some]): NodeValue => ({ ...of, value: some })),
    { selector: keyOf, maxLength: 6 }
  );
const series: fc.Arbitrary<AgentSeries> = fc.record({
  up: values(fc.nat(1)),
  scrapers: values(fc.integer({ min: 1, max: 3 })),
  withoutAgent: fc.constant([]),
  unreadInterfaces: values(fc.integer({ min: 1, max: 3 })),
  withoutPods: values(fc.constant(1)),
  intervalSeconds: fc.constantFrom(undefined, 5, 10, 30, 60, 90),
  pods: fc.array(fc.record({ cluster: fc.constantFrom('east', undefined), exposed: fc.nat(3), ended: fc.nat(3) }), {
    maxLength: 2,
  }),
  endsKnownBy: fc.constantFrom('kube-state-metrics', 'by-change'),
});

describe('agents', () => {
  it('are listed once each, those with problems first, with the scrapers of their own node', () => {
    fc.assert(
      fc.property(series, (some) => {
        const agents = agentsOf(some);
        expect(agents.map(keyOf).sort()).toEqual(some.up.map(keyOf).sort());
        const RANKS = { missing: 0, silent: 1, answers: 2 };
        const ranks = agents.map(({ state }) => RANKS[state]);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        for (const agent of agents) {
          expect(agent.state === 'answers').toBe(some.up.find((one) => keyOf(one) === keyOf(agent))?.value === 1);
          expect(agent.scrapers).toBe(some.scrapers.find((one) => keyOf(one) === keyOf(agent))?.value);
        }
      })
    );
  });

  it('are listed independently of the order of the series', () => {
    fc.assert(
      fc.property(series, (some) => {
        const reversed = { ...some, up: [...some.up].reverse(), scrapers: [...some.scrapers].reverse() };
        expect(agentsOf(reversed)).toEqual(agentsOf(some));
      })
    );
  });
});

describe('notices about the collection', () => {
  it('are warnings exactly for problems, one for each kind', () => {
    fc.assert(
      fc.property(series, (some) => {
        const agents = agentsOf(some);
        const warnings = collectionNotices(agents, some).filter(({ severity }) => severity === 'warning');
        const silent = some.up.some(({ value }) => value === 0);
        const doubled = agents.some(({ scrapers = 1 }) => scrapers > 1);
        const { intervalSeconds: seconds } = some;
        const isUnusual = seconds !== undefined && (seconds < 10 || seconds > 60);
        const isUnknown =
          some.endsKnownBy === 'kube-state-metrics' &&
          some.pods.some(({ exposed, ended }) => exposed > 0 && ended >= exposed);
        const problems = [
          silent,
          doubled,
          (some.unreadInterfaces ?? []).length > 0,
          (some.withoutPods ?? []).length > 0,
          isUnusual,
        ];
        const expected = hasAgents(agents) ? problems.filter(Boolean).length : 1;
        expect(warnings).toHaveLength(expected + (isUnknown ? 1 : 0));
        expect(unknownPods(some).length > 0).toBe(isUnknown);
      })
    );
  });

  it('do not mention restarts if there are none', () => {
    expect(restartedAgentNotices([])).toEqual([]);
    const [notice] = restartedAgentNotices(['n1', 'n2']);
    expect(notice?.severity).toBe('info');
    expect(notice?.text).toContain('n1');
  });
});

describe('the cluster that monitors watch', () => {
  const arn = (cluster: string) => `arn:aws:eks:us-east-1:123456789012:cluster/${cluster}`;
  const resource = fc.constantFrom(
    { type: 'AWS::EKS::Cluster', identifier: arn('prod') },
    { type: 'AWS::EKS::Cluster', identifier: arn('dev') },
    { type: 'AWS::EC2::VPC', identifier: 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1' }
  );
  const monitor: fc.Arbitrary<MonitorFacts> = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    arn: fc.constant('arn'),
    status: fc.constantFrom('ACTIVE', 'PENDING'),
    detail: fc.option(
      fc.array(resource, { maxLength: 2 }).map((localResources) => ({ localResources, remoteResources: [] })),
      { nil: undefined }
    ),
  });

  it('is the only one if all of their resources are that cluster', () => {
    fc.assert(
      fc.property(fc.array(monitor, { maxLength: 4 }), (monitors) => {
        const all = monitors.flatMap(({ detail }) => detail?.localResources ?? []);
        const isOnly = (cluster: string) =>
          all.length > 0 && all.every(({ identifier }) => identifier === arn(cluster));
        expect(onlyCluster(monitors)).toBe(['prod', 'dev'].find(isOnly));
        for (const one of monitors) {
          for (const cluster of ['prod', 'dev']) {
            const isWatched = (one.detail?.localResources ?? []).some(({ identifier }) => identifier === arn(cluster));
            expect(watchesCluster(one, cluster)).toBe(isWatched);
            expect(watchesCluster(one, arn(cluster))).toBe(isWatched);
          }
        }
      })
    );
  });

  it('is not one whose name only ends alike', () => {
    const of = (cluster: string): MonitorFacts => ({
      name: 'a',
      arn: 'arn',
      status: 'ACTIVE',
      detail: { localResources: [{ type: 'AWS::EKS::Cluster', identifier: arn(cluster) }], remoteResources: [] },
    });
    expect(watchesCluster(of('my-prod'), 'prod')).toBe(false);
    expect(watchesCluster(of('prod'), 'prod')).toBe(true);
  });

  it('is chosen only where there is nothing else to choose', () => {
    fc.assert(
      fc.property(fc.array(monitor, { maxLength: 4 }), (monitors) => {
        const active = monitors.filter(({ status }) => status === 'ACTIVE');
        const chosen = onlyChoice(monitors);
        if (chosen?.kind === 'monitor') {
          expect(active.map((one) => one.name)).toEqual([chosen.name]);
        } else if (chosen) {
          expect(active.length).toBeGreaterThan(1);
          expect(active.some((one) => watchesCluster(one, chosen.name))).toBe(true);
        } else {
          expect(active.length).not.toBe(1);
        }
      })
    );
  });
});
