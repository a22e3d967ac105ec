import { placeToText } from '../../core/diagnosis/placeText';
import { type Flow } from '../../core/flow/flow';
import { tableOfFlows } from '../../core/flow/flowTable';
import { type Grouping } from '../../core/graph/level';
import { treeOfFlows } from '../../core/graph/tree';
import { aFlow, aPod } from '../../testing/flows';
import { placeOfTarget } from './placeOfTarget';

const ui = aPod('shop/ui-84c96ffcc5-x7k2p', { node: 'node-a', zoneName: 'us-east-1a' });
const carts = aPod('shop/carts-0', { node: 'node-b', zoneName: 'us-east-1b' });
const orders = aPod('sales/orders-0', { node: 'node-b', zoneName: 'us-east-1b' });
const FLOWS: Flow[] = [
  aFlow(ui, carts),
  aFlow(carts, orders),
  aFlow(ui, { external: { kind: 's3', name: 'Amazon S3' } }),
  aFlow(ui, { node: 'node-b', ip: '10.0.0.2' }),
];

function placeOf(id: string, grouping: Grouping, kind: 'node' | 'edge' = id.includes('>') ? 'edge' : 'node') {
  const place = placeOfTarget({ tree: treeOfFlows(FLOWS, grouping), flows: tableOfFlows(FLOWS) }, { kind, id });
  return place && placeToText(place);
}

describe('placeOfTarget', () => {
  it.each([
    ['a workload', 'workload/shop/Deployment/ui', 'namespace', 'workload/shop/ui'],
    ['a pod', 'pod/shop/ui-84c96ffcc5-x7k2p', 'namespace', 'workload/shop/ui'],
    ['a namespace of one workload', 'namespace/sales', 'namespace', 'workload/sales/orders'],
    ['an endpoint outside the cluster', 'external/s3/Amazon S3', 'namespace', 'external/Amazon%20S3'],
    ['a host process', 'host/node-b', 'namespace', 'node/node-b'],
    ['a node with several workloads', 'node/node-b', 'node', 'node/node-b'],
    [
      'an edge between workloads',
      'workload/shop/Deployment/ui>workload/shop/StatefulSet/carts',
      'namespace',
      'pair/workload%2Fshop%2Fui/workload%2Fshop%2Fcarts',
    ],
    [
      'an edge between namespaces that is that of one pair',
      'namespace/shop>namespace/sales',
      'namespace',
      'pair/workload%2Fshop%2Fcarts/workload%2Fsales%2Forders',
    ],
    ['an edge between nodes', 'node/node-a>node/node-b', 'node', 'pair/node%2Fnode-a/node%2Fnode-b'],
    ['an edge that no flow has', 'zone/us-east-1b>zone/us-east-1a', 'zone', undefined],
    ['an edge between zones', 'zone/us-east-1a>zone/us-east-1b', 'zone', 'zonePair/us-east-1a/us-east-1b'],
  ] as const)('of %s: %s', (_, id, grouping, expected) => {
    expect(placeOf(id, grouping)).toBe(expected);
  });

  it('of several workloads, or of something that is not in the data, is undefined', () => {
    expect(placeOf('namespace/shop', 'namespace')).toBeUndefined();
    expect(placeOf('cluster', 'namespace')).toBeUndefined();
    expect(placeOf('workload/shop/Deployment/gone', 'namespace')).toBeUndefined();
    expect(placeOf('a>b', 'namespace')).toBeUndefined();
  });

  it('of data that does not consist of flows is undefined', () => {
    const data = { tree: treeOfFlows(FLOWS, 'namespace') };
    expect(placeOfTarget(data, { kind: 'node', id: 'workload/shop/Deployment/ui' })).toBeUndefined();
  });
});
