import { monitorFindings } from './monitors';

const monitors = (...statuses: string[]) => statuses.map((status, index) => ({ name: `m${index}`, status }));
const found = (...statuses: string[]) => monitorFindings(monitors(...statuses)).map(({ state, text }) => [state, text]);

it('says how to create a monitor if there is none', () => {
  expect(found()).toEqual([
    ['broken', expect.stringMatching(/^No monitor exists in this AWS account and Region.*Create one/)],
  ]);
});

it('names the active monitors', () => {
  expect(found('ACTIVE')).toEqual([['fine', '1 of 1 monitors is active: m0.']]);
  expect(found('ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE')).toEqual([
    ['fine', '4 of 4 monitors are active: m0, m1, m2, ….'],
  ]);
});

it.each([
  ['ERROR', 'warning', /^ERROR \(m1\): creation failed\. .*create it again\.$/],
  ['PENDING', 'info', /^PENDING \(m1\): the monitor is being created/],
  ['INACTIVE', 'info', /^INACTIVE \(m1\): the monitor is inactive and records no data/],
  ['DELETING', 'info', /^DELETING \(m1\): the monitor is being deleted/],
  ['RESTING', 'info', /^RESTING \(m1\): see CloudWatch/],
  ['constructor', 'info', /^constructor \(m1\): see CloudWatch/],
])('explains the status %s of other monitors', (status, state, text) => {
  expect(found('ACTIVE', status)).toEqual([
    ['fine', '1 of 2 monitors is active: m0.'],
    [state, expect.stringMatching(text)],
  ]);
});

it('says to wait for a monitor that is being created, otherwise to create one', () => {
  expect(found('INACTIVE', 'PENDING')[0]).toEqual([
    'broken',
    expect.stringMatching(/^0 of 2 .*Wait a few minutes: "m1"/),
  ]);
  expect(found('INACTIVE', 'ERROR')[0]).toEqual(['broken', expect.stringMatching(/^0 of 2 .*Create one/)]);
});
