import {
  chooseSource,
  NO_API_ADDRESS,
  NO_FLOW_SERIES,
  NO_PROMETHEUS,
  noMonitorChosen,
  type SourceFacts,
} from './chooseSource';

const HOUR = 3_600_000;
const facts: SourceFacts = { asked: 'auto', format: 'flows', rangeMs: HOUR };

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
      { rangeMs: 6 * HOUR, seriesLacks: NO_FLOW_SERIES },
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
    [{ apiLacks: NO_API_ADDRESS, seriesLacks: NO_FLOW_SERIES }, /no flow API address.*Enter one.*no flow series/],
    [
      { apiLacks: NO_API_ADDRESS, seriesLacks: NO_PROMETHEUS },
      /no flow API address.*Enter one.*settings hold no Prometheus data source\.$/,
    ],
    [{ asked: 'series', seriesLacks: NO_PROMETHEUS }, /no Prometheus data source\. Choose one/],
    [{ format: 'timeSeries', seriesLacks: NO_PROMETHEUS }, /over time.*no Prometheus data source\. Choose one/],
    [{ asked: 'api', apiLacks: noMonitorChosen(['a', 'b']) }, /Choose a monitor in the query: a, b\./],
    [{ asked: 'api', apiLacks: noMonitorChosen([]) }, /no active monitor.*Create one/],
    [{ asked: 'series', seriesLacks: NO_FLOW_SERIES }, /no flow series/],
    [{ format: 'timeSeries', seriesLacks: NO_FLOW_SERIES }, /over time.*no flow series/],
  ])('says what is missing: %j', (over, problem) => {
    expect(chooseSource({ ...facts, ...over })).toEqual({ problem: expect.stringMatching(problem) });
  });
});
