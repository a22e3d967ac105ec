import { chooseSource, NO_API_ADDRESS, noMonitorChosen, type SourceFacts } from './chooseSource';

const HOUR = 3_600_000;
const facts: SourceFacts = { asked: 'auto', format: 'flows', rangeMs: HOUR, hasSeries: true };

describe('chooseSource', () => {
  it.each<[string, Partial<SourceFacts>, object]>([
    ['the API for an hour, without a word', {}, { source: 'api' }],
    [
      'series for longer, and says why',
      { rangeMs: 6 * HOUR },
      { source: 'series', reason: expect.stringMatching(/longer/) },
    ],
    [
      'the API for longer where there are no series, and says what would be quicker',
      { rangeMs: 6 * HOUR, hasSeries: false },
      { source: 'api', reason: expect.stringMatching(/hour by hour/) },
    ],
    [
      'series where no monitor is chosen',
      { apiLacks: noMonitorChosen(['a', 'b']) },
      { source: 'series', reason: expect.stringMatching(/no monitor is chosen/) },
    ],
    ['what was asked for, whatever the range', { asked: 'api', rangeMs: 24 * HOUR }, { source: 'api' }],
    ['series for flows over time', { format: 'timeSeries' }, { source: 'series' }],
  ])('takes %s', (_, over, expected) => {
    expect(chooseSource({ ...facts, ...over })).toEqual(expected);
  });

  it.each<[Partial<SourceFacts>, RegExp]>([
    [{ apiLacks: NO_API_ADDRESS, hasSeries: false }, /no flow API address.*Enter one.*no flow series/],
    [{ asked: 'api', apiLacks: noMonitorChosen(['a', 'b']) }, /Choose a monitor in the query: a, b\./],
    [{ asked: 'api', apiLacks: noMonitorChosen([]) }, /no active monitor.*Create one/],
    [{ asked: 'series', hasSeries: false }, /no flow series/],
    [{ format: 'timeSeries', hasSeries: false }, /over time.*no flow series/],
  ])('says what is missing: %j', (over, problem) => {
    expect(chooseSource({ ...facts, ...over })).toEqual({ problem: expect.stringMatching(problem) });
  });
});
