import { render } from '@testing-library/react';
import React, { useState } from 'react';
import { type FlowDataSource } from '../DataSource';
import { type FlowDataQuery } from '../settings/options';
import { QueryEditor } from './QueryEditor';

type Choose = (option: { value: string }) => void;

/** What each drop-down was given when it was drawn, by its id: the first is what Grafana 12.4 tells again. */
const given = new Map<string, Choose[]>();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getTemplateSrv: () => ({ getVariables: () => [] }),
}));
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  Combobox: ({ id, onChange }: { id: string; onChange: Choose }) => {
    given.set(id, [...(given.get(id) ?? []), onChange]);
    return null;
  },
  MultiCombobox: () => null,
}));

const datasource = { metricFindQuery: () => Promise.resolve([]) } as unknown as FlowDataSource;

it('hands a choice on once, however often a drop-down tells of it', async () => {
  const onRunQuery = jest.fn();
  let setQuery: (query: FlowDataQuery) => void = () => undefined;
  const handedOn: FlowDataQuery[] = [];
  function Shown() {
    const [query, set] = useState<FlowDataQuery>({ refId: 'A', version: 2, queryType: 'flows', monitor: 'before' });
    setQuery = set;
    const keep = (changed: FlowDataQuery) => {
      handedOn.push(changed);
      set(changed);
    };
    return <QueryEditor query={query} onChange={keep} onRunQuery={onRunQuery} datasource={datasource} />;
  }
  render(<Shown />);
  const [choose] = given.get('monitor-A') ?? [];
  const told = (value: string) => React.act(async () => choose?.({ value }));
  await told('after');
  await told('after');
  await told('after');
  expect(handedOn.map((query) => 'monitor' in query && query.monitor)).toEqual(['after']);
  expect(onRunQuery).toHaveBeenCalledTimes(1);
  await React.act(async () => setQuery({ refId: 'A', version: 2, queryType: 'flows', monitor: 'before' }));
  await told('after');
  expect(handedOn).toHaveLength(2);
});
