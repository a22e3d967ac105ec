/** @jest-environment node */
import fc from 'fast-check';
import { otherHeaders } from './otherHeaders';

const NAMES = ['content-length', 'content-type', 'te', 'ten'];
const pattern = new RegExp(`^(?:${otherHeaders(NAMES)})$`);

it.each(NAMES)('does not match %s', (name) => {
  expect(name).not.toMatch(pattern);
});

it.each([':method', ':path', ':authority', ':scheme'])('does not match %s', (name) => {
  expect(name).not.toMatch(pattern);
});

it('matches every other name, also those that begin or continue like the given ones', () => {
  const beginning = fc.constantFrom('', ...NAMES.flatMap((name) => [...name].map((_, end) => name.slice(0, end + 1))));
  const end = fc.stringMatching(/^[a-z0-9-]{0,5}$/);
  fc.assert(
    fc.property(beginning, end, (first, second) => {
      fc.pre(!NAMES.includes(first + second));
      expect(first + second).toMatch(pattern);
    })
  );
});
