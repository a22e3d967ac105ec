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
  it('returns the flows that it was created from, with absent values absent and zeros zero', () => {
    const frame = flowsToFrame(flows, window, { refId: 'A' });
    expect(isFlowsFrame(frame)).toBe(true);
    expect(frameToFlows(frame)).toEqual(flows);
    expect(windowOfFrame(frame)).toEqual(window);
  });

  it('always has the same columns, so that panels need not reload', () => {
    const names = (frame: ReturnType<typeof flowsToFrame>) => frame.fields.map(({ name }) => name);
    expect(names(flowsToFrame([], window))).toEqual(names(flowsToFrame(flows, window)));
  });

  it('survives a transformation that drops and reorders columns', () => {
    const frame = flowsToFrame(flows, window);
    const kept = { ...frame, fields: [...frame.fields].reverse().filter(({ name }) => !name.startsWith('path')) };
    expect(frameToFlows(kept)).toEqual(flows.map((flow) => ({ ...flow, path: [] })));
  });

  it('has a display name for every column', () => {
    const untitled = flowsToFrame(flows, window).fields.filter(({ config }) => (config.displayName ?? '') === '');
    expect(untitled).toEqual([]);
  });

  it('does not accept other tables as flows', () => {
    const other = toDataFrame({ fields: [{ name: 'category', type: FieldType.string, values: ['a'] }] });
    expect(isFlowsFrame(other)).toBe(false);
    expect(windowOfFrame(other)).toBeUndefined();
  });
});
