import { aFlow, aPod } from '../../testing/flows';
import { filterFlows } from './filter';

const ui = aPod('retail-store/ui-84c96ffcc5-x2k4z');
const dns = aPod('kube-system/coredns-84c96ffcc5-x2k4z');
const s3 = { ip: '52.216.1.1', external: { kind: 's3' as const, name: 'Amazon S3' } };
const flows = [aFlow(ui, dns), aFlow(dns, s3), aFlow(s3, ui), aFlow(s3, s3)];

describe('filterFlows', () => {
  it.each([
    ['.*', [0, 1, 2, 3]],
    ['retail-store', [0, 2]],
    ['retail-store|kube-system', [0, 1, 2]],
    ['retail', []],
  ])('%s', (namespace, indices) => {
    expect(filterFlows(flows, { namespace })).toEqual(indices.map((index) => flows[index]));
  });
});
