import fc from 'fast-check';
import { canonicalAddress } from './canonicalAddress';

describe('canonicalAddress', () => {
  it.each([
    ['10.0.3.11', '10.0.3.11'],
    ['::ffff:10.0.3.11', '10.0.3.11'],
    ['::FFFF:10.0.3.11', '10.0.3.11'],
    ['::ffff:a00:30b', '10.0.3.11'],
    ['::ffff:A00:030B', '10.0.3.11'],
    ['0:0:0:0:0:ffff:10.0.3.11', '10.0.3.11'],
    ['0000:0000:0000:0000:0000:ffff:0a00:030b', '10.0.3.11'],
    ['::ffff:0.0.0.0', '0.0.0.0'],
    ['2600:1F13:0ABC:0D00:0:0:0:0099', '2600:1f13:abc:d00::99'],
    ['2600:1f13:abc:d00::99', '2600:1f13:abc:d00::99'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['fe80:0::1', 'fe80::1'],
    // These are other addresses: translated, and within IPv6 in other ways.
    ['64:ff9b::10.0.3.11', '64:ff9b::a00:30b'],
    ['::ffff:0:10.0.3.11', '::ffff:0:a00:30b'],
  ])('writes %s as %s', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  it.each([
    ...['', 'web', 'shop/web:80', '::ffff:10.0.3.256', '::ffff:10.0.3', '1::2::3', '1:2:3:4:5:6:7', '::g', ':', ':::'],
    ...['1:2:3:4:5:6:7:8:9', 'aa:bb:cc:dd:ee:ff', '12345::1', '10.0.3.11:443', 'fe80::1%eth0', '1:2:3:4:5:6:7::8:9'],
  ])('leaves %j as it is', (text) => {
    expect(canonicalAddress(text)).toBe(text);
  });

  it('agrees with the browser on any notation of IPv6 addresses', () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    const address = fc.array(group, { minLength: 8, maxLength: 8 });
    const spelled = (groups: number[], width: number, isUpper: boolean) => {
      const text = groups.map((group) => group.toString(16).padStart(width, '0')).join(':');
      return isUpper ? text.toUpperCase() : text;
    };
    fc.assert(
      fc.property(address, fc.integer({ min: 1, max: 4 }), fc.boolean(), (groups, width, isUpper) => {
        fc.pre(!(groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0)));
        const text = spelled(groups, width, isUpper);
        expect(`[${canonicalAddress(text)}]`).toBe(new URL(`http://[${text}]/`).hostname);
        expect(canonicalAddress(canonicalAddress(text))).toBe(canonicalAddress(text));
      })
    );
  });
});
