import { type DataSourceApi, type GrafanaConfig, locationUtil } from '@grafana/data';
import { config, type DataSourceSrv, setCurrentUser, setDataSourceSrv } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import React from 'react';
import { DATASOURCE_ID } from '../../common/pluginIds';
import { DataSourceStates } from './DataSourceStates';

const OURS = { uid: 'flows', name: 'Flows', type: DATASOURCE_ID };
const FINE = { status: 'success', message: 'It works.', details: { verboseMessage: '[OK] Flow API: answers.' } };

const { user } = config.bootData;
setCurrentUser(user);

/** Sets up a Grafana below a sub path with the given data sources. */
function inGrafana(dataSources: ReadonlyArray<typeof OURS>, permissions: readonly string[]) {
  const grafana = { appSubUrl: '/grafana' } as unknown as GrafanaConfig;
  locationUtil.initialize({
    config: grafana,
    getTimeRangeForUrl: () => ({ from: '', to: '' }),
    getVariablesUrlParams: () => ({}),
  });
  user.permissions = Object.fromEntries(permissions.map((action) => [action, true]));
  const testConnections = jest.fn(async () => FINE);
  const testDatasource = jest.fn();
  setDataSourceSrv({
    // Grafana's filter by type also returns its built-in data sources.
    getList: () => [...dataSources, { uid: 'grafana', name: '-- Grafana --', type: 'datasource' }],
    get: async () => ({ testConnections, testDatasource }) as unknown as DataSourceApi,
  } as unknown as DataSourceSrv);
  return { testConnections, testDatasource };
}

const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href');

it('links administrators to the settings, with the sub path', async () => {
  inGrafana([OURS], ['datasources:write']);
  render(<DataSourceStates />);
  await screen.findByText('[OK] Flow API: answers.');
  expect(hrefOf('Settings')).toBe('/grafana/connections/datasources/edit/flows');
  // It is within a sentence.
  expect(screen.getByRole('link', { name: 'Settings' })).toHaveStyle({ textDecoration: 'underline' });
});

it('checks connections without probing permissions, and shows viewers no link to the settings', async () => {
  const { testConnections, testDatasource } = inGrafana([OURS], ['datasources:query']);
  render(<DataSourceStates />);
  await screen.findByText('[OK] Flow API: answers.');
  expect(testConnections).toHaveBeenCalledTimes(1);
  expect(testDatasource).not.toHaveBeenCalled();
  expect(screen.queryByRole('link', { name: 'Settings' })).toBeNull();
});

describe('without a data source', () => {
  it('links administrators to the page of all data source types, and names the type', async () => {
    inGrafana([], ['datasources:create']);
    render(<DataSourceStates />);
    await screen.findByText('Eastwest network flows');
    // Grafana 12.4 lists nested data sources only there: /connections/datasources/<id> shows "Unknown datasource".
    expect(hrefOf('Add a data source')).toBe('/grafana/connections/datasources/new');
  });

  it('refers viewers to an administrator', async () => {
    inGrafana([], []);
    render(<DataSourceStates />);
    await screen.findByText(/^Ask your Grafana administrator/);
    expect(screen.queryByRole('link', { name: 'Add a data source' })).toBeNull();
  });
});
