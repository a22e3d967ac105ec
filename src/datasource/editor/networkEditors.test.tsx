import { fireEvent, render, screen } from '@testing-library/react';
import React from 'react';
import { type SavedDeniedQuery } from '../../core/query/deniedQuery';
import { type SavedInsightsQuery } from '../../core/query/insightsQuery';
import { type SavedPathsQuery } from '../../core/query/pathsQuery';
import { DeniedQueryEditor } from './DeniedQueryEditor';
import { InsightsQueryEditor } from './InsightsQueryEditor';
import { InventoryQueryEditor } from './InventoryQueryEditor';
import { PathsQueryEditor } from './PathsQueryEditor';

/** jsdom cannot measure text, so every letter has the same width. */
beforeAll(() => {
  const context = { measureText: (text: string) => ({ width: 8 * text.length }) };
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue(context as unknown as ImageBitmapRenderingContext);
});

const nothing = () => Promise.resolve([]);
const insights = { refId: 'A', version: 2, queryType: 'insights' } as const;
const paths = { refId: 'A', version: 2, queryType: 'paths' } as const;
const inventory = { refId: 'A', version: 2, queryType: 'inventory' } as const;

describe('InsightsQueryEditor', () => {
  const show = (over: Partial<SavedInsightsQuery> = {}) => {
    const onChange = jest.fn();
    render(<InsightsQueryEditor query={{ ...insights, ...over }} scopes={nothing} onChange={onChange} />);
    return onChange;
  };

  it('shows the default metrics and the default format', () => {
    show();
    expect(screen.getByText('Data transferred')).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'Table' })).toBeChecked();
  });

  it('changes the format to time series', () => {
    const onChange = show({ limit: 5 });
    fireEvent.click(screen.getByRole('radio', { name: 'Time series' }));
    expect(onChange).toHaveBeenCalledWith({ ...insights, limit: 5, format: 'timeSeries' });
  });

  it('opens an invalid query', () => {
    // As in the JSON of an edited dashboard.
    show({ metrics: 'TIMEOUTS', categories: {} } as unknown as SavedInsightsQuery);
    expect(screen.getByText('Data transferred')).toBeInTheDocument();
  });
});

describe('PathsQueryEditor', () => {
  const filter = { field: 'impact_level' as const, operator: 'EQUALS' as const, values: ['HIGH'] };
  const show = (over: Partial<SavedPathsQuery> = {}) => {
    const onChange = jest.fn();
    render(<PathsQueryEditor query={{ ...paths, ...over }} monitors={nothing} onChange={onChange} />);
    return onChange;
  };

  it('adds and removes filters', () => {
    const onChange = show({ filters: [filter] });
    expect(screen.getByDisplayValue('Impact level')).toBeInTheDocument();
    expect(screen.getByText('HIGH')).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Add filter' }));
    expect(onChange).toHaveBeenLastCalledWith({
      ...paths,
      filters: [filter, { field: 'local_az_id', operator: 'IN', values: [] }],
    });
    fireEvent.click(screen.getByRole('button', { name: 'Remove filter' }));
    expect(onChange).toHaveBeenLastCalledWith({ ...paths, filters: [] });
  });

  it('reports a limit when its field loses focus', () => {
    const onChange = show();
    const field = screen.getByPlaceholderText('500');
    fireEvent.change(field, { target: { value: '20' } });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.blur(field);
    expect(onChange).toHaveBeenCalledWith({ ...paths, limit: 20 });
  });
});

describe('InventoryQueryEditor', () => {
  it('has a field for the monitor only in lists that it filters', () => {
    const onChange = jest.fn();
    const { rerender } = render(<InventoryQueryEditor query={inventory} monitors={nothing} onChange={onChange} />);
    expect(screen.getByRole('radio', { name: 'Monitors' })).toBeChecked();
    expect(screen.queryByPlaceholderText('All')).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: 'Scope suggestions' }));
    const changed = { ...inventory, kind: 'scopeSuggestions' as const };
    expect(onChange).toHaveBeenCalledWith(changed);
    rerender(<InventoryQueryEditor query={changed} monitors={nothing} onChange={onChange} />);
    expect(screen.getByPlaceholderText('All')).toBeInTheDocument();
  });
});

describe('DeniedQueryEditor', () => {
  const denied = { refId: 'A', version: 2, queryType: 'deniedConnections' } as const;
  const show = (over: Partial<SavedDeniedQuery> = {}) => {
    const onChange = jest.fn();
    render(<DeniedQueryEditor query={{ ...denied, ...over }} clusters={nothing} onChange={onChange} />);
    return onChange;
  };

  it('changes the format, and keeps the cluster', () => {
    const onChange = show({ cluster: 'demo' });
    expect(screen.getByRole('radio', { name: 'Flows' })).toBeChecked();
    fireEvent.click(screen.getByRole('radio', { name: 'Table' }));
    expect(onChange).toHaveBeenCalledWith({ ...denied, cluster: 'demo', format: 'table' });
  });

  it('has a level only for the node graph, and opens an invalid query', () => {
    show({ format: 'nodeGraph', filters: 'x' } as unknown as SavedDeniedQuery);
    expect(screen.getByRole('radio', { name: 'Workload' })).toBeChecked();
  });
});
