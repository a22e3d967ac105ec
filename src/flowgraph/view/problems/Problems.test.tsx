import { type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import { type Observable, Subject } from 'rxjs';
import { DATASOURCE_ID } from '../../../common/pluginIds';
import { type Flow } from '../../../core/flow/flow';
import { tableOfFlows } from '../../../core/flow/flowTable';
import { flowMeasures, measureNamed } from '../../../core/graph/measure';
import { treeOfFlows } from '../../../core/graph/tree';
import { LIST_PRICES } from '../../../core/transfer/charges';
import { aFlow, aPod } from '../../../testing/flows';
import { PALETTE } from '../../../testing/scenes';
import { type Target } from '../../canvas/highlight';
import { encodingOf } from '../../model/encoding';
import { type FlowsContent } from '../../model/flowsContent';
import { problemsOf } from '../../model/problems';
import { graphOfView, initialView } from '../../model/viewState';
import { type PanelSource } from '../../queries/panelSource';
import { Problems } from './Problems';

const source = { query: jest.fn<Observable<DataQueryResponse>, [DataQueryRequest]>() };
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => ({ get: () => Promise.resolve(source) }) }));

const MINUTE_MS = 60_000;
const MEASURES = flowMeasures({ prices: LIST_PRICES });
const target = { refId: 'A', version: 2, queryType: 'flows', datasource: { type: DATASOURCE_ID } } as const;
const sourceOf = (requestId: string): PanelSource => ({
  request: { requestId, targets: [target] } as unknown as DataQueryRequest,
  target,
});

function modelOf(flows: readonly Flow[]) {
  const viewState = initialView('namespace', 'workload');
  const tree = treeOfFlows(flows, 'namespace');
  const [width, color] = [measureNamed(MEASURES, 'bytes')!, measureNamed(MEASURES, 'lossesPerGb')!];
  const graph = graphOfView(tree, viewState, Infinity, width.of);
  const encoding = encodingOf(graph, { width, color, palette: PALETTE, hasLabels: false });
  const problems = problemsOf(graph.edges, encoding);
  return { viewState, graph, problems, encoding, data: { tree, measures: MEASURES, facts: new Map() } };
}

function contentAt(minute: number, isLoading = false): FlowsContent {
  const window = { startMs: (minute - 30) * MINUTE_MS, endMs: minute * MINUTE_MS };
  return { kind: 'flows', flows: tableOfFlows([]), window, prices: LIST_PRICES, isLoading };
}

const lossy = (name: string, perGb: number) =>
  aFlow(aPod(`shop/${name}-0`), aPod('shop/db-0'), { bytes: 1e9, retransmissions: perGb });

const pointed: Array<Target | undefined> = [];
const selected: Target[] = [];
const more = jest.fn();

function list(flows: readonly Flow[], content = contentAt(60), panelSource?: PanelSource) {
  return (
    <Problems
      model={modelOf(flows)}
      content={content}
      panelSource={panelSource}
      timeZone="utc"
      selected={undefined}
      onPoint={(at) => pointed.push(at)}
      onSelect={(edge) => selected.push(edge)}
      onMore={more}
    />
  );
}

const rows = () => within(screen.getByRole('list')).getAllByRole('button');
const texts = () => rows().map(({ textContent }) => textContent);

beforeEach(() => {
  pointed.length = 0;
  selected.length = 0;
  source.query.mockReset();
});

it('lists problems worst first, highlights them in the map, and selects them', () => {
  render(list([lossy('calm', 10), lossy('orange', 2_000), lossy('red', 17_000)]));
  expect(screen.getByRole('region', { name: 'Problems' })).toBeInTheDocument();
  expect(texts()).toEqual(['1red → db17 K/GB', '2orange → db2 K/GB']);
  const [first, second] = rows();
  fireEvent.mouseEnter(first!);
  fireEvent.focus(second!);
  fireEvent.click(second!);
  fireEvent.mouseLeave(screen.getByRole('list'));
  const edgeOf = (name: string) => expect.objectContaining({ kind: 'edge', id: expect.stringContaining(`/${name}>`) });
  expect(pointed).toEqual([edgeOf('red'), edgeOf('orange'), undefined]);
  expect(selected).toEqual([edgeOf('orange')]);
});

it('shows at most twelve, and leads to the others', () => {
  render(list(Array.from({ length: 19 }, (_, index) => lossy(`web${index}`, 2_000 + index))));
  expect(rows()).toHaveLength(12);
  fireEvent.click(screen.getByRole('button', { name: '… and 7 more' }));
  expect(more).toHaveBeenCalledTimes(1);
});

it('shows the most traffic if nothing is wrong', () => {
  const calm = Array.from({ length: 7 }, (_, index) =>
    aFlow(aPod(`shop/web${index}-0`), aPod('shop/db-0'), { bytes: (index + 1) * 1e6, retransmissions: 0 })
  );
  render(list(calm));
  expect(screen.getByText('No edge reaches a limit.')).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Most traffic' })).toBeInTheDocument();
  expect(texts()).toEqual([7, 6, 5, 4, 3].map((mb, index) => `${index + 1}web${mb - 1} → db${mb} MB`));
});

/** Answers a query of trends: losses per GB, minute by minute, between two workloads. */
function answer(response: Subject<DataQueryResponse>, client: string, perGb: number[]) {
  const labels = { clientName: `shop/${client}`, serverName: 'shop/db' };
  const frame = (values: number[]) => ({
    fields: [
      { name: 'Time', type: 'time', config: {}, values: values.map((_, index) => index * MINUTE_MS) },
      { name: 'Value', type: 'number', config: {}, values, labels },
    ],
    length: values.length,
  });
  act(() => {
    response.next({ key: 'DATA_TRANSFERRED', data: [frame(perGb.map(() => 1e9))], state: 'Loading' as never });
    response.next({ key: 'RETRANSMISSIONS', data: [frame(perGb)], state: 'Done' as never });
    response.complete();
  });
}

it('adds since when, and where to, in one query for several refreshes', async () => {
  const responses = [new Subject<DataQueryResponse>(), new Subject<DataQueryResponse>()];
  responses.forEach((response) => source.query.mockReturnValueOnce(response));
  const flows = [lossy('red', 17_000)];
  const { rerender } = render(list(flows, contentAt(60), sourceOf('Q1')));
  await waitFor(() => expect(responses[0]?.observed).toBe(true));
  expect(texts()).toEqual(['1red → db17 K/GB']);
  // The panel refreshes meanwhile.
  rerender(list(flows, contentAt(61, true), sourceOf('Q2')));
  rerender(list(flows, contentAt(61), sourceOf('Q2')));
  answer(responses[0]!, 'red', [0, 0, 12_000, 17_000]);
  expect(texts()).toEqual(['1red → db17 K/GB ↑ · since 00:02']);
  expect(screen.getByRole('img', { name: 'rising' })).toBeInTheDocument();
  expect(source.query).toHaveBeenCalledTimes(1);

  rerender(list(flows, contentAt(66), sourceOf('Q3')));
  await waitFor(() => expect(source.query).toHaveBeenCalledTimes(2));
  expect(texts()).toEqual(['1red → db17 K/GB ↑ · since 00:02']);
  answer(responses[1]!, 'red', [17_000, 17_000]);
  expect(texts()).toEqual(['1red → db17 K/GB · since before 00:00']);
});

it('is complete if trends cannot be queried', async () => {
  const response = new Subject<DataQueryResponse>();
  source.query.mockReturnValueOnce(response);
  const flows = [lossy('red', 17_000)];
  const { rerender } = render(list(flows, contentAt(60), sourceOf('Q1')));
  await waitFor(() => expect(response.observed).toBe(true));
  act(() => response.error(new Error('Down.')));
  rerender(list(flows, contentAt(61), sourceOf('Q2')));
  await act(() => Promise.resolve());
  expect(texts()).toEqual(['1red → db17 K/GB']);
  expect(source.query).toHaveBeenCalledTimes(1);
});
