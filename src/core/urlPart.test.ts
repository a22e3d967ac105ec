import fc from 'fast-check';
import { urlPart } from './urlPart';

describe('urlPart', () => {
  it.each([
    ['orders', 'orders'],
    ['../x', '..%2Fx'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['high \ud83d', 'high%20%EF%BF%BD'],
    ['👩', '%F0%9F%91%A9'],
  ])('encodes %j as %j', (text, encoded) => {
    expect(urlPart(text)).toBe(encoded);
  });

  it('cannot end the part of a URL, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(urlPart(text)).not.toMatch(/[/?#&=:\s<>"]/);
      })
    );
  });
});
