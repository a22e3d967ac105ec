import fc from 'fast-check';
import { type AgentSeries } from '../inventory/agents';
import { readAddress } from './address';
import { agentFindings } from './agents';
import { cloudWatchFinding, type CloudWatchAnswer } from './cloudWatch';
import { type Finding, FINDING_STATES, HEALTH_PARTS } from './finding';
import { addressOrFinding, type ApiProblemKind, flowApiAnswers, flowApiFails } from './flowApi';
import { flowSeriesFinding } from './flowSeries';
import { kubeStateFinding, type KubeStateFacts } from './kubeState';
import { labelFindings } from './labels';
import { monitorFindings } from './monitors';
import { permissionFindings, type TriedOperation } from './permissions';
import { healthSummary } from './summary';

const states = (findings: readonly Finding[]) => findings.map(({ state }) => state);
const finding: fc.Arbitrary<Finding> = fc.record({
  part: fc.constantFrom(...HEALTH_PARTS),
  state: fc.constantFrom(...FINDING_STATES),
  text: fc.stringMatching(/^[a-z]{1,8}\.$/),
});

describe('the summary of all check results', () => {
  it('is as bad as the worst of them, and leads with it', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
        const { status, message, details } = healthSummary(findings);
        const all = states(findings);
        expect(status).toBe(all.includes('broken') ? 'error' : all.includes('warning') ? 'warning' : 'success');
        const worst = findings.filter(({ state }) => state === (status === 'error' ? 'broken' : 'warning'));
        if (status !== 'success') {
          expect(worst.some(({ text }) => message.includes(text))).toBe(true);
          const others = all.filter((state) => state === 'broken' || state === 'warning').length - 1;
          expect(/\((\d+) /.exec(message)?.[1]).toBe(others === 0 ? undefined : String(others));
        }
        expect(details === '' ? [] : details.split('\n')).toHaveLength(findings.length);
        for (const { text, part } of findings) {
          expect(details).toContain(`${part}: ${text}`);
        }
      })
    );
  });

  it('lists the parts in their order, the worst of a part first', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
        const MARKS = ['ERROR', 'WARNING', 'NOTE', 'OK'];
        const lines = healthSummary(findings)
          .details.split('\n')
          .filter((line) => line !== '');
        const places = lines.map((line) => {
          const [, mark = '', part = ''] = /^\[(\w+)\] ([^:]+):/.exec(line) ?? [];
          return HEALTH_PARTS.findIndex((known) => known === part) * 10 + MARKS.indexOf(mark);
        });
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places.every((place) => place >= 0)).toBe(true);
      })
    );
  });
});

describe('the address of the flow API', () => {
  const host = fc.constantFrom(
    'localhost',
    '127.0.0.1',
    '[::1]',
    'gateway',
    'networkflowmonitor.us-east-1.api.aws',
    '10.0.1.5'
  );
  const secret = fc.stringMatching(/^[a-z0-9]{8,12}$/);

  it('is shown without a password, and everything else of it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('http', 'https'),
        host,
        fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }),
        fc.constantFrom('', '/', '/api'),
        fc.option(secret, { nil: undefined }),
        (scheme, name, port, path, password) => {
          const credentials = password === undefined ? '' : `user:${password}@`;
          const rest = `${name}${port === undefined ? '' : `:${port}`}${path}`;
          expect(readAddress(` ${scheme}://${credentials}${rest} `)).toEqual({
            shown: `${scheme}://${rest}`,
            isHttps: scheme === 'https',
            isLoopback: ['localhost', '127.0.0.1', '[::1]'].includes(name),
            hasPath: path !== '',
          });
        }
      )
    );
  });

  it.each([
    '',
    'gateway:8080',
    'ftp://gateway',
    'http://',
    'http:// gateway',
    'http://gate way',
    'http://a?b=c',
    '//a',
  ])('is not %j', (text) => {
    expect(readAddress(text)).toBeUndefined();
    expect(addressOrFinding(text, false)).toHaveProperty('finding.state', 'broken');
  });

  it('may be missing if flows can come from Prometheus', () => {
    expect(addressOrFinding(undefined, true)).toHaveProperty('finding.state', 'warning');
    expect(addressOrFinding('nonsense', true)).toHaveProperty('finding.state', 'broken');
    expect(addressOrFinding('http://gateway', false)).toHaveProperty('address.shown', 'http://gateway');
  });

  it('never appears with its password in a check result', () => {
    const kinds: readonly ApiProblemKind[] = [
      'no-grafana',
      'no-connection',
      'no-answer',
      'unavailable',
      'not-allowed-in-grafana',
      'rejected',
      'denied',
      'another-service',
      'throttled',
      'failed',
    ];
    const address = readAddress('https://user:s3cret@gateway:8443/api');
    for (const kind of kinds) {
      const found = address && flowApiFails({ kind, said: 'It says so.' }, address, 'networkflowmonitor:ListMonitors');
      expect(found?.state).toBe(kind === 'throttled' ? 'warning' : 'broken');
      expect(found?.text).not.toContain('s3cret');
      // What the other side said helps to find the cause, except where Grafana itself is not there.
      const showsWords = !['no-grafana', 'no-connection', 'no-answer'].includes(kind);
      expect(found?.text.includes('It says so')).toBe(showsWords);
    }
    expect(address && flowApiAnswers(address).state).toBe('fine');
  });
});

describe('kube-state-metrics', () => {
  const facts: fc.Arbitrary<KubeStateFacts> = fc.record(
    {
      isExpected: fc.boolean(),
      pods: fc.nat(2),
      running: fc.nat(2),
      renamed: fc.nat(2),
      clusterLabel: fc.constantFrom('cluster', undefined),
      unknown: fc.constantFrom([], [{ cluster: 'east', exposed: 3, ended: 3 }], undefined),
    },
    { requiredKeys: ['isExpected', 'pods', 'running', 'renamed'] }
  );

  it('is fine exactly if it is expected and can do what is expected of it', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const isUsable = some.pods > 0 && some.running > 0 && some.renamed < some.pods;
        const knowsAll = (some.unknown ?? []).length === 0;
        const expected = some.isExpected ? (isUsable && knowsAll ? 'fine' : 'warning') : isUsable ? 'warning' : 'info';
        expect(kubeStateFinding(some).state).toBe(expected);
      })
    );
  });
});

describe('labels of clusters', () => {
  it('are needed if there are two, and must be on all series of the agents', () => {
    const found = (clusterLabel: string | undefined, ...clusters: Array<Record<string, string>>) =>
      states(labelFindings({ clusterLabel, clusters, renamed: 0 }));
    const [east, west] = [{ cluster: 'east' }, { cluster: 'west' }];
    expect(found(undefined, east)).toEqual([]);
    expect(found(undefined, east, west)).toEqual(['warning']);
    expect(found('cluster', east, west)).toEqual(['fine']);
    expect(found('cluster', east, {})).toEqual(['fine', 'warning']);
    expect(found('cluster', { cluster: '' })).toEqual(['warning']);
    expect(found('k8s', east)).toEqual(['warning']);
    expect(found('cluster')).toEqual([]);
  });

  it('are looked for among the usual ones, also if a first of them has one value only', () => {
    const clusters = [
      { cluster: 'all', k8s_cluster: 'a' },
      { cluster: 'all', k8s_cluster: 'b' },
    ];
    const [found] = labelFindings({ clusters, renamed: 0 });
    expect(found?.text).toContain('"k8s_cluster"');
  });

  it('cause a note if Prometheus renamed them', () => {
    expect(states(labelFindings({ clusters: [], renamed: 3 }))).toEqual(['info']);
  });
});

describe('monitors', () => {
  const monitor = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    status: fc.constantFrom('ACTIVE', 'PENDING', 'ERROR', 'INACTIVE', 'DELETING', 'NEW_STATUS'),
  });

  it('are broken exactly if none is active, and each other status is reported once', () => {
    fc.assert(
      fc.property(fc.array(monitor, { maxLength: 6 }), (monitors) => {
        const found = monitorFindings(monitors);
        const active = monitors.filter(({ status }) => status === 'ACTIVE');
        expect(found[0]?.state).toBe(active.length > 0 ? 'fine' : 'broken');
        const others = new Set(monitors.map(({ status }) => status).filter((status) => status !== 'ACTIVE'));
        expect(found).toHaveLength(1 + others.size);
        for (const status of others) {
          expect(found.filter(({ text }) => text.startsWith(`${status} `))).toHaveLength(1);
        }
        expect(states(found).includes('warning')).toBe(others.has('ERROR'));
      })
    );
  });
});

describe('permissions', () => {
  const operation: fc.Arbitrary<TriedOperation> = fc.record({
    name: fc.stringMatching(/^Get[A-Z][a-z]{3}$/),
    serves: fc.constantFrom('details of monitors', 'scopes'),
    state: fc.constantFrom('allowed', 'denied', 'unknown', 'unsure'),
  });

  it('are reported by what is missing without them, with the action to allow', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 8 }), (tried) => {
        const found = permissionFindings(tried);
        const kinds = new Set(tried.map(({ state }) => state));
        expect(found).toHaveLength(kinds.size);
        const denied = tried.filter(({ state }) => state === 'denied');
        for (const { name, serves } of denied) {
          expect(found[0]?.text).toContain(`networkflowmonitor:${name}`);
          expect(found[0]?.text).toContain(`(${serves})`);
        }
        expect(found.filter(({ state }) => state === 'fine')).toHaveLength(kinds.has('allowed') ? 1 : 0);
      })
    );
  });
});

describe('parts that flows can do without', () => {
  it('are never broken', () => {
    const answers: CloudWatchAnswer[] = [
      { kind: 'counts' },
      { kind: 'nothing' },
      { kind: 'gone', uid: 'u1' },
      { kind: 'fails', said: 'Denied.' },
    ];
    expect(answers.map((answer) => cloudWatchFinding(answer, 'demo').state)).toEqual([
      'fine',
      'warning',
      'warning',
      'warning',
    ]);
    expect([true, false].map((has) => flowSeriesFinding(has).state)).toEqual(['fine', 'fine']);
    expect(flowSeriesFinding(true).text).not.toBe(flowSeriesFinding(false).text);
  });
});

describe('agents', () => {
  const node = fc.constantFrom('a', 'b', 'c', 'd');
  const nodes = (value: fc.Arbitrary<number>) =>
    fc.uniqueArray(fc.record({ node, value }), { selector: (one) => one.node, maxLength: 4 });
  const series: fc.Arbitrary<AgentSeries> = fc.record({
    up: nodes(fc.nat(1)),
    scrapers: nodes(fc.integer({ min: 1, max: 2 })),
    withoutAgent: fc.constant([]),
    pods: fc.constant([]),
    endsKnownBy: fc.constant('by-change'),
    intervalSeconds: fc.constantFrom(undefined, 5, 30, 120),
  });

  it('are broken exactly if none answers, and fine exactly if all do', () => {
    fc.assert(
      fc.property(series, (some) => {
        const found = agentFindings(some);
        const answering = some.up.filter(({ value }) => value > 0).length;
        expect(states(found).includes('broken')).toBe(answering === 0);
        expect(states(found).includes('fine')).toBe(answering > 0 && answering === some.up.length);
        expect(found.every(({ part }) => part === 'Agents')).toBe(true);
      })
    );
  });

  it('are compared with the scrape interval that the data source has', () => {
    const scraped = (intervalSeconds: number, seconds: number) =>
      states(
        agentFindings(
          {
            up: [{ node: 'a', value: 1 }],
            scrapers: [],
            withoutAgent: [],
            pods: [],
            endsKnownBy: 'by-change',
            intervalSeconds,
          },
          undefined,
          { dataSource: 'Prometheus', seconds, isDefault: false }
        )
      );
    // Charts of four times the setting need about three scrapes.
    expect(scraped(30, 30)).toEqual(['fine']);
    expect(scraped(30, 15)).toEqual(['fine', 'warning']);
    expect(scraped(30, 60)).toEqual(['fine']);
    expect(scraped(10, 60)).toEqual(['fine', 'info']);
  });
});
