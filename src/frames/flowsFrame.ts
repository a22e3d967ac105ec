import { createDataFrame, type DataFrame } from '@grafana/data';
import { isRecord } from '../core/json';
import { type TimeWindow } from '../core/time';
import { pricesFrom, type TransferPrices } from '../core/transfer/charges';
import { type Flow } from '../core/flow/flow';
import { columnConfigs } from './columnConfigs';
import { COLUMNS } from './columns';
import { FlowFrameTable } from './flowFrameTable';
import { placesIn } from './flowLinks';

/** `frame.meta.custom` of a flows frame. */
export interface FlowsFrameMeta {
  eastwest: { kind: 'flows'; version: 1; window: TimeWindow; prices?: TransferPrices; coveredShare?: number };
}

interface FrameOptions {
  refId?: string;
  /** What transfer costs, for those who show it; list prices where nobody said. */
  prices?: TransferPrices;
  /** From 0 to 1, how much of the monitors' bytes the flow API answered, where it left some out. */
  coveredShare?: number;
}

/**
 * Flows as the one wire contract between data source and panels: a row per flow, a column per fact,
 * in a fixed order, all columns always there, `null` where nobody knew.
 */
export function flowsToFrame(
  flows: readonly Flow[],
  window: TimeWindow,
  { refId, prices, coveredShare }: FrameOptions = {}
): DataFrame {
  const configs = columnConfigs(placesIn(flows));
  const known = { ...(prices && { prices }), ...(coveredShare !== undefined && { coveredShare }) };
  const custom: FlowsFrameMeta = { eastwest: { kind: 'flows', version: 1, window, ...known } };
  return createDataFrame({
    refId,
    name: 'flows',
    meta: { custom: { ...custom }, preferredVisualisationType: 'table' },
    fields: COLUMNS.map((column) => ({
      name: column.name,
      type: column.type,
      config: configs.get(column.name) ?? {},
      values: flows.map((flow) => column.read(flow) ?? null),
    })),
  });
}

/** Whether the frame is one of ours, or has at least the columns that make a flow. */
export function isFlowsFrame(frame: DataFrame): boolean {
  const names = new Set(frame.fields.map(({ name }) => name));
  return COLUMNS.filter(({ isIdentity }) => isIdentity).every(({ name }) => names.has(name));
}

/** The flows of a frame made by {@link flowsToFrame}, whatever transformations dropped or reordered since. */
export function frameToFlows(frame: DataFrame): readonly Flow[] {
  return new FlowFrameTable(frame).flows;
}

/** The window that the flows were observed in; undefined for a frame that was not made here. */
export function windowOfFrame(frame: DataFrame): TimeWindow | undefined {
  const { window } = metaOf(frame);
  if (!isRecord(window) || typeof window.startMs !== 'number' || typeof window.endMs !== 'number') {
    return undefined;
  }
  return { startMs: window.startMs, endMs: window.endMs };
}

/** What transfer costs where the flows are from; list prices where the frame does not say. */
export function pricesOfFrame(frame: DataFrame | undefined): TransferPrices {
  const prices = frame && metaOf(frame).prices;
  return pricesFrom(isRecord(prices) ? prices : undefined);
}

/** From 0 to 1, how much of the monitors' bytes the flow API answered; undefined where nothing says so. */
export function coveredShareOfFrame(frame: DataFrame | undefined): number | undefined {
  const share = frame && metaOf(frame).coveredShare;
  return typeof share === 'number' ? share : undefined;
}

function metaOf(frame: DataFrame): Record<string, unknown> {
  const meta: unknown = frame.meta?.custom?.eastwest;
  return isRecord(meta) ? meta : {};
}
