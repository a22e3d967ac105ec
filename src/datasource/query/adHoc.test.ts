import {
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagValuesOptions,
  dateTime,
} from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { FILTER_FIELDS } from '../../core/flow/filter';
import { pages, ScriptedApi } from '../../testing/scriptedApi';
import { adHocFiltersOf, tagKeys, tagValues } from './adHoc';
import { answerQuery } from '../answerQuery';
import { findNames } from '../handlers/metrics/findNames';
import { type FlowDataQuery } from '../settings/options';
import { type QueryContext } from '../context/queryContext';

jest.mock('../handlers/metrics/findNames', () => ({ findNames: jest.fn().mockResolvedValue(['a', 'b']) }));

const filter = { key: 'namespace', operator: '=', value: 'shop' };
const templateSrv = (over: object = {}) => ({ replace: (text: string) => text, ...over }) as unknown as TemplateSrv;

describe('adHocFiltersOf', () => {
  it('uses the filters in the request, even if there are none', () => {
    const getAdhocFilters = () => [filter];
    expect(adHocFiltersOf({ filters: [filter] }, templateSrv(), 'flows')).toEqual([filter]);
    expect(adHocFiltersOf({ filters: [] }, templateSrv({ getAdhocFilters }), 'flows')).toEqual([]);
  });

  it('uses the filters of the template service if the request has no list, or none without that function', () => {
    const getAdhocFilters = jest.fn(() => [filter]);
    expect(adHocFiltersOf({}, templateSrv({ getAdhocFilters }), 'flows')).toEqual([filter]);
    expect(getAdhocFilters).toHaveBeenCalledWith('flows', true);
    expect(adHocFiltersOf({}, templateSrv(), 'flows')).toEqual([]);
  });
});

describe('tagKeys', () => {
  it('are all fields of flow filters', () => {
    expect(tagKeys().map(({ value }) => value)).toEqual(FILTER_FIELDS);
  });
});

describe('tagValues', () => {
  const facts = { hasKubeStateMetrics: true };
  const context = { facts, settings: { prometheusUid: 'p' } };
  const valuesOf = (options: Partial<DataSourceGetTagValuesOptions> & { key: string }, over = {}) =>
    tagValues({ filters: [], ...options }, { ...context, ...over });

  beforeEach(() => jest.mocked(findNames).mockClear());

  it('lists names that match the other filters on names', async () => {
    const filters = [
      filter,
      { key: 'pod', operator: '=', value: 'own key' },
      { key: 'node', operator: '=|', value: 'n1', values: ['n1', 'n.2'] },
      { key: 'port', operator: '=', value: '53' },
      { key: 'zone', operator: '<', value: '5' },
    ];
    expect(await valuesOf({ key: 'pod', filters })).toEqual([
      { text: 'a', value: 'a' },
      { text: 'b', value: 'b' },
    ]);
    const matchers = [
      { label: 'namespace', operator: '=', value: 'shop' },
      { label: 'node', operator: '=~', value: 'n1|n\\.2' },
    ];
    expect(findNames).toHaveBeenCalledWith({ list: 'pods', matchers }, 'p', facts, undefined);
  });

  it('lists categories with their labels', async () => {
    expect(await valuesOf({ key: 'category' })).toContainEqual({ text: 'Cross-zone', value: 'INTER_AZ' });
  });

  it.each(['port', 'cluster', 'address'])('lists nothing for %s, which users can enter', async (key) => {
    expect(await valuesOf({ key })).toEqual([]);
    expect(findNames).not.toHaveBeenCalled();
  });

  it('lists no zones without kube-state-metrics', async () => {
    expect(await valuesOf({ key: 'zone' }, { facts: { hasKubeStateMetrics: false } })).toEqual([]);
  });
});

describe('a query', () => {
  const range = { from: dateTime(0), to: dateTime(3_600_000) };
  const request = { range: { ...range, raw: range }, filters: [filter] } as unknown as DataQueryRequest<FlowDataQuery>;

  function answered(target: object): DataQueryResponse | undefined {
    const api = new ScriptedApi(pages({ monitors: [] }));
    const context = { client: api.client, settings: { flowApiUrl: 'http://api' } } as unknown as QueryContext;
    // As Grafana hands it on.
    const saved = { refId: 'A', version: 2, ...target } as FlowDataQuery;
    return api.valuesOf(answerQuery(context, saved, request, (text) => text)).at(-1);
  }

  it('has a notice about dashboard filters that do not apply', () => {
    const response = answered({ queryType: 'inventory', kind: 'performanceMonitors' });
    expect(response?.data[0]?.meta.notices).toEqual([
      { severity: 'warning', text: expect.stringMatching(/"namespace" is ignored by the query for the inventory/) },
    ]);
  });

  it('is validated with the dashboard filters', () => {
    request.filters = [{ key: 'pod', operator: '=~', value: '(' }];
    const message = expect.stringMatching(/"\(" is not a valid regular expression.*filter on pod/);
    expect(answered({ queryType: 'flows' })).toMatchObject({ errors: [{ message }] });
  });
});
