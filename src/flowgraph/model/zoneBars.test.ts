import { graphOfView, initialView } from './viewState';
import { treeOfFlows } from '../../core/graph/tree';
import { aFlow, aPod } from '../../testing/flows';
import { zoneBarsOf } from './zoneBars';

const pod = (name: string, zoneId: string) => ({ ...aPod(`shop/${name}-0`), zoneId });

it('measures what each workload of a zone sends to other zones, not what stays in its zone', () => {
  const flows = [
    aFlow(pod('web', 'use1-az1'), pod('api', 'use1-az2'), { bytes: 300 }),
    aFlow(pod('web', 'use1-az1'), pod('db', 'use1-az3'), { bytes: 100 }),
    aFlow(pod('api', 'use1-az2'), pod('db', 'use1-az3'), { bytes: 100 }),
    aFlow(pod('db', 'use1-az3'), pod('cache', 'use1-az3'), { bytes: 9_000 }),
  ].map((flow, index) => ({ ...flow, category: index === 3 ? ('INTRA_AZ' as const) : ('INTER_AZ' as const) }));
  const tree = treeOfFlows(flows, 'zone');
  const { lengths, mostBytes } = zoneBarsOf(graphOfView(tree, initialView('zone', 'workload'), Infinity));
  const byName = new Map([...lengths].map(([id, length]) => [tree.nodes.get(id)?.node.label, length]));
  expect(mostBytes).toBe(400);
  expect(byName).toEqual(
    new Map([
      ['web', 1],
      ['api', 0.25],
    ])
  );
});
