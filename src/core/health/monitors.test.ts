import { monitorFindings } from './monitors';

const monitors = (...statuses: string[]) => statuses.map((status, index) => ({ name: `m${index}`, status }));
const found = (...statuses: string[]) => monitorFindings(monitors(...statuses)).map(({ state, text }) => [state, text]);

it('tells how to make one where there is none', () => {
  expect(found()).toEqual([['broken', expect.stringMatching(/no monitor in this AWS account and Region.*Create one/)]]);
});

it('names those that are active', () => {
  expect(found('ACTIVE')).toEqual([['fine', '1 of 1 monitors is active: m0.']]);
  expect(found('ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE')).toEqual([
    ['fine', '4 of 4 monitors are active: m0, m1, m2, ….'],
  ]);
});

it.each([
  ['ERROR', 'warning', /^ERROR \(m1\): creating it failed\. .*create it anew\.$/],
  ['PENDING', 'info', /^PENDING \(m1\): it is being created/],
  ['INACTIVE', 'info', /^INACTIVE \(m1\): it records nothing/],
  ['DELETING', 'info', /^DELETING \(m1\): it is being deleted/],
  ['RESTING', 'info', /^RESTING \(m1\): see CloudWatch/],
])('tells what %s means beside one that is active', (status, state, text) => {
  expect(found('ACTIVE', status)).toEqual([
    ['fine', '1 of 2 monitors is active: m0.'],
    [state, expect.stringMatching(text)],
  ]);
});

it('tells to wait where one is being created, and to create one where none is', () => {
  expect(found('INACTIVE', 'PENDING')[0]).toEqual([
    'broken',
    expect.stringMatching(/^0 of 2 .*Wait some minutes: "m1"/),
  ]);
  expect(found('INACTIVE', 'ERROR')[0]).toEqual(['broken', expect.stringMatching(/^0 of 2 .*Create one/)]);
});
