import { fireEvent, render, screen, within } from '@testing-library/react';
import React, { useState } from 'react';
import { type NamedNetwork } from '../../core/flow/namedNetworks';
import { type SavedFlowsQuery } from '../../core/query/flowsQuery';
import { type SavedMetricQuery } from '../../core/query/metricQuery';
import { type SavedPathsQuery } from '../../core/query/pathsQuery';
import { type FlowDataSource } from '../DataSource';
import { NumberInput } from './fields';
import { FlowsQueryEditor } from './FlowsQueryEditor';
import { InsightsQueryEditor } from './InsightsQueryEditor';
import { InventoryQueryEditor } from './InventoryQueryEditor';
import { MetricQueryEditor } from './MetricQueryEditor';
import { NamedNetworksField } from './NamedNetworksField';
import { PathsQueryEditor } from './PathsQueryEditor';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getTemplateSrv: () => ({ replace: (text: string) => text, getVariables: () => [] }),
}));

/** jsdom cannot measure text, so every letter has the same width. */
beforeAll(() => {
  const context = { measureText: (text: string) => ({ width: 8 * text.length }) };
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue(context as unknown as ImageBitmapRenderingContext);
});

const nothing = () => Promise.resolve([]);
const datasource = { facts: { hasKubeStateMetrics: true }, prometheusUid: undefined } as FlowDataSource;
const flows = { refId: 'A', version: 2, queryType: 'flows' } as const;
const metric = { refId: 'A', version: 2, queryType: 'metric' } as const;
const paths = { refId: 'A', version: 2, queryType: 'paths' } as const;
const flowFilter = { side: 'either', field: 'pod', operator: '=', value: 'a' } as const;
const labelFilter = { label: 'pod', operator: '=', value: 'a' } as const;

/** Keeps the query, as Grafana does. */
function showFlows(over: object = {}) {
  const onChange = jest.fn();
  function Shown() {
    const [query, setQuery] = useState({ ...flows, ...over } as typeof flows & SavedFlowsQuery);
    onChange.mockImplementation(setQuery);
    return <FlowsQueryEditor query={query} monitors={nothing} clusters={nothing} onChange={onChange} />;
  }
  render(<Shown />);
  return onChange;
}

function showMetric(over: object = {}) {
  const onChange = jest.fn();
  const query = { ...metric, ...over } as typeof metric & SavedMetricQuery;
  render(<MetricQueryEditor query={query} datasource={datasource} onChange={onChange} />);
  return onChange;
}

function showPaths(over: object = {}) {
  const onChange = jest.fn();
  const query = { ...paths, ...over } as typeof paths & SavedPathsQuery;
  render(<PathsQueryEditor query={query} monitors={nothing} onChange={onChange} />);
  return onChange;
}

const filterRow = (number: number) => within(screen.getByRole('group', { name: `Filter ${number}` }));

describe('the fields of the query editors have accessible names', () => {
  it('in the editor of flows queries', () => {
    showFlows({ format: 'topTalkers', filters: [flowFilter, flowFilter] });
    for (const name of ['Monitor', 'Cluster', 'Metrics', 'Categories', 'Group by']) {
      expect(screen.getByRole('combobox', { name })).toBeInTheDocument();
    }
    expect(screen.getByRole('spinbutton', { name: 'Limit' })).toBeInTheDocument();
    expect(filterRow(1).getByRole('combobox', { name: 'Filters End' })).toHaveValue('Either end');
    expect(filterRow(2).getByRole('combobox', { name: 'and End' })).toHaveValue('Either end');
    expect(filterRow(2).getByRole('combobox', { name: 'Field' })).toHaveValue('pod');
    expect(filterRow(2).getByRole('combobox', { name: 'Operator' })).toHaveValue('=');
    expect(filterRow(2).getByRole('textbox', { name: 'Value' })).toHaveValue('a');
  });

  it('in the editor of metric queries', () => {
    showMetric({ filters: [labelFilter] });
    expect(screen.getByRole('combobox', { name: 'Metric' })).toBeInTheDocument();
    expect(screen.getByRole('spinbutton', { name: 'Limit' })).toBeInTheDocument();
    expect(filterRow(1).getByRole('combobox', { name: 'Filters Label' })).toHaveValue('pod');
    expect(filterRow(1).getByRole('combobox', { name: 'Operator' })).toHaveValue('=');
    expect(filterRow(1).getByRole('textbox', { name: 'Value' })).toHaveValue('a');
  });

  it('in the editor of network paths queries', () => {
    showPaths({ filters: [{ field: 'impact_level', operator: 'EQUALS', values: ['HIGH'] }] });
    expect(filterRow(1).getByRole('combobox', { name: 'Filters Field' })).toHaveValue('Impact level');
    expect(filterRow(1).getByRole('combobox', { name: 'Operator' })).toHaveValue('is');
    expect(filterRow(1).getByRole('combobox', { name: 'Values' })).toBeInTheDocument();
  });
});

describe('the value of a filter', () => {
  it('is reported when the field loses focus, and the other fields are kept', () => {
    const onChange = showFlows({ filters: [flowFilter] });
    const field = filterRow(1).getByRole('textbox', { name: 'Value' });
    const remove = screen.getByRole('button', { name: 'Remove filter' });
    fireEvent.change(field, { target: { value: 'b' } });
    fireEvent.blur(field);
    expect(onChange).toHaveBeenCalledWith({ ...flows, filters: [{ ...flowFilter, value: 'b' }] });
    expect(screen.getByRole('button', { name: 'Remove filter' })).toBe(remove);
    expect(filterRow(1).getByRole('textbox', { name: 'Value' })).toHaveValue('b');
  });

  it('shows a change from elsewhere, and the other fields are kept', () => {
    const onChange = jest.fn();
    const editor = (value: string) => (
      <MetricQueryEditor
        query={{ ...metric, filters: [{ ...labelFilter, value }] }}
        datasource={datasource}
        onChange={onChange}
      />
    );
    const { rerender } = render(editor('a'));
    const remove = screen.getByRole('button', { name: 'Remove filter' });
    rerender(editor('b'));
    expect(screen.getByRole('button', { name: 'Remove filter' })).toBe(remove);
    expect(filterRow(1).getByRole('textbox', { name: 'Value' })).toHaveValue('b');
  });
});

describe('NumberInput', () => {
  it('reports a number only if it changed, and shows a change from elsewhere', () => {
    const onChange = jest.fn();
    const { rerender } = render(<NumberInput id="n" value={5} onChange={onChange} />);
    fireEvent.blur(screen.getByRole('spinbutton'));
    rerender(<NumberInput id="n" value={7} onChange={onChange} />);
    expect(screen.getByRole('spinbutton')).toHaveValue(7);
    fireEvent.blur(screen.getByRole('spinbutton'));
    rerender(<NumberInput id="n" value={null} onChange={onChange} />);
    fireEvent.blur(screen.getByRole('spinbutton'));
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.change(screen.getByRole('spinbutton'), { target: { value: '3' } });
    fireEvent.blur(screen.getByRole('spinbutton'));
    expect(onChange.mock.calls).toEqual([[3]]);
  });
});

describe('an invalid query can be repaired', () => {
  const invalidFilters = [null, 'x', { value: 3, values: 'x' }];

  it('in the editor of flows queries', () => {
    const query = { monitor: {}, cluster: 3, metrics: 'X', categories: {}, groupBy: 3, limit: 'many', level: null };
    const onChange = showFlows({ ...query, format: 'topTalkers', filters: [...invalidFilters, flowFilter] });
    fireEvent.click(filterRow(1).getByRole('button'));
    fireEvent.click(filterRow(1).getByRole('button'));
    fireEvent.click(filterRow(1).getByRole('button'));
    expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ filters: [flowFilter] }));
    expect(filterRow(1).getByRole('combobox', { name: 'Field' })).toHaveValue('pod');
    fireEvent.blur(screen.getByRole('spinbutton', { name: 'Limit' }));
    expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ limit: undefined }));
  });

  it('in the editor of metric queries', () => {
    const nulls = { source: null, groupBy: null, calculation: null, top: null };
    const onChange = showMetric({ ...nulls, metric: 7, filters: [null, labelFilter] });
    fireEvent.click(filterRow(1).getByRole('button'));
    expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ filters: [labelFilter] }));
  });

  it('in the editor of network paths queries', () => {
    const onChange = showPaths({ monitor: {}, filters: [...invalidFilters, { field: 3, values: [null, 'HIGH'] }] });
    expect(filterRow(4).getByText('HIGH')).toBeInTheDocument();
    fireEvent.click(filterRow(1).getByRole('button', { name: 'Remove filter' }));
    expect(onChange.mock.lastCall?.[0].filters).toHaveLength(3);
  });

  it.each([{}, 'x', 3])('if its filters are not a list: %j', (filters) => {
    const shown = [showFlows({ filters }), showMetric({ filters }), showPaths({ filters })];
    screen.getAllByRole('button', { name: 'Add filter' }).forEach((button) => fireEvent.click(button));
    shown.forEach((onChange) => expect(onChange.mock.lastCall?.[0].filters).toHaveLength(1));
  });

  it('in the editors of insights and inventory queries', () => {
    const invalidInsights = { refId: 'A', version: 2, queryType: 'insights', scope: {}, metrics: [null], limit: null };
    render(<InsightsQueryEditor query={invalidInsights as never} scopes={nothing} onChange={jest.fn()} />);
    const invalidInventory = { refId: 'B', version: 2, queryType: 'inventory', kind: null, monitor: {} };
    render(<InventoryQueryEditor query={invalidInventory as never} monitors={nothing} onChange={jest.fn()} />);
    expect(screen.getByText('Data transferred')).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'Monitors' })).toBeChecked();
  });
});

describe('NamedNetworksField', () => {
  it.each([
    [[null, { cidr: '10.0.0.0/8' }], '10.0.0.0/8', /null is not a named network/],
    [[{ cidr: '10.0.0.0/8' }], '10.0.0.0/8', /has no name/],
    ['10.0.0.0/8', '', /not a list/],
  ])('shows the problem of %j', (networks, text, problem) => {
    render(<NamedNetworksField networks={networks as unknown as NamedNetwork[]} onChange={jest.fn()} />);
    expect(screen.getByRole('textbox', { name: /Named networks/ })).toHaveValue(text);
    expect(screen.getByText(problem)).toBeInTheDocument();
  });
});
