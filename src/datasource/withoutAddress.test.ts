import { type DataQueryRequest, type DataSourceInstanceSettings, dateTime } from '@grafana/data';
import { type BackendSrv, setBackendSrv, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { FlowDataSource } from './DataSource';
import { type FlowDataQuery, type FlowDataSourceOptions } from './settings/options';

const fetch = jest.fn();

beforeAll(() => {
  setBackendSrv({ fetch } as unknown as BackendSrv);
  setTemplateSrv({ replace: (text: string) => text, getVariables: () => [] } as unknown as TemplateSrv);
});

const source = new FlowDataSource({ uid: 'flows', jsonData: {} } as DataSourceInstanceSettings<FlowDataSourceOptions>);

const QUERIES: Array<Omit<FlowDataQuery, 'refId'>> = [
  { version: 2, queryType: 'flows' },
  { version: 2, queryType: 'flows', source: 'api' },
  { version: 2, queryType: 'flows', monitor: 'shop' },
  { version: 2, queryType: 'paths', monitor: 'shop' },
  { version: 2, queryType: 'insights' },
  { version: 2, queryType: 'inventory', list: 'monitors' },
] as Array<Omit<FlowDataQuery, 'refId'>>;

describe('a data source without a flow API URL', () => {
  it.each(QUERIES.map((query) => [JSON.stringify(query), query] as const))(
    'says so and requests nothing: %s',
    async (_, query) => {
      const range = { from: dateTime(0), to: dateTime(1_800_000) };
      const request = { range: { ...range, raw: range }, targets: [{ refId: 'A', ...query }] };
      const answer = await lastValueFrom(source.query(request as unknown as DataQueryRequest<FlowDataQuery>));
      expect(answer.errors?.[0]?.message).toMatch(
        /The flow API cannot be queried: the settings hold no flow API address\. Enter one in the data source settings\./
      );
      expect(fetch).not.toHaveBeenCalled();
    }
  );

  it.each(['', 'monitors', 'performanceMonitors', 'scopes', 'clusters'])(
    'lists no names in variables: "%s"',
    async (list) => {
      await expect(source.metricFindQuery(list)).resolves.toEqual([]);
      expect(fetch).not.toHaveBeenCalled();
    }
  );
});
