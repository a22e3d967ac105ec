import fc from 'fast-check';
import { displayable, MAX_NAME_LENGTH } from './displayable';

describe('displayable', () => {
  it.each([
    'orders-7d4b9c-x2k4z',
    'arn:aws:eks:eu-central-1:123456789012:cluster/demo',
    'Zürich',
    'متجر-التجزئة',
    '東京',
    'z\u0300\u0323',
    'a\u200cb',
    '👩‍👩‍👧‍👦 🇨🇭',
    '<b>not markup</b>',
    '${__user.email}',
    '',
  ])('keeps %j as it is', (text) => {
    expect(displayable(text)).toBe(text);
  });

  it.each([
    ['first\nsecond\r\nthird\u2028fourth\tfifth', 'first second third fourth fifth'],
    ['\u202eexe.gnp\u2066', 'exe.gnp'],
    ['or\u200bders\ufeff\u00ad', 'orders'],
    ['null\u0000after\u001b[31m\u009b\u007f', 'nullafter[31m'],
    ['high \ud83d', 'high \ufffd'],
    ['\udc00 low', '\ufffd low'],
    [' \u200b ', ''],
    ['z\u0300\u0301\u0302\u0303\u0304\u0305', 'z\u0300\u0301\u0302\u0303'],
    ['n'.repeat(10_000), `${'n'.repeat(MAX_NAME_LENGTH - 1)}…`],
    ['👩'.repeat(300), `${'👩'.repeat(MAX_NAME_LENGTH - 1)}…`],
  ])('changes %j to %j', (text, shown) => {
    expect(displayable(text, MAX_NAME_LENGTH)).toBe(shown);
  });

  it('changes no text twice, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const shown = displayable(text, 100);
        expect(displayable(shown, 100)).toBe(shown);
        expect([...shown].length).toBeLessThanOrEqual(100);
        expect(shown).not.toMatch(/[\p{Cc}\p{Surrogate}\u{2028}\u{2029}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u);
      })
    );
  });
});
