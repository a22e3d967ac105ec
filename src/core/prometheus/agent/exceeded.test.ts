import { ALLOWANCES } from './allowances';
import { exceededByInterface } from './exceeded';
import { interfaceChangeInOrder } from './interfaceChange';

const SERIES =
  `label_replace(${interfaceChangeInOrder('bw_in_allowance_exceeded', { window: '5m' })} ` +
  'and max_over_time(bw_in_allowance_exceeded[5m]) > min_over_time(bw_in_allowance_exceeded[5m]), "node", "$1", "exported_node", "(.+)")';

describe('packets above an allowance', () => {
  it('exclude detached interfaces', () => {
    expect(exceededByInterface(ALLOWANCES[0], { window: '5m' })).toBe(`sum by (node, eni) (${SERIES})`);
  });

  it('are grouped by cluster', () => {
    expect(exceededByInterface(ALLOWANCES[0], { window: '5m' }, { clusterLabel: 'cluster' })).toBe(
      `sum by (cluster, node, eni) (${SERIES})`
    );
  });
});
