import { type DataQueryRequest, dateTime, type GrafanaConfig, locationUtil } from '@grafana/data';
import { renderHook } from '@testing-library/react';
import { DATASOURCE_ID } from '../../../common/pluginIds';
import { tableOfFlows } from '../../../core/flow/flowTable';
import { treeOfFlows } from '../../../core/graph/tree';
import { aFlow, aPod } from '../../../testing/flows';
import { type TreeOfData } from '../../model/treeOfData';
import { type PanelSource } from '../../queries/panelSource';
import { useInvestigateHref } from './useInvestigateHref';

let pathname = '';
const variables: Record<string, string> = { $flows: 'f1', $monitor: 'm1', $cluster: '', $eks: 'shop-cluster' };
jest.mock('@grafana/runtime', () => ({
  getTemplateSrv: () => ({ replace: (text: string) => variables[text] ?? text }),
  locationService: { getLocation: () => ({ pathname }) },
}));

const FLOWS = [aFlow(aPod('shop/ui-84c96ffcc5-x7k2p'), aPod('shop/carts-0'))];
const DATA: TreeOfData = {
  tree: treeOfFlows(FLOWS, 'namespace'),
  flows: tableOfFlows(FLOWS),
  measures: [],
  facts: new Map(),
};
const UI = { kind: 'node', id: 'workload/shop/Deployment/ui' } as const;

function panelSource(query: { monitor?: string; cluster?: string }): PanelSource {
  const target = {
    refId: 'A',
    version: 2,
    queryType: 'flows',
    datasource: { type: DATASOURCE_ID, uid: '$flows' },
    ...query,
  } as const;
  const range = { from: dateTime('2026-03-01T10:00:00Z'), to: dateTime('2026-03-01T10:30:00Z') };
  const request = { targets: [target], range: { ...range, raw: { from: 'now-30m', to: 'now' } } };
  return { request: request as unknown as DataQueryRequest, target };
}

const hrefOf = (source: PanelSource | undefined, data = DATA, target: Parameters<typeof useInvestigateHref>[2] = UI) =>
  renderHook(() => useInvestigateHref(source, data, target)).result.current;

/** Initializes Grafana as at its start. */
function serveBelow(appSubUrl: string): void {
  locationUtil.initialize({
    config: { appSubUrl } as unknown as GrafanaConfig,
    getTimeRangeForUrl: () => ({ from: '', to: '' }),
    getVariablesUrlParams: () => ({}),
  });
}

const AT = '/a/eastwest-networkflow-app/investigate';
const TIME = 'from=2026-03-01T10%3A00%3A00.000Z&to=2026-03-01T10%3A30%3A00.000Z';

describe('the link from the flow graph to "Investigate"', () => {
  beforeEach(() => {
    pathname = '/d/eastwest-service-map/service-map';
    serveBelow('');
  });

  it('has the data source, the monitor, and the time range of the panel, and the selection', () => {
    const expected = `${AT}?ds=f1&monitor=m1&${TIME}&place=workload%2Fshop%2Fui`;
    expect(hrefOf(panelSource({ monitor: '$monitor', cluster: '$cluster' }))).toBe(expected);
    serveBelow('/grafana');
    expect(hrefOf(panelSource({ monitor: '$monitor' }))).toBe(`/grafana${expected}`);
  });

  it('has the cluster if the query is about a cluster', () => {
    expect(hrefOf(panelSource({ cluster: '$eks' }))).toContain('ds=f1&cluster=shop-cluster&from=');
  });

  it('has both ends of an edge', () => {
    const edge = { kind: 'edge', id: `${UI.id}>workload/shop/StatefulSet/carts` } as const;
    const place = encodeURIComponent('pair/workload%2Fshop%2Fui/workload%2Fshop%2Fcarts');
    expect(hrefOf(panelSource({}), DATA, edge)).toBe(`${AT}?ds=f1&${TIME}&place=${place}`);
  });

  it('does not exist for data of other data sources, for several places, and on the page itself', () => {
    expect(hrefOf(undefined)).toBeUndefined();
    expect(hrefOf(panelSource({}), DATA, { kind: 'node', id: 'namespace/shop' })).toBeUndefined();
    pathname = `/grafana${AT}`;
    expect(hrefOf(panelSource({}))).toBeUndefined();
  });
});
