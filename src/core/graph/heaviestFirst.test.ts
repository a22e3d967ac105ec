import fc from 'fast-check';
import { heaviestFirst } from './heaviestFirst';

const byIndex = (a: number, b: number) => a - b;

describe('heaviestFirst', () => {
  it('sorts any numbers like a comparison would', () => {
    const weight = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(weight), (weights) => {
        const compared = weights.map((_, index) => index);
        compared.sort((a, b) => {
          const [first, second] = [weights[a] ?? 0, weights[b] ?? 0];
          return first === second ? a - b : first > second ? -1 : 1;
        });
        expect([...heaviestFirst(weights, byIndex)]).toEqual(compared);
      })
    );
  });

  it('orders equal weights with the given comparison, and counts NaN as 0', () => {
    expect([...heaviestFirst([0, NaN, -0, 1], (a, b) => b - a)]).toEqual([3, 2, 1, 0]);
  });
});
