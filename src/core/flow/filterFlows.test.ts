import fc from 'fast-check';
import { aFlow, aPod } from '../../testing/flows';
import { canonicalAddress } from './canonicalAddress';
import {
  type EndpointField,
  endpointField,
  ENDPOINT_FIELDS,
  FILTER_SIDES,
  filterFlows,
  type FlowFilter,
  isFlowFilter,
} from './filter';
import { type Endpoint } from './flow';

const ENDS: readonly Endpoint[] = [
  aPod('shop/ui-84c96ffcc5-x2k4z', { zoneId: 'use1-az1', ip: '10.0.1.5', node: 'n1', service: 'ui' }),
  aPod('shop/carts-975668fb8-bcd5f', { zoneId: 'use1-az2', zoneName: 'us-east-1b', ip: '10.0.2.7', node: 'n2' }),
  aPod('data/ui-0', { ip: '2600:1f13::5', instanceId: 'i-1', vpcId: 'vpc-1' }),
  { ip: '52.216.1.1', external: { kind: 's3', name: 'Amazon S3' }, region: 'us-east-1' },
  { ip: '203.0.113.9', external: { kind: 'internet', name: 'ACME (AS64500)', country: 'FR' } },
  { node: 'n1', ip: '10.0.1.1' },
];
const end = fc.constantFrom(...ENDS);
const flows = fc.array(
  fc
    .tuple(end, end, fc.constantFrom(80, 443, undefined))
    .map(([client, server, port]) => aFlow(client, server, { port })),
  { maxLength: 12 }
);
const VALUES = ['shop', 'ui', 'n1', 'use1-az1', 'us-east-1b', '10.0.1.5', '2600:1f13::5', 'Amazon S3', 'FR', ''];
const filter: fc.Arbitrary<FlowFilter & { field: EndpointField }> = fc.record({
  side: fc.constantFrom(...FILTER_SIDES),
  field: fc.constantFrom(...ENDPOINT_FIELDS),
  operator: fc.constantFrom('=' as const, '!=' as const, '=~' as const, '!~' as const),
  value: fc.constantFrom(...VALUES, 'ui|shop', '.*', '.+', 'u.*'),
});

describe('filters of flows', () => {
  it('compare each side as PromQL compares a label: whole values, and what is unknown is empty', () => {
    fc.assert(
      fc.property(flows, filter, (some, one) => {
        const matches = (of: Endpoint) => {
          const value = endpointField(of, one.field) ?? '';
          return one.operator.endsWith('~') ? new RegExp(`^(?:${one.value})$`).test(value) : value === one.value;
        };
        const expected = some.filter(({ client, server }) => {
          const [ofClient, ofServer] = [matches(client), matches(server)];
          const isMatch = {
            either: ofClient || ofServer,
            both: ofClient && ofServer,
            client: ofClient,
            server: ofServer,
          }[one.side];
          return one.operator.startsWith('!') ? !isMatch : isMatch;
        });
        expect(filterFlows(some, [one])).toEqual(expected);
      }),
      { numRuns: 300 }
    );
  });

  it('narrow one another in any order, and change nothing where there is none', () => {
    fc.assert(
      fc.property(flows, fc.array(filter, { maxLength: 4 }), (some, filters) => {
        const kept = filterFlows(some, filters);
        expect(filterFlows(some, [...filters].reverse())).toEqual(kept);
        expect(filters.reduce<ReturnType<typeof filterFlows>>((left, one) => filterFlows(left, [one]), some)).toEqual(
          kept
        );
        expect(filterFlows(kept, filters)).toEqual(kept);
      })
    );
    const some = [aFlow({}, {})];
    expect(filterFlows(some, [])).toBe(some);
  });

  it('find an IPv4 address however it is spelled within IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.boolean(), (ip, isHex) => {
        const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
        const hex = `::ffff:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
        const typed = isHex ? hex : `::ffff:${ip}`;
        const some = [aFlow({ ip }, {}), aFlow({ ip: '198.51.100.1' }, {})];
        const kept = filterFlows(some, [{ side: 'client', field: 'address', operator: '=', value: typed }]);
        expect(kept[0]).toBe(some[0]);
        expect(canonicalAddress(typed)).toBe(ip);
      })
    );
  });
});

describe('what a link or a saved query holds', () => {
  it.each<[unknown, boolean]>([
    [{ side: 'either', field: 'pod', operator: '=', value: '' }, true],
    [{ side: 'both', field: 'port', operator: '=~', value: '80|443' }, true],
    [{ side: 'either', field: 'pod', operator: '=~', value: '(' }, false],
    // A text that is no pattern is right where it is not read as one.
    [{ side: 'either', field: 'pod', operator: '=', value: '(' }, true],
    [{ side: 'either', field: 'constructor', operator: '=', value: 'a' }, false],
    [{ side: 'either', field: 'toString', operator: '=', value: 'a' }, false],
    [{ side: 'either', field: 'pod', operator: '==', value: 'a' }, false],
    [{ side: 'any', field: 'pod', operator: '=', value: 'a' }, false],
    [{ side: 'either', field: 'pod', operator: '=', value: 1 }, false],
    [{ side: 'either', field: 'pod', operator: '=' }, false],
    [{}, false],
    [null, false],
    ['pod=a', false],
    [undefined, false],
  ])('is a filter or not: %j', (saved, expected) => {
    expect(isFlowFilter(saved)).toBe(expected);
  });
});
