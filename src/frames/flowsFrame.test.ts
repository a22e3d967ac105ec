import { FieldType, toDataFrame } from '@grafana/data';
import { type Flow } from '../core/flow/flow';
import { aFlow, aPod } from '../testing/flows';
import { flowsToFrame, frameToFlows, isFlowsFrame, windowOfFrame } from './flowsFrame';

const window = { startMs: 1_000, endMs: 2_000 };
const ui = aPod('retail-store/ui-84c96ffcc5-x2k4z', { ip: '10.0.1.5', zoneId: 'use1-az1', instanceId: 'i-1' });
const bucket = { ip: '52.216.1.1', external: { kind: 's3' as const, name: 'Amazon S3' } };
const flows: Flow[] = [
  {
    ...aFlow(ui, bucket, { bytes: 12, port: 443, category: 'AMAZON_S3', roundTripTimeMicroseconds: 810 }),
    path: [{ type: 'AWS::EC2::NetworkInterface', id: 'eni-1' }, {}],
  },
  aFlow(bucket, ui, { retransmissions: 0 }),
];

describe('the flows frame', () => {
  it('gives back the flows that it was made of, absent values staying absent and zero staying zero', () => {
    const frame = flowsToFrame(flows, window, { refId: 'A' });
    expect(isFlowsFrame(frame)).toBe(true);
    expect(frameToFlows(frame)).toEqual(flows);
    expect(windowOfFrame(frame)).toEqual(window);
  });

  it('has the same columns whatever it holds, so that panels need not start anew', () => {
    const names = (frame: ReturnType<typeof flowsToFrame>) => frame.fields.map(({ name }) => name);
    expect(names(flowsToFrame([], window))).toEqual(names(flowsToFrame(flows, window)));
  });

  it('survives a transformation that drops and reorders columns', () => {
    const frame = flowsToFrame(flows, window);
    const kept = { ...frame, fields: [...frame.fields].reverse().filter(({ name }) => !name.startsWith('path')) };
    expect(frameToFlows(kept)).toEqual(flows.map((flow) => ({ ...flow, path: [] })));
  });

  it('says of every column what a table shows above it', () => {
    const untitled = flowsToFrame(flows, window).fields.filter(({ config }) => (config.displayName ?? '') === '');
    expect(untitled).toEqual([]);
  });

  it('does not take any table for flows', () => {
    const other = toDataFrame({ fields: [{ name: 'category', type: FieldType.string, values: ['a'] }] });
    expect(isFlowsFrame(other)).toBe(false);
    expect(windowOfFrame(other)).toBeUndefined();
  });
});
