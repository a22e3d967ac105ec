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

/** Keeps the query, as Grafana does, and returns what was run. */
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

it('runs the query of a new Explore once, as a flows query: Explore runs none that is empty', () => {
  expect(ranIn(CoreApp.Explore, { refId: 'A' })).toEqual([{ refId: 'A', version: 2, queryType: 'flows' }]);
});

it('runs nothing by itself where the query says what it is, and in panels, which run any query', () => {
  expect(ranIn(CoreApp.Explore, { refId: 'A', queryType: 'flows' })).toEqual([]);
  expect(ranIn(CoreApp.PanelEditor, { refId: 'A' })).toEqual([]);
});
