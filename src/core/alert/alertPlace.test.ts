import { placeOfAlert, watchedOfAlert } from './alertPlace';

const ARN = 'arn:aws:networkflowmonitor:eu-west-1:123456789012:monitor/demo';
const workload = (name: string) => ({ kind: 'workload', namespace: 'shop', workload: name });
const PAIR = {
  local_namespace: 'shop',
  local_workload: 'ui',
  remote_namespace: 'shop',
  remote_workload: 'orders',
};

describe('the place of an alert', () => {
  it.each([
    ['an allowance', { node: 'n1', eni: 'eni-1', cluster: 'east' }, { kind: 'interface', node: 'n1', eni: 'eni-1' }],
    ['an agent', { node: 'n1', cluster: 'east' }, { kind: 'node', node: 'n1' }],
    ['losses', PAIR, { kind: 'pair', client: workload('ui'), server: workload('orders') }],
    ['losses to an unknown end', { ...PAIR, remote_workload: '' }, workload('ui')],
    ['cross-zone traffic', { server_name: 'shop/orders-db' }, workload('orders-db')],
    ['a check of policies', { namespace: 'shop', workload: 'ui', direction: 'egress' }, workload('ui')],
    ['a monitor', { MonitorId: ARN }, { kind: 'monitor', monitor: 'demo' }],
  ])('is what its labels name: %s', (_, labels, place) => {
    expect(placeOfAlert(labels)).toEqual(place);
  });

  it.each([[{}], [{ cluster: 'east' }], [{ direction: 'egress' }], [{ eni: 'eni-1' }], [{ server_name: 'AWS' }]])(
    'is everything if no label names a place: %j',
    (labels) => {
      expect(placeOfAlert(labels)).toBeUndefined();
    }
  );
});

describe('what an alert watches', () => {
  const LABELS = ['cluster', 'k8s_cluster'];

  it('is the monitor of a monitor alert, by its name', () => {
    expect(watchedOfAlert({ MonitorId: ARN, cluster: 'east' }, LABELS)).toEqual({ kind: 'monitor', name: 'demo' });
  });

  it('is the cluster in the first label that has one', () => {
    expect(watchedOfAlert({ cluster: 'east', k8s_cluster: 'east-1' }, LABELS)).toEqual({
      kind: 'cluster',
      name: 'east',
    });
    expect(watchedOfAlert({ k8s_cluster: 'east-1' }, LABELS)).toEqual({ kind: 'cluster', name: 'east-1' });
    expect(watchedOfAlert({ cluster: 'east' }, ['eks'])).toBeUndefined();
  });
});
