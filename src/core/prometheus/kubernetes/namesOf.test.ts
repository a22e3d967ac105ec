import fc from 'fast-check';
import { NAME_LABELS, type NameLabel, type NameList, nameLabel, namesProblem, namesQuery, nodeZones } from './names';
import { kubeStateQueries } from './kubeState';
import { MATCH_OPERATORS } from '../matcher';
import { labelReplacesIn, replaceLabel, selectorsIn } from '../../../testing/promql/parts';
import { syntaxErrors } from '../../../testing/syntaxErrors';

const LISTS = Object.keys(NAME_LABELS).filter((list): list is NameList => list in NAME_LABELS);
const LABELS: readonly NameLabel[] = Object.values(NAME_LABELS);
const matcher = fc.record({
  label: fc.constantFrom(...LABELS),
  operator: fc.constantFrom(...MATCH_OPERATORS),
  value: fc.oneof(fc.string(), fc.constantFrom('"', '\\', 'a"} or up{', '\n', 'shop')),
});
const scope = fc.record({
  clusterLabel: fc.constantFrom('cluster', 'k8s_cluster', undefined),
  hasKubeStateMetrics: fc.boolean(),
});

describe('queries of names', () => {
  it('are right PromQL in which every filter arrives as it is, or have a problem', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LISTS), fc.array(matcher, { maxLength: 3 }), scope, (list, matchers, facts) => {
        const query = { list, matchers };
        fc.pre(namesProblem(query, facts) === undefined);
        const expression = namesQuery(query, '1h', facts);
        expect(syntaxErrors(expression)).toEqual([]);
        const values = [
          ...selectorsIn(expression).flatMap((selector) => selector.matchers.map(({ value }) => value)),
          ...labelReplacesIn(expression).map(({ pattern }) => pattern),
        ];
        for (const { label, operator, value } of matchers) {
          const isDerived = label === 'workload' || label === 'zone';
          // A filter that matches everything can be left out.
          const isAll = operator === '=~' && value === '.*';
          const quoted = value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
          expect(isAll || values.includes(isDerived && !operator.endsWith('~') ? quoted : value)).toBe(true);
        }
      }),
      { numRuns: 300 }
    );
  });

  it('need kube-state-metrics only for what agents do not know', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LISTS), fc.array(matcher, { maxLength: 2 }), (list, matchers) => {
        const query = { list, matchers };
        const facts = { clusterLabel: 'cluster', hasKubeStateMetrics: false };
        const labels = [NAME_LABELS[list], ...matchers.map(({ label }) => label)];
        expect(namesProblem(query, facts) !== undefined).toBe(labels.includes('zone'));
        expect(namesProblem(query, { ...facts, hasKubeStateMetrics: true })).toBeUndefined();
        const withoutLabel = { hasKubeStateMetrics: true };
        expect(namesProblem(query, withoutLabel) !== undefined).toBe(labels.includes('cluster'));
        if (!labels.includes('zone')) {
          const metrics = selectorsIn(namesQuery(query, '1h', facts)).map(({ metric = '' }) => metric);
          expect(metrics.filter((metric) => metric.startsWith('kube_'))).toEqual([]);
        }
      })
    );
  });

  it('name the label of clusters as the settings do', () => {
    expect(nameLabel('clusters', { clusterLabel: 'k8s' })).toBe('k8s');
    expect(nameLabel('pods', { clusterLabel: 'k8s' })).toBe('pod');
    const query = { list: 'nodes', matchers: [{ label: 'cluster', operator: '=', value: 'a' }] } as const;
    const labels = selectorsIn(namesQuery(query, '1h', { clusterLabel: 'k8s', hasKubeStateMetrics: true })).flatMap(
      ({ matchers }) => matchers.map(({ label }) => label)
    );
    expect(labels).toContain('k8s');
    expect(labels).not.toContain('cluster');
  });
});

describe('zones of nodes', () => {
  const [replace] = labelReplacesIn(nodeZones([], { window: '1h' }));
  it.each([
    ['aws:///us-east-1a/i-0123456789abcdef0', 'us-east-1a'],
    ['aws:///us-west-2-lax-1a/i-0123456789abcdef0', 'us-west-2-lax-1a'],
    ['aws:///us-east-1a/0f4e8a1b2c-d3e4f5/fargate-ip-10-0-1-2.ec2.internal', 'us-east-1a'],
    ['aws:////i-0123456789abcdef0', undefined],
    ['eks-hybrid:///us-west-2/my-cluster/mi-0123456789abcdef0', undefined],
    ['kind://docker/kind/kind-worker', undefined],
    ['', undefined],
  ])('of the provider id "%s" are %s, as in the browser', (providerId, zone) => {
    expect(replace && replaceLabel({ provider_id: providerId }, replace).zone).toBe(zone);
  });
});

describe('the series that names are read from', () => {
  it('are of the chosen cluster and window, and pods are those that ran', () => {
    const filters = [{ label: 'cluster', operator: '=', value: 'a"b' }] as const;
    for (const expression of Object.values(kubeStateQueries('3600s', filters))) {
      for (const { matchers, window } of selectorsIn(expression)) {
        expect(matchers).toContainEqual(filters[0]);
        expect(window).toBe('3600s');
      }
    }
    const { pods, podOwners } = kubeStateQueries('1h');
    expect(selectorsIn(pods).some(({ metric }) => metric === 'kube_pod_status_phase')).toBe(true);
    // Only the controller of a pod is its workload.
    expect(selectorsIn(podOwners)[0]?.matchers).toEqual([
      { label: 'owner_is_controller', operator: '!=', value: 'false' },
    ]);
  });
});
