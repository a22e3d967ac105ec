import { selectorsIn } from './parts';
import { shapeOf } from './shape';

const problems = (expression: string) =>
  shapeOf(expression).problems.map((problem) => problem.replace(/(?: in |: ).*$/s, ''));
const labels = (expression: string) => shapeOf(expression).shape.labels;

describe('the shape of an expression', () => {
  it.each([
    ['sum by (namespace, pod) (ingress_bytes)', ['namespace', 'pod']],
    ['sum by (node) (up{job="a"} * on (instance) group_left (node) topk by (instance) (1, ingress_bytes))', ['node']],
    ['max by (node) (kube_node_info) - on (node) min by (node) (kube_node_info) > 0', ['node']],
    ['count(up) or on () vector(0)', []],
    ['sum by (host) (label_replace(kube_node_info, "host", "$1", "node", "(.+)"))', ['host']],
    ['max by (pod, uid) (kube_pod_info) and on (uid) kube_pod_info{node!=""} @ end() offset -2m', ['pod', 'uid']],
  ])('of %s has its labels and no problem', (expression, expected) => {
    expect(problems(expression)).toEqual([]);
    expect(labels(expression)).toEqual(expected);
  });

  it.each([
    ['sum by (workload) (ingress_bytes)', 'no label workload'],
    ['sum by (pod) (ingress_bytes{workload="a"})', 'no label workload'],
    ['ingress_bytes and on (pod, workload) kube_pod_info', 'no label workload'],
    ['sum by (pod) (ingress_bytes) / on (pod) kube_pod_info', 'not unique by (pod)'],
    [
      'sum by (pod) (ingress_bytes) * on (pod) group_left (node) max by (pod, node) (kube_pod_info)',
      'not unique by (pod)',
    ],
    ['sum by (pod) (ingress_bytes) * sum by (node) (ingress_bytes)', '[pod] are matched with [node]'],
    ['ingress_byte', 'unknown metric ingress_byte'],
    ['sum by (zone) (label_replace(kube_node_info, "zone", "$1", "provider", "(.+)"))', 'no label provider'],
  ])('of %s reports the problem', (expression, problem) => {
    expect(problems(expression)).toContain(problem);
  });
});

describe('the selectors of an expression', () => {
  it('have the modifiers that stand behind them, and behind a subquery around them', () => {
    const parts = selectorsIn('a or b offset 5m and max_over_time((c > d)[1h:1m] @ end()) unless e @ end()');
    expect(parts.map(({ metric, offset, isAtEnd }) => [metric, offset, isAtEnd])).toEqual([
      ['a', undefined, false],
      ['b', '5m', false],
      ['c', undefined, true],
      ['d', undefined, true],
      ['e', undefined, true],
    ]);
  });

  it('have their windows, ends, and matchers without escapes', () => {
    expect(selectorsIn('sum_over_time(a{b="\\"\\\\"}[5m] @ end() offset -2m) + rate(c[1m] offset 3m) > d')).toEqual([
      {
        metric: 'a',
        matchers: [{ label: 'b', operator: '=', value: '"\\' }],
        window: '5m',
        offset: '-2m',
        isAtEnd: true,
      },
      { metric: 'c', matchers: [], window: '1m', offset: '3m', isAtEnd: false },
      { metric: 'd', matchers: [], isAtEnd: false },
    ]);
  });
});
