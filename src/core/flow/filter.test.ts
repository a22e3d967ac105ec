import fc from 'fast-check';
import { aFlow, aPod } from '../../testing/flows';
import { FILTER_FIELDS, FILTER_SIDES, filterFlows, filterProblem, type FlowFilter } from './filter';

const ui = aPod('retail-store/ui-84c96ffcc5-x2k4z', { zoneId: 'use1-az1' });
const dns = aPod('kube-system/coredns-84c96ffcc5-x2k4z', { zoneId: 'use1-az2', zoneName: 'us-east-1b' });
const s3 = { ip: '52.216.1.1', external: { kind: 's3' as const, name: 'Amazon S3' } };
const flows = [
  aFlow(ui, dns, { port: 53 }),
  aFlow(dns, s3, { port: 443, category: 'AMAZON_S3' }),
  aFlow(s3, ui),
  aFlow(s3, s3),
];

const kept = (filter: FlowFilter) => filterFlows(flows, [filter]).map((flow) => flows.indexOf(flow));

describe('filterFlows', () => {
  it.each<[FlowFilter['side'], FlowFilter['field'], FlowFilter['operator'], string, number[]]>([
    ['either', 'namespace', '=~', 'retail-store|kube-system', [0, 1, 2]],
    ['either', 'namespace', '=~', 'retail', []],
    ['either', 'namespace', '!=', 'kube-system', [2, 3]],
    ['client', 'workload', '=', 'ui', [0]],
    ['server', 'workload', '=', 'ui', [2]],
    ['both', 'external', '=', 'Amazon S3', [3]],
    ['server', 'external', '!=', 'Amazon S3', [0, 2]],
    ['either', 'zone', '=', 'us-east-1b', [0, 1]],
    ['client', 'zone', '=', 'use1-az1', [0]],
    ['either', 'port', '=', '53', [0]],
    ['either', 'category', '!=', 'INTRA_AZ', [1]],
    // As in PromQL, an empty value means that the field is absent.
    ['both', 'namespace', '=', '', [3]],
  ])('matches %s %s %s %s', (side, field, operator, value, indices) => {
    expect(kept({ side, field, operator, value })).toEqual(indices);
  });

  it.each<[FlowFilter['field'], FlowFilter['operator'], string, number]>([
    ['address', '=', '::ffff:10.0.3.11', 1],
    ['address', '=', '::FFFF:A00:30B', 1],
    ['address', '!=', '::ffff:10.0.3.11', 1],
    ['address', '=~', '10\\.0\\.3\\.11', 1],
    ['address', '=~', '::ffff:10\\.0\\.3\\.11', 1],
    ['address', '=~', '::ffff:10.0.3.*', 1],
    ['address', '!~', '::ffff:10\\.0\\..*', 1],
    ['address', '=', '2600:1F13:0ABC:0D00::0099', 1],
    ['address', '=~', '(::ffff:10\\.0\\.3\\.11|2600:1F13:ABC:D00:0:0:0:99)', 2],
    ['name', '=', '::ffff:10.0.3.11', 1],
    ['external', '=', '2600:1F13:ABC:D00::99', 1],
  ])('matches addresses in any notation: %s %s %s', (field, operator, value, count) => {
    const nameless = (ip: string) => aFlow(ui, { ip, external: { kind: 'unknown', name: ip } });
    const addressed = [nameless('10.0.3.11'), nameless('2600:1f13:abc:d00::99')];
    expect(filterFlows(addressed, [{ side: 'server', field, operator, value }])).toHaveLength(count);
  });

  it('treats unknown values as empty, also in patterns', () => {
    expect(kept({ side: 'both', field: 'namespace', operator: '=~', value: '|shop' })).toEqual([3]);
    expect(kept({ side: 'server', field: 'namespace', operator: '!~', value: '.+' })).toEqual([1, 3]);
  });

  it('passes exactly the flows that the negated operator excludes', () => {
    const filters = fc.record({
      side: fc.constantFrom(...FILTER_SIDES),
      field: fc.constantFrom(...FILTER_FIELDS),
      value: fc.constantFrom('retail-store', 'ui', 'Amazon S3', 'use1-az1', ''),
    });
    fc.assert(
      fc.property(filters, fc.constantFrom('=' as const, '=~' as const), (filter, operator) => {
        const negated = operator === '=' ? '!=' : '!~';
        const both = [...kept({ ...filter, operator }), ...kept({ ...filter, operator: negated })];
        expect(both.sort()).toEqual([0, 1, 2, 3]);
      })
    );
  });

  it('passes only flows that match every filter', () => {
    const filters: FlowFilter[] = [
      { side: 'client', field: 'workload', operator: '=', value: 'coredns' },
      { side: 'server', field: 'external', operator: '=~', value: 'Amazon .*' },
    ];
    expect(filterFlows(flows, filters)).toEqual([flows[1]]);
  });
});

describe('filterProblem', () => {
  it.each([
    [{ side: 'either', field: 'color', operator: '=', value: 'red' }, /cannot be filtered by "color"/],
    [{ side: 'neither', field: 'pod', operator: '=', value: 'a' }, /side "neither"/],
    [{ side: 'either', field: 'pod', operator: '=~', value: '(' }, /not a valid regular expression/],
  ])('says what is wrong with %j', (filter, message) => {
    // A manual edit of a dashboard can save this.
    expect(filterProblem(filter as FlowFilter)).toMatch(message);
  });
});
