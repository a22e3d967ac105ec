import { CoreApp } from '@grafana/data';
import { render } from '@testing-library/react';
import React, { useState } from 'react';
import { type FlowDataSource } from '../DataSource';
import { type FlowDataQuery } from '../settings/options';
import { QueryEditor } from './QueryEditor';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getTemplateSrv: () => ({ replace: (text: string) => text, getVariables: () => [] }),
}));
jest.mock('./FlowsQueryEditor', () => ({ FlowsQueryEditor: () => null }));

/** Keeps the query, as Grafana does, and returns the queries that ran. */
function ranIn(app: CoreApp, first: object): FlowDataQuery[] {
  const ran: FlowDataQuery[] = [];
  let latest = first as FlowDataQuery;
  function Shown() {
    const [query, setQuery] = useState(latest);
    return (
      <QueryEditor
        app={app}
        query={query}
        datasource={{} as FlowDataSource}
        onChange={(changed) => {
          latest = changed;
          setQuery(changed);
        }}
        onRunQuery={() => ran.push(latest)}
      />
    );
  }
  render(<Shown />);
  return ran;
}

it('runs an empty query in Explore once, as a flows query, because Explore does not run empty queries', () => {
  expect(ranIn(CoreApp.Explore, { refId: 'A' })).toEqual([{ refId: 'A', version: 2, queryType: 'flows' }]);
});

it('does not run queries with a type by itself, or queries of panels, which also run if they are empty', () => {
  expect(ranIn(CoreApp.Explore, { refId: 'A', queryType: 'flows' })).toEqual([]);
  expect(ranIn(CoreApp.PanelEditor, { refId: 'A' })).toEqual([]);
});
