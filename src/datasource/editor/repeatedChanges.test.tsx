import { render } from '@testing-library/react';
import React, { useState } from 'react';
import { type FlowDataSource } from '../DataSource';
import { type FlowDataQuery } from '../settings/options';
import { QueryEditor } from './QueryEditor';

type Choose = (option: { value: string }) => void;

/** The handlers of each Combobox by its ID, one for each render. Grafana 12.4 repeats changes with the first one. */
const handlers = new Map<string, Choose[]>();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getTemplateSrv: () => ({ getVariables: () => [] }),
}));
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  Combobox: ({ id, onChange }: { id: string; onChange: Choose }) => {
    handlers.set(id, [...(handlers.get(id) ?? []), onChange]);
    return null;
  },
  MultiCombobox: () => null,
}));

const datasource = { metricFindQuery: () => Promise.resolve([]) } as unknown as FlowDataSource;

it('reports a selection once, even if the Combobox repeats it', async () => {
  const onRunQuery = jest.fn();
  let setQuery: (query: FlowDataQuery) => void = () => undefined;
  const reported: FlowDataQuery[] = [];
  function Shown() {
    const [query, set] = useState<FlowDataQuery>({ refId: 'A', version: 2, queryType: 'flows', monitor: 'before' });
    setQuery = set;
    const keep = (changed: FlowDataQuery) => {
      reported.push(changed);
      set(changed);
    };
    return <QueryEditor query={query} onChange={keep} onRunQuery={onRunQuery} datasource={datasource} />;
  }
  render(<Shown />);
  const [choose] = handlers.get('monitor-A') ?? [];
  const select = (value: string) => React.act(async () => choose?.({ value }));
  await select('after');
  await select('after');
  await select('after');
  expect(reported.map((query) => 'monitor' in query && query.monitor)).toEqual(['after']);
  expect(onRunQuery).toHaveBeenCalledTimes(1);
  await React.act(async () => setQuery({ refId: 'A', version: 2, queryType: 'flows', monitor: 'before' }));
  await select('after');
  expect(reported).toHaveLength(2);
});
