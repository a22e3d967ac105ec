import fs from 'node:fs';
import path from 'node:path';
import { pages, ScriptedApi } from '../testing/scriptedApi';
import { insightsSeries, insightsTopContributors } from './workloadInsights';

const MINUTE = 60_000;
const START_MS = Date.parse('2024-12-09T19:00:00Z');
const query = {
  scopeId: 'scope/1',
  window: { startMs: START_MS, endMs: START_MS + 15 * MINUTE },
  metricName: 'DATA_TRANSFERRED' as const,
  destinationCategory: 'INTER_AZ',
};

/** AWS' own, as the CLI documents them. */
function sample(name: string): object {
  const file = path.join(__dirname, `../../e2e/fixtures/aws-samples/get-query-results-workload-insights-${name}.json`);
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

function seriesOf(...bodies: object[]) {
  const api = new ScriptedApi(pages(...bodies));
  return api.valuesOf(insightsSeries(api.client, query));
}

describe('insightsTopContributors', () => {
  it('decodes the AWS sample, without the fields that it does not have', () => {
    const api = new ScriptedApi(pages(sample('top-contributors')));
    expect(api.valuesOf(insightsTopContributors(api.client, { ...query, limit: 5 }))).toEqual([
      [
        {
          accountId: '123456789012',
          zoneId: 'use1-az6',
          subnetId: 'subnet-0a5b30fb95dca2c14',
          vpcId: 'vpc-03ea55eeda25adbb0',
          region: 'us-east-1',
          value: 908_443,
        },
      ],
    ]);
    expect(api.requests[0]).toEqual({
      method: 'POST',
      path: '/workloadInsights/scope%2F1/topContributorsQueries',
      body: {
        startTime: '2024-12-09T19:00:00.000Z',
        endTime: '2024-12-09T19:15:00.000Z',
        metricName: 'DATA_TRANSFERRED',
        destinationCategory: 'INTER_AZ',
        limit: 5,
      },
    });
  });

  it('decodes a response without a list as empty, as in the model, and ignores rows without a value', () => {
    const api = new ScriptedApi(pages({}, { topContributors: [{ localAz: 'a', value: null }, { value: 0 }] }));
    expect(api.valuesOf(insightsTopContributors(api.client, { ...query, limit: 5 }))).toEqual([[{ value: 0 }]]);
  });
});

describe('insightsSeries', () => {
  const at = (...minutes: number[]) => minutes.map((minute) => START_MS + minute * MINUTE);

  it('decodes the AWS sample', () => {
    expect(seriesOf(sample('top-contributors-data'))).toEqual([
      {
        unit: 'bytes',
        series: [{ label: 'use1-az6', timesMs: at(0, 5, 10), values: [259_943, 194_856, 216_432] }],
      },
    ]);
  });

  it('joins parts on several pages, with timestamps as texts or epoch seconds, in any unit of bytes', () => {
    const piece = (label: string, timestamps: unknown[], values: unknown[]) => ({ label, timestamps, values });
    const first = { unit: 'Kilobytes', datapoints: [piece('b', [START_MS / 1_000 + 300], [2]), piece('a', [], [])] };
    const second = { unit: 'Bytes', datapoints: [piece('b', ['2024-12-09T19:00:00Z', START_MS / 1_000], [5, null])] };
    expect(seriesOf(first, second)).toEqual([
      {
        unit: 'bytes',
        series: [
          { label: 'b', timesMs: at(0, 5), values: [5, 2_000] },
          { label: 'a', timesMs: [], values: [] },
        ],
      },
    ]);
  });

  it.each([
    ['a unit that is not a unit of bytes', { unit: 'Seconds', datapoints: [] }, /"Seconds", which is not a unit/],
    ['a missing list', { unit: 'Bytes' }, /no "datapoints" list/],
    [
      'more timestamps than values',
      { unit: 'Bytes', datapoints: [{ label: 'a', timestamps: [1, 2], values: [1] }] },
      /different numbers of timestamps and values/,
    ],
    [
      'an invalid timestamp',
      { unit: 'Bytes', datapoints: [{ label: 'a', timestamps: ['soon'], values: [1] }] },
      /an invalid timestamp/,
    ],
  ])('errors for %s: no value is better than a wrong one', (_, body, message) => {
    expect(() => seriesOf(body)).toThrow(message);
  });
});
