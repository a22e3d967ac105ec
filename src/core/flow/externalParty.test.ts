import fc from 'fast-check';
import { isInVpcRangeOf, isPrivateAddress } from './address';
import { KNOWN_CATEGORIES } from './category';
import { externalParty } from './externalParty';
import { NO_NAMED_NETWORKS, namedNetworks } from './namedNetworks';
import { type Report, type ReportEnd } from './report';

function report(over: Partial<Report> = {}): Report {
  return {
    local: { ip: '10.0.1.5' },
    remote: {},
    targetPort: 443,
    category: 'UNCLASSIFIED',
    path: [],
    metric: 'DATA_TRANSFERRED',
    value: 1,
    ...over,
  };
}
const party = (end: ReportEnd, over: Partial<Report> = {}) => externalParty(end, report(over), NO_NAMED_NETWORKS);

/** 32 bits as an address, written without the library that the code uses. */
const dotted = (bits: number) => [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
const isIn = (bits: number, base: string, length: number) => {
  const [a = 0, b = 0, c = 0, d = 0] = base.split('.').map(Number);
  const start = ((a * 256 + b) * 256 + c) * 256 + d;
  return Math.floor((bits >>> 0) / 2 ** (32 - length)) === Math.floor(start / 2 ** (32 - length));
};
const ipv4 = fc.oneof(
  fc.integer({ min: 0, max: 0xffffffff }),
  // Close to the borders of private ranges, too.
  fc
    .tuple(
      fc.constantFrom(0x0a000000, 0xac100000, 0xc0a80000, 0x64400000, 0x7f000000, 0xa9fe0000, 0xc6120000, 0xf0000000),
      fc.integer({ min: -2, max: 2 }),
      fc.constantFrom(0, 0x10000, 0x20000, 0x100000, 0x400000, 0x1000000)
    )
    .map(([base, near, size]) => (base + near + size) >>> 0)
);

describe('private addresses', () => {
  it('are those of the ranges that the internet does not route', () => {
    const PRIVATE = [
      ['10.0.0.0', 8],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['100.64.0.0', 10],
      ['127.0.0.0', 8],
      ['169.254.0.0', 16],
      ['198.18.0.0', 15],
      ['240.0.0.0', 4],
    ] as const;
    fc.assert(
      fc.property(ipv4, (bits) => {
        const expected = PRIVATE.some(([base, length]) => isIn(bits, base, length));
        expect(isPrivateAddress(dotted(bits))).toBe(expected);
        expect(isPrivateAddress(`::ffff:${dotted(bits)}`)).toBe(expected);
      }),
      { numRuns: 500 }
    );
  });

  it('can be in the same VPC if the first 16 bits are equal, or 56 of IPv6', () => {
    fc.assert(
      fc.property(ipv4, ipv4, (a, b) => {
        expect(isInVpcRangeOf(dotted(a), dotted(b))).toBe(a >>> 16 === b >>> 16);
      })
    );
    expect(isInVpcRangeOf('2600:1f13:abc:d00::1', '2600:1f13:abc:dff::2')).toBe(true);
    expect(isInVpcRangeOf('2600:1f13:abc:d00::1', '2600:1f13:abc:e00::2')).toBe(false);
    expect(isInVpcRangeOf('10.0.0.1', '2600:1f13::1')).toBe(false);
    expect(isInVpcRangeOf('', '10.0.0.1')).toBe(false);
    expect(isInVpcRangeOf('10.0.0.1', 'web')).toBe(false);
  });

  it.each([
    ['fc00::1', true],
    ['fd12:3456::1', true],
    ['fe80::1', true],
    ['::1', true],
    ['2600:1f13::1', false],
    ['64:ff9b::a00:1', false],
    ['web', false],
    ['', false],
  ])('include %j: %s', (ip, expected) => {
    expect(isPrivateAddress(ip)).toBe(expected);
  });
});

describe('what lies outside', () => {
  it('has the name of its category if that is a service, regardless of the address', () => {
    const ofCategory = (category: string) => party({ ip: '10.1.2.3' }, { category }).kind;
    expect(['AMAZON_S3', 'AMAZON_DYNAMODB', 'AWS_SERVICE', 'INTER_REGION', 'INTER_VPC'].map(ofCategory)).toEqual([
      's3',
      'dynamodb',
      'aws-service',
      'region',
      'vpc',
    ]);
  });

  it('has the name of its VPC if it is in another one, or otherwise its address', () => {
    const nameOf = (end: ReportEnd) => party(end, { category: 'INTER_VPC' }).name;
    expect(nameOf({ ip: '10.1.2.3', vpcId: 'vpc-1' })).toBe('vpc-1');
    expect(nameOf({ ip: '10.1.2.3' })).toBe('10.1.2.3');
    expect(nameOf({})).not.toBe('');
  });

  it.each<[Report['network'], string]>([
    [{ name: 'ACME', number: 64500 }, 'ACME (AS64500)'],
    [{ name: 'ACME' }, 'ACME'],
    [{ number: 64500 }, 'AS64500'],
  ])('has the name of its network: %j', (network, name) => {
    const found = party({ ip: '203.0.113.9' }, { category: 'INTERNET', network });
    expect(found).toMatchObject({ kind: 'internet', name });
    expect(found.asNumber).toBe(network?.number);
  });

  it('says where a client is as exactly as AWS does', () => {
    const placeOf = (clientLocation: Report['clientLocation']) =>
      party({ ip: '203.0.113.9' }, { category: 'INTERNET', clientLocation }).place;
    expect(placeOf({ city: 'Lyon', subdivision: 'ARA', country: 'FR' })).toBe('Lyon, ARA, FR');
    expect(placeOf({ country: 'FR' })).toBe('FR');
    expect(placeOf({ city: 'Lyon' })).toBe('Lyon');
    expect(placeOf({})).toBeUndefined();
  });

  it.each([
    ['kubernetes', 'default', 'Kubernetes API server'],
    ['kubernetes', undefined, 'Kubernetes API server'],
    ['kubernetes', 'shop', 'shop/kubernetes'],
    ['web', 'shop', 'shop/web'],
    ['web', undefined, 'web'],
  ])('is the Service %s of the namespace %s, called %s', (service, namespace, name) => {
    const end = { service, ...(namespace !== undefined && { namespace }) };
    expect(party(end, { category: 'INTRA_AZ' })).toEqual({ kind: 'service', name });
  });

  it('is of the internet only if nothing says that it is in a VPC', () => {
    const kindOf = (end: ReportEnd, local = '10.0.1.5') => party(end, { local: { ip: local } }).kind;
    expect(kindOf({ ip: '203.0.113.9' })).toBe('internet');
    expect(kindOf({ ip: '203.0.113.9', vpcId: 'vpc-1' })).toBe('unknown');
    expect(kindOf({ ip: '203.0.113.9', instanceId: 'i-1' })).toBe('unknown');
    // The agent's own address is public here: the other one is of the same VPC.
    expect(kindOf({ ip: '203.0.113.9' }, '203.0.1.1')).toBe('unknown');
    expect(kindOf({ ip: '10.200.1.1' })).toBe('on-premises');
    expect(kindOf({ ip: '10.200.1.1', subnetId: 'subnet-1' })).toBe('unknown');
  });

  it('does not claim the internet if the source does not sort flows', () => {
    const sorted = party({ ip: '203.0.113.9' }, { category: 'UNCLASSIFIED' }).name;
    const unsorted = party({ ip: '203.0.113.9' }, { category: '' });
    expect(unsorted.kind).toBe('internet');
    expect(unsorted.name).not.toBe(sorted);
  });

  it('always has a name, even if nothing is known', () => {
    const end = fc.record(
      {
        ip: fc.constantFrom('10.0.9.9', '203.0.113.9', '2600:1f13::1', 'web'),
        service: fc.constant('web'),
        vpcId: fc.constant('vpc-1'),
        region: fc.constantFrom('eu-west-1', ''),
      },
      { requiredKeys: [] }
    );
    const network = fc.option(fc.constantFrom({}, { name: 'ACME' }, { number: 1 }), { nil: undefined });
    fc.assert(
      fc.property(end, network, fc.constantFrom(...KNOWN_CATEGORIES, '', 'NEW'), (some, network, category) => {
        const { kind, name } = party(some, { network, category });
        expect(name.trim()).not.toBe('');
        // Traffic within the VPC is never the internet's: it would look like an exposed service.
        if (['INTRA_AZ', 'INTER_AZ', 'LOCAL_ZONE'].includes(category)) {
          expect(kind).not.toBe('internet');
        }
        if (category === 'INTERNET' && some.service === undefined) {
          expect(kind).toBe('internet');
        }
      })
    );
  });
});

describe('named networks', () => {
  it('give an address the name of the smallest range that contains it', () => {
    const range = fc.tuple(fc.constantFrom(0x0a000000, 0x0a010000, 0x0a010200), fc.integer({ min: 8, max: 30 }));
    const ranges = fc.uniqueArray(range, { selector: ([, length]) => length, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(ranges, fc.integer({ min: 0x0a000000, max: 0x0a0203ff }), (some, bits) => {
        const networks = namedNetworks(
          some.map(([base, length]) => ({ cidr: `${dotted(base)}/${length}`, name: `n${length}` }))
        );
        const longest = Math.max(
          -1,
          ...some.filter(([base, length]) => isIn(bits, dotted(base), length)).map(([, length]) => length)
        );
        expect(networks.nameOf(dotted(bits))).toBe(longest < 0 ? undefined : `n${longest}`);
      }),
      { numRuns: 300 }
    );
  });
});
