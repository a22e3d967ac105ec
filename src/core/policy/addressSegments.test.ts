import * as fc from 'fast-check';
import { type Address, type AddressRange, containsAddress, parseAddress, parseRange } from './addressRange';
import { AddressSegments } from './addressSegments';

/** Few bits vary, so that ranges contain each other and addresses. */
const ipv4 = fc
  .tuple(fc.constantFrom(0, 10, 255), fc.constantFrom(0, 1, 128, 255), fc.constantFrom(0, 7, 255))
  .map(([a, b, c]) => `${a}.${b}.0.${c}`);
const ipv6 = fc
  .tuple(fc.constantFrom('', 'fd00', '2001:db8'), fc.constantFrom('', '1', 'ffff', 'ffff:ffff:ffff:ffff'))
  .map(([head, tail]) => `${head}::${tail}`);
const addresses = fc.oneof(ipv4, ipv6).map((text): Address => parseAddress(text)!);
const ranges = fc
  .oneof(
    fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })),
    fc.tuple(ipv6, fc.constantFrom(0, 1, 16, 31, 32, 33, 64, 96, 127, 128))
  )
  .map(([address, length]): AddressRange => parseRange(`${address}/${length}`)!);

const containing = (all: readonly AddressRange[], address: Address) =>
  all.filter((range) => containsAddress(range, address)).map(({ text }) => text);

describe('segments of addresses', () => {
  it('have addresses that are in the same ranges', () => {
    fc.assert(
      fc.property(
        fc.array(ranges, { maxLength: 6 }),
        fc.array(addresses, { minLength: 2 }),
        (all, [first, ...others]) => {
          const segments = new AddressSegments(all);
          const alike = others.filter((other) => first && segments.of(other) === segments.of(first));
          expect(alike.map((other) => containing(all, other))).toEqual(alike.map(() => containing(all, first!)));
        }
      )
    );
  });

  it('are as few as the bounds of ranges require', () => {
    const segments = new AddressSegments(['10.0.0.0/8', '10.1.0.0/16'].map((text) => parseRange(text)!));
    const numbers = [
      '9.0.0.1',
      '10.0.0.0',
      '10.0.255.255',
      '10.1.0.0',
      '10.1.255.255',
      '10.2.0.0',
      '11.0.0.0',
      '::1',
    ].map((text) => segments.of(parseAddress(text)!));
    expect(numbers).toEqual([0, 1, 1, 2, 2, 3, 4, 4]);
  });
});
