import { type GrafanaConfig, locationUtil } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import React from 'react';
import { type EndPlace, type Place } from '../../core/diagnosis/place';
import { type InvestigateState } from './investigateState';
import { PlaceTrail } from './PlaceTrail';

const STATE: InvestigateState = {
  dataSource: 'f1',
  watched: { kind: 'monitor', name: 'm1' },
  from: '2026-03-01T10:00:00.000Z',
  to: '2026-03-01T10:30:00+01:00',
};
const UI: EndPlace = { kind: 'workload', namespace: 'shop', workload: 'ui & more' };
const S3: EndPlace = { kind: 'external', name: 'Amazon S3' };
const NODE: EndPlace = { kind: 'node', node: 'node-1' };

const CHOSEN = 'var-flows=f1&var-monitor=m1';
const TIME = `from=${Date.UTC(2026, 2, 1, 10)}&to=${Date.UTC(2026, 2, 1, 9, 30)}`;
const UI_NETWORK = [
  'Workload network: ui & more',
  `/grafana/d/eastwest-workload?${CHOSEN}&var-namespace=shop&var-workload=ui+%26+more&${TIME}`,
];
const NODE_NETWORK = ['Node network: node-1', `/grafana/d/eastwest-node?${CHOSEN}&var-node=node-1&${TIME}`];
const ZONES = ['Zones and cost', `/grafana/d/eastwest-zones-and-cost?${CHOSEN}&${TIME}`];

function linksToDashboards(state: InvestigateState) {
  render(<PlaceTrail state={state} />);
  return screen
    .queryAllByRole('link')
    .map((link) => [link.textContent, link.getAttribute('href')])
    .filter(([, href]) => href?.startsWith('/grafana/d/'));
}

describe('the links of "Investigate" to dashboards', () => {
  beforeEach(() =>
    locationUtil.initialize({
      config: { appSubUrl: '/grafana' } as unknown as GrafanaConfig,
      getTimeRangeForUrl: () => ({ from: '', to: '' }),
      getVariablesUrlParams: () => ({}),
    })
  );

  const cases: Array<[Place, unknown[]]> = [
    [UI, [UI_NETWORK]],
    [NODE, [NODE_NETWORK]],
    [{ kind: 'interface', node: 'node-1', eni: 'eni-1' }, [NODE_NETWORK]],
    [{ kind: 'pair', client: UI, server: S3 }, [UI_NETWORK]],
    [{ kind: 'pair', client: UI, server: NODE, acrossZones: true }, [UI_NETWORK, NODE_NETWORK, ZONES]],
    [{ kind: 'pair', client: UI, server: UI }, [UI_NETWORK]],
    [{ kind: 'zonePair', zones: ['a', 'b'] }, [ZONES]],
    [{ kind: 'monitor', monitor: 'm1' }, [['Monitors', '/grafana/d/eastwest-monitors']]],
    [S3, []],
  ];
  it.each(cases)('have the selection, the data source, and the time range: %j', (place, expected) => {
    expect(linksToDashboards({ ...STATE, place })).toEqual(expected);
  });

  it('lead to the overview, with a relative time range as it is, if nothing is selected', () => {
    expect(linksToDashboards({ from: 'now-6h', to: 'now' })).toEqual([
      ['Network overview', '/grafana/d/eastwest-network-overview?from=now-6h&to=now'],
    ]);
  });
});
