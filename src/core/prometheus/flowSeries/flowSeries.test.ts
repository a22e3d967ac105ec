import { parser } from '@prometheus-io/lezer-promql';
import {
  bytesInSteps,
  flowsInWindow,
  flowsOverTime,
  HAS_FLOW_SERIES,
  isSeriesMetric,
  lossesInSteps,
} from './flowSeries';

const LABELS =
  'k8s_cluster, k8s_node, instance_id, ' +
  'local_address, local_port, local_namespace, local_pod, local_service, ' +
  'remote_address, remote_port, remote_namespace, remote_pod, remote_service';

/** Several series of a flow as one, as they were in a window. */
function sum(names: readonly string[], window: string): string {
  const part = (name: string) => `label_replace(sum_over_time(${name}${window}), "part", "${name}", "", "")`;
  return `sum by (${LABELS}) (${names.map(part).join(' or ')})`;
}

const METRICS = [
  ['DATA_TRANSFERRED', 'nfm_bytes_delivered', 'nfm_bytes_received'],
  ['RETRANSMISSIONS', 'nfm_retrans_syn', 'nfm_retrans_est'],
  ['TIMEOUTS', 'nfm_rtos_syn', 'nfm_rtos_est'],
] as const;

describe('queries of flow series', () => {
  it('return one sample if there are any', () => {
    expect(HAS_FLOW_SERIES).toBe('count(last_over_time(nfm_bytes_delivered[10m]))');
  });

  it.each(METRICS.slice(1))('return the largest flows of a window by %s', (metric, first, second) => {
    expect(flowsInWindow(metric, '3600s', 10)).toBe(`topk(10, ${sum([first, second], '[3600s]')} > 0)`);
  });

  it('return the largest flows of a window by bytes, with 0 bytes for flows with only losses', () => {
    const bytes = `${sum(['nfm_bytes_delivered', 'nfm_bytes_received'], '[3600s]')} > 0`;
    const lost = `${sum(['nfm_retrans_syn', 'nfm_retrans_est', 'nfm_rtos_syn', 'nfm_rtos_est'], '[3600s]')} > 0`;
    expect(flowsInWindow('DATA_TRANSFERRED', '3600s', 10)).toBe(
      `topk(10, ${bytes}) or topk(10, ${lost}) * 0 unless ${bytes}`
    );
  });

  it.each(METRICS)('return %s over time, ranked once for all steps', (metric, first, second) => {
    const perSecond = `(${sum([first, second], '[$__rate_interval]')} / ($__rate_interval_ms / 1000))`;
    const ranking = `topk(10, ${sum([first, second], '[$__range] @ end()')} > 0)`;
    expect(flowsOverTime(metric, 10)).toBe(`${perSecond} and on (${LABELS}) ${ranking}`);
  });

  it('return the steps of flows with many bytes or losses, without the sample at the start of each step', () => {
    const steps = { k: 10, stepSeconds: 60, rangeSeconds: 3_600 };
    const both = (range: string) =>
      `(sum_over_time(nfm_bytes_delivered${range}) + sum_over_time(nfm_bytes_received${range})` +
      ` or sum_over_time(nfm_bytes_delivered${range}) or sum_over_time(nfm_bytes_received${range}))`;
    expect(bytesInSteps(steps)).toContain(
      `${both('[59999ms]')} > 0 and (topk(10, ${both('[3600s] @ end()')} > 0) or topk(10, sum_over_time(nfm_retrans_syn`
    );
    expect(lossesInSteps('TIMEOUTS', { ...steps, cluster: 'demo' })).toContain(
      'label_replace(sum_over_time(nfm_rtos_syn{k8s_cluster="demo"}[59999ms]) > 0 and topk(10, '
    );
  });

  it('are valid PromQL', () => {
    const macros = { $__rate_interval_ms: '120000', $__rate_interval: '2m', $__range: '1h' };
    const replaceMacros = (query: string) =>
      Object.entries(macros).reduce((text, [macro, value]) => text.replaceAll(macro, value), query);
    const steps = { k: 10, stepSeconds: 60, rangeSeconds: 3_600, cluster: 'demo' };
    const queries = [
      ...METRICS.flatMap(([metric]) => [flowsInWindow(metric, '3600s', 10), flowsOverTime(metric, 10)]),
      bytesInSteps(steps),
      lossesInSteps('RETRANSMISSIONS', steps),
    ];
    const strict = parser.configure({ strict: true });
    expect(() => strict.parse('sum by (pod (up)')).toThrow();
    [HAS_FLOW_SERIES, ...queries.map(replaceMacros)].forEach((query) =>
      expect(() => strict.parse(query)).not.toThrow()
    );
  });

  it('do not support round-trip times', () => {
    expect(['DATA_TRANSFERRED', 'ROUND_TRIP_TIME', 'toString'].filter(isSeriesMetric)).toEqual(['DATA_TRANSFERRED']);
  });
});
