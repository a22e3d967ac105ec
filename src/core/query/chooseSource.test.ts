import { chooseSource, noMonitorSelected, type SourceFacts } from './chooseSource';
import { NO_API_URL, NO_FLOW_SERIES, NO_PROMETHEUS } from './messages';

const HOUR = 3_600_000;
const facts: SourceFacts = { requested: 'auto', format: 'flows', rangeMs: HOUR };

describe('chooseSource', () => {
  it.each<[string, Partial<SourceFacts>, object]>([
    ['the API for an hour, without a reason', {}, { source: 'api' }],
    [
      'series for longer ranges, with a reason',
      { rangeMs: 6 * HOUR },
      { source: 'series', reason: expect.stringMatching(/longer/) },
    ],
    [
      'the API for longer ranges if there are no series, with advice',
      { rangeMs: 6 * HOUR, seriesMissing: NO_FLOW_SERIES },
      { source: 'api', reason: expect.stringMatching(/hour by hour/) },
    ],
    [
      'series if no monitor is selected',
      { apiMissing: noMonitorSelected(['a', 'b']) },
      { source: 'series', reason: expect.stringMatching(/no monitor is selected/) },
    ],
    ['the requested source for any range', { requested: 'api', rangeMs: 24 * HOUR }, { source: 'api' }],
    ['series for flows over time', { format: 'timeSeries' }, { source: 'series' }],
  ])('chooses %s', (_, over, expected) => {
    expect(chooseSource({ ...facts, ...over })).toEqual(expected);
  });

  it.each<[Partial<SourceFacts>, RegExp]>([
    [{ apiMissing: NO_API_URL, seriesMissing: NO_FLOW_SERIES }, /no flow API URL.*Enter it.*no flow series/],
    [
      { apiMissing: NO_API_URL, seriesMissing: NO_PROMETHEUS },
      /no flow API URL.*Enter it.*no Prometheus data source is configured\.$/,
    ],
    [{ requested: 'series', seriesMissing: NO_PROMETHEUS }, /no Prometheus data source is configured\. Select one/],
    [
      { format: 'timeSeries', seriesMissing: NO_PROMETHEUS },
      /over time.*no Prometheus data source is configured\. Select one/,
    ],
    [{ requested: 'api', apiMissing: noMonitorSelected(['a', 'b']) }, /Select a monitor in the query: a, b\./],
    [{ requested: 'api', apiMissing: noMonitorSelected([]) }, /no active monitor.*Create one/],
    [{ requested: 'series', seriesMissing: NO_FLOW_SERIES }, /no flow series/],
    [{ format: 'timeSeries', seriesMissing: NO_FLOW_SERIES }, /over time.*no flow series/],
  ])('says what is missing: %j', (over, problem) => {
    expect(chooseSource({ ...facts, ...over })).toEqual({ problem: expect.stringMatching(problem) });
  });
});
