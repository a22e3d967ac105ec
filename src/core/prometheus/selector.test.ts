import fc from 'fast-check';
import { syntaxErrors } from '../../testing/syntaxErrors';
import { selector } from './selector';

const podSelector = (value: string) => selector('up', [{ label: 'pod', operator: '=', value }]);

describe('selector', () => {
  it.each([
    ['a"b', 'up{pod="a\\"b"}'],
    ['\\d', 'up{pod="\\\\d"}'],
    ['first\nsecond', 'up{pod="first\\nsecond"}'],
    ['high \ud83d', 'up{pod="high \\ufffd"}'],
    ['\ufffd', 'up{pod="\\ufffd"}'],
    ['👩', 'up{pod="👩"}'],
  ])('escapes %j as %s', (value, expression) => {
    expect(podSelector(value)).toBe(expression);
  });

  it('is one selector for any value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const expression = podSelector(value);
        expect(syntaxErrors(expression)).toEqual([]);
        expect(expression).not.toMatch(/[\ufffd\p{Surrogate}]/u);
      })
    );
  });
});
