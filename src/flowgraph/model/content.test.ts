import { FieldType, LoadingState, toDataFrame } from '@grafana/data';
import { flowsToFrame } from '../../frames/flowsFrame';
import { aFlow, aPod } from '../../testing/flows';
import { contentOf } from './content';

const frame = flowsToFrame([aFlow(aPod('a/b-0'), aPod('c/d-0'), { bytes: 1 })], { startMs: 0, endMs: 1 });

describe('contentOf', () => {
  it('keeps the flows when a refresh fails, and reports the error', () => {
    const content = contentOf({
      state: LoadingState.Error,
      series: [frame],
      errors: [{ message: 'The API is down.' }],
    });
    expect(content).toMatchObject({ kind: 'flows', problem: 'The API is down.' });
  });

  it('reports the error if there are no flows to keep', () => {
    const content = contentOf({ state: LoadingState.Error, series: [], errors: [{ message: 'The API is down.' }] });
    expect(content).toEqual({
      kind: 'message',
      severity: 'error',
      title: 'Flows could not be loaded',
      text: 'The API is down.',
      next: 'retry',
    });
  });

  it('does not report empty data while it is loading', () => {
    expect(contentOf({ state: LoadingState.Loading, series: [] })).toMatchObject({ title: 'Loading flows…' });
    const empty = flowsToFrame([], { startMs: 0, endMs: 1 });
    expect(contentOf({ state: LoadingState.Loading, series: [empty] })).toMatchObject({ title: 'Loading flows…' });
    expect(contentOf({ state: LoadingState.Done, series: [empty] })).toMatchObject({
      title: 'No flows in this time range',
      next: 'longerRange',
    });
    expect(contentOf({ state: LoadingState.Done, series: [] })).toMatchObject({ title: 'No flows in this time range' });
  });

  it('does not report empty data if only a part was loaded', () => {
    const [warning, info] = ['Retransmissions could not be loaded.', 'Flows come from the flow API.'];
    const empty = flowsToFrame([], { startMs: 0, endMs: 1 });
    const notices = [
      { severity: 'info' as const, text: info },
      { severity: 'warning' as const, text: warning },
    ];
    const content = contentOf({ state: LoadingState.Done, series: [{ ...empty, meta: { ...empty.meta, notices } }] });
    expect(content).toMatchObject({
      severity: 'error',
      title: 'No flows in the data that could be loaded',
      text: warning,
      next: 'retry',
    });
  });

  it('reads data of other data sources as pairs', () => {
    const table = toDataFrame({
      fields: [
        { name: 'source', type: FieldType.string, values: ['web', null] },
        { name: 'target', type: FieldType.string, values: ['db', 'db'] },
        { name: 'calls', type: FieldType.number, values: [7, 1] },
      ],
    });
    const content = contentOf({ state: LoadingState.Done, series: [table] });
    expect(content).toMatchObject({ kind: 'foreign', graph: { skipped: 1, measures: [{ id: 'calls' }] } });
  });

  it('compares with the flows of an earlier window if the frames have two', () => {
    const hour = 3_600_000;
    const earlier = flowsToFrame([aFlow(aPod('a/b-0'), aPod('c/d-0'), { bytes: 5 })], { startMs: -hour, endMs: 0 });
    const content = contentOf({ state: LoadingState.Done, series: [earlier, frame] });
    expect(content).toMatchObject({
      window: { startMs: 0 },
      flows: { flows: [{ metrics: { bytes: { byClient: 1 } } }] },
      before: { window: { startMs: -hour }, flows: { flows: [{ metrics: { bytes: { byClient: 5 } } }] } },
    });
  });

  it('names the expected columns and the found ones', () => {
    const other = toDataFrame({ fields: [{ name: 'cpu', type: FieldType.number, values: [1] }] });
    const content = contentOf({ state: LoadingState.Done, series: [other] });
    expect(content).toMatchObject({ text: expect.stringMatching(/source, target.*Found the columns cpu/) });
  });
});
