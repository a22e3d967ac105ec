import { expositionText, labelText } from './exposition';

describe('the Prometheus text format', () => {
  // Lines of real agents, as quoted in issues 55 and 122 of aws/network-flow-monitor-agent.
  it('writes an allowance series as an agent on EC2 does', () => {
    const labels = { instance_id: 'i-0b8719fe8c03c06db', eni: 'eni-0724c2b835c01ea76' };
    const samples = [{ labels, value: 0 }];
    expect(expositionText([{ name: 'bw_in_allowance_exceeded', help: 'x', type: 'gauge', samples }])).toBe(
      '# HELP bw_in_allowance_exceeded x\n' +
        '# TYPE bw_in_allowance_exceeded gauge\n' +
        'bw_in_allowance_exceeded{eni="eni-0724c2b835c01ea76",instance_id="i-0b8719fe8c03c06db"} 0\n'
    );
  });

  it('writes an EFA series as an agent on Kubernetes does', () => {
    const labels = {
      port: '1',
      pod: 'efa-workload',
      node: 'ip-192-168-29-148.us-west-2.compute.internal',
      namespace: 'efa-test',
      instance_id: 'i-0c548e1f540760fdf',
      device: 'rdmap0s31',
    };
    expect(`efa_tx_bytes${labelText(labels)} 8`).toBe(
      'efa_tx_bytes{device="rdmap0s31",instance_id="i-0c548e1f540760fdf",namespace="efa-test",node="ip-192-168-29-148.us-west-2.compute.internal",pod="efa-workload",port="1"} 8'
    );
  });

  it('orders families and series, and omits families without a series', () => {
    const series = (name: string, ...pods: string[]) => ({
      name,
      help: 'h',
      type: 'gauge' as const,
      samples: pods.map((pod, value) => ({ labels: { pod }, value })),
    });
    const lines = expositionText([series('b', 'y', 'x'), series('empty'), series('a', 'z')]).split('\n');
    expect(lines).toEqual([
      '# HELP a h',
      '# TYPE a gauge',
      'a{pod="z"} 0',
      '# HELP b h',
      '# TYPE b gauge',
      'b{pod="x"} 1',
      'b{pod="y"} 0',
      '',
    ]);
  });

  it('escapes label values', () => {
    expect(labelText({ a: 'x"y\\z\n' })).toBe('{a="x\\"y\\\\z\\n"}');
  });
});
