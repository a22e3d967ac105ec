import { parser } from '@prometheus-io/lezer-promql';
import { AGENT_METRICS, type AgentMetric, agentMetric } from './catalogue';
import { type DeltaGaugeQuery, type Grouping, inWindow, perSecond } from './deltaGauge';

const metric = (name: string): AgentMetric => {
  const found = agentMetric(name);
  if (!found) {
    throw new Error(`No such metric: ${name}`);
  }
  return found;
};

const fiveMinutes = { window: '5m', windowSeconds: '300' };

const NORMALISED = (inner: string) =>
  `label_replace(label_replace(label_replace(${inner}, "pod", "$1", "exported_pod", "(.+)"), ` +
  `"namespace", "$1", "exported_namespace", "(.+)"), "node", "$1", "exported_node", "(.+)")`;

describe('deltaGauge', () => {
  it.each<[string, DeltaGaugeQuery, string]>([
    [
      'bandwidth per pod, guarded against pods that do not run any more',
      { metric: metric('ingress_bytes'), groupBy: 'pod', runningPods: 'kube-state-metrics', ...fiveMinutes },
      `(sum by (namespace, pod) (${NORMALISED('sum_over_time(ingress_bytes[5m])')}) ` +
        `and on (namespace, pod) (max by (namespace, pod) (max_over_time(kube_pod_status_phase{phase="Running"}[5m])) == 1)) / 300`,
    ],
    [
      'connections of a pod with several interfaces are taken once',
      { metric: metric('egress_flow'), groupBy: 'pod', runningPods: 'unguarded', ...fiveMinutes },
      `(max by (namespace, pod) (${NORMALISED('sum_over_time(egress_flow[5m])')})) / 300`,
    ],
    [
      'connections of a namespace are summed over pods, not over interfaces',
      { metric: metric('egress_flow'), groupBy: 'namespace', runningPods: 'unguarded', ...fiveMinutes },
      `sum by (namespace) (max by (namespace, pod) (${NORMALISED('sum_over_time(egress_flow[5m])')})) / 300`,
    ],
    [
      'an allowance of some nodes, whoever renamed their label, safe against a reset of the driver',
      {
        metric: metric('linklocal_allowance_exceeded'),
        groupBy: 'node',
        runningPods: 'unguarded',
        filters: [{ label: 'node', operator: '=~', value: 'ip-10-.*' }],
        ...fiveMinutes,
      },
      `sum by (node) (clamp_min(${NORMALISED(
        'sum_over_time(linklocal_allowance_exceeded{exported_node="", node=~"ip-10-.*"}[5m]) or ' +
          'sum_over_time(linklocal_allowance_exceeded{exported_node!="", exported_node=~"ip-10-.*"}[5m])'
      )}, 0)) / 300`,
    ],
    [
      'the top ten are ranked once, at the end of the range',
      {
        metric: metric('bw_in_allowance_exceeded'),
        groupBy: 'interface',
        runningPods: 'unguarded',
        top: { k: 10, over: '1h' },
        ...fiveMinutes,
      },
      `sum by (node, eni) (clamp_min(${NORMALISED('sum_over_time(bw_in_allowance_exceeded[5m])')}, 0)) / 300 ` +
        `and on (node, eni) topk(10, sum by (node, eni) (clamp_min(${NORMALISED('sum_over_time(bw_in_allowance_exceeded[1h] @ end())')}, 0)))`,
    ],
  ])('%s', (_, query, expected) => {
    expect(perSecond(query)).toBe(expected);
  });

  it('gives the whole window without dividing', () => {
    const query = { metric: metric('egress_bytes'), groupBy: 'pod', runningPods: 'unguarded', ...fiveMinutes } as const;
    expect(`${inWindow(query)} / 300`).toBe(perSecond(query));
  });

  it('leaves out a filter that matches everything, as a variable set to All does', () => {
    const query = { metric: metric('egress_bytes'), groupBy: 'pod', runningPods: 'unguarded', ...fiveMinutes } as const;
    const all = [{ label: 'namespace', operator: '=~' as const, value: '.*' }];
    expect(perSecond({ ...query, filters: all })).toBe(perSecond(query));
  });

  it('escapes what a filter holds', () => {
    const hostile = [{ label: 'pod', operator: '=' as const, value: 'a"} or up{b="\\' }];
    const query = inWindow({
      metric: metric('egress_bytes'),
      groupBy: 'pod',
      runningPods: 'unguarded',
      filters: hostile,
      ...fiveMinutes,
    });
    expect(query).toContain('egress_bytes{exported_pod="", pod="a\\"} or up{b=\\"\\\\"}[5m]');
    expect(syntaxErrors(query)).toEqual([]);
  });

  it('writes only what the PromQL grammar knows', () => {
    const groupings: Grouping[] = ['pod', 'namespace', 'node', 'interface'];
    for (const agentMetric of AGENT_METRICS) {
      for (const groupBy of groupings) {
        for (const runningPods of ['kube-state-metrics', 'unguarded'] as const) {
          const query = { metric: agentMetric, groupBy, runningPods, top: { k: 5, over: '1h' }, ...fiveMinutes };
          expect(syntaxErrors(perSecond(query))).toEqual([]);
        }
      }
    }
  });

  it('has a grammar check that finds errors', () => {
    expect(syntaxErrors('sum by (pod (up)')).not.toEqual([]);
  });
});

function syntaxErrors(expression: string): string[] {
  const errors: string[] = [];
  parser.parse(expression).iterate({
    enter: (node) => {
      if (node.type.isError) {
        errors.push(`${node.from}: ${expression.slice(Math.max(0, node.from - 20), node.from + 20)}`);
      }
    },
  });
  return errors;
}
