import { type DataSourceApi } from '@grafana/data';
import { fireEvent, render, screen } from '@testing-library/react';
import React from 'react';
import { type FlowDataQuery } from '../settings/options';
import { AnnotationEditor } from './AnnotationEditor';
import { EventsQueryEditor } from './EventsQueryEditor';
import { QueryHelp } from './QueryHelp';
import { resolveAny } from '../../testing/resolveAny';

/** jsdom cannot measure text, so every letter has the same width. */
beforeAll(() => {
  const context = { measureText: (text: string) => ({ width: 8 * text.length }) };
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue(context as unknown as ImageBitmapRenderingContext);
});

const events = { refId: 'A', version: 2, queryType: 'events' } as const;

describe('EventsQueryEditor', () => {
  it('shows the selected kinds and the filters', () => {
    const onChange = jest.fn();
    const filters = [{ label: 'workload', operator: '=', value: 'ui' }] as const;
    render(<EventsQueryEditor query={{ ...events, kinds: ['rollouts'], filters: [...filters] }} onChange={onChange} />);
    expect(screen.getByRole('combobox', { name: 'Events' })).toBeInTheDocument();
    expect(screen.getByText('Rollouts')).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Value' })).toHaveValue('ui');
    fireEvent.click(screen.getByRole('button', { name: 'Remove filter' }));
    expect(onChange).toHaveBeenCalledWith({ ...events, kinds: ['rollouts'], filters: [] });
  });

  it('opens an invalid query', () => {
    const onChange = jest.fn();
    // As in the JSON of an edited dashboard.
    render(<EventsQueryEditor query={{ ...events, kinds: {}, filters: [null] } as never} onChange={onChange} />);
    fireEvent.click(screen.getByRole('button', { name: 'Remove filter' }));
    expect(onChange).toHaveBeenCalledWith({ ...events, kinds: {}, filters: [] });
  });
});

describe('AnnotationEditor', () => {
  it('changes the query of a new annotation to an events query', () => {
    const onChange = jest.fn();
    const saved = { refId: 'Anno', queryType: 'flows' } as FlowDataQuery;
    render(<AnnotationEditor query={saved} onChange={onChange} />);
    fireEvent.click(screen.getByRole('button', { name: 'Add filter' }));
    expect(onChange).toHaveBeenCalledWith({
      refId: 'Anno',
      version: 2,
      queryType: 'events',
      filters: [expect.anything()],
    });
  });
});

describe('QueryHelp', () => {
  it('has an example for each type of query, which needs a selection at most', () => {
    const onClickExample = jest.fn();
    render(
      <QueryHelp datasource={{} as DataSourceApi<FlowDataQuery>} query={events} onClickExample={onClickExample} />
    );
    screen.getAllByRole('button').forEach((button) => fireEvent.click(button));
    const examples: FlowDataQuery[] = onClickExample.mock.calls.map(([query]) => query);
    expect(examples.map(({ queryType }) => queryType).sort()).toEqual([
      'deniedConnections',
      'events',
      'flows',
      'insights',
      'inventory',
      'metric',
      'paths',
    ]);
    expect(examples.flatMap(problemOf)).toEqual([
      expect.stringContaining('No performance monitor is selected'),
      expect.stringContaining('No EKS cluster is selected'),
    ]);
  });

  function problemOf(query: FlowDataQuery): string[] {
    const resolved = resolveAny(query);
    return 'problem' in resolved ? [resolved.problem] : [];
  }
});
