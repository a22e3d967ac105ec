import {
  chooseSource,
  NO_API_ADDRESS,
  NO_FLOW_SERIES,
  NO_PROMETHEUS,
  noMonitorChosen,
  type SourceFacts,
} from './chooseSource';

const HOUR = 3_600_000;
const facts: SourceFacts = { requested: 'auto', format: 'flows', rangeMs: HOUR };

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
      { rangeMs: 6 * HOUR, seriesMissing: NO_FLOW_SERIES },
      { source: 'api', reason: expect.stringMatching(/hour by hour/) },
    ],
    [
      'series where no monitor is chosen',
      { apiMissing: noMonitorChosen(['a', 'b']) },
      { source: 'series', reason: expect.stringMatching(/no monitor is chosen/) },
    ],
    ['what was asked for, whatever the range', { requested: 'api', rangeMs: 24 * HOUR }, { source: 'api' }],
    ['series for flows over time', { format: 'timeSeries' }, { source: 'series' }],
  ])('takes %s', (_, over, expected) => {
    expect(chooseSource({ ...facts, ...over })).toEqual(expected);
  });

  it.each<[Partial<SourceFacts>, RegExp]>([
    [{ apiMissing: NO_API_ADDRESS, seriesMissing: NO_FLOW_SERIES }, /no flow API address.*Enter one.*no flow series/],
    [
      { apiMissing: NO_API_ADDRESS, seriesMissing: NO_PROMETHEUS },
      /no flow API address.*Enter one.*settings hold no Prometheus data source\.$/,
    ],
    [{ requested: 'series', seriesMissing: NO_PROMETHEUS }, /no Prometheus data source\. Choose one/],
    [{ format: 'timeSeries', seriesMissing: NO_PROMETHEUS }, /over time.*no Prometheus data source\. Choose one/],
    [{ requested: 'api', apiMissing: noMonitorChosen(['a', 'b']) }, /Choose a monitor in the query: a, b\./],
    [{ requested: 'api', apiMissing: noMonitorChosen([]) }, /no active monitor.*Create one/],
    [{ requested: 'series', seriesMissing: NO_FLOW_SERIES }, /no flow series/],
    [{ format: 'timeSeries', seriesMissing: NO_FLOW_SERIES }, /over time.*no flow series/],
  ])('says what is missing: %j', (over, problem) => {
    expect(chooseSource({ ...facts, ...over })).toEqual({ problem: expect.stringMatching(problem) });
  });
});
