import { createDataFrame, type DataFrame, FieldType } from '@grafana/data';
import { isRecord } from '../core/json';
import { type TimeWindow } from '../core/time';
import { pricesFrom, type TransferPrices } from '../core/transfer/charges';
import { type Flow } from '../core/flow/flow';
import { columnConfigs } from './columnConfigs';
import { COLUMNS, VERDICT_COLUMNS } from './columns';
import { FlowFrameTable } from './flowFrameTable';
import { placesIn } from './flowLinks';
import { type FlowsFrameMeta, metaOf } from './flowsFrameMeta';

export { coveredShareOfFrame, windowOfFrame } from './flowsFrameMeta';

interface FrameOptions {
  refId?: string;
  /** Transfer prices for panels that show costs; list prices by default. */
  prices?: TransferPrices;
  /** The share of the monitors' bytes in the responses of the flow API, from 0 to 1, if they were incomplete. */
  coveredShare?: number;
}

/**
 * Flows in the format that the data source and panels share: a row per flow, a column per fact. All columns but those of verdicts
 * always exist, in a fixed order. Unknown values are `null`.
 */
export function flowsToFrame(
  flows: readonly Flow[],
  window: TimeWindow,
  { refId, prices, coveredShare }: FrameOptions = {}
): DataFrame {
  const columns = flows.some(({ verdict }) => verdict) ? [...COLUMNS, ...VERDICT_COLUMNS] : COLUMNS;
  const configs = columnConfigs(placesIn(flows));
  const known = { ...(prices && { prices }), ...(coveredShare !== undefined && { coveredShare }) };
  const custom: FlowsFrameMeta = { eastwest: { kind: 'flows', version: 1, window, ...known } };
  return createDataFrame({
    refId,
    name: 'flows',
    meta: { custom: { ...custom }, preferredVisualisationType: 'table' },
    fields: columns.map((column) => ({
      name: column.name,
      type: FieldType[column.type],
      config: configs.get(column.name) ?? {},
      values: flows.map((flow) => column.read(flow) ?? null),
    })),
  });
}

/** Whether the frame has at least the columns that identify flows. */
export function isFlowsFrame(frame: DataFrame): boolean {
  const names = new Set(frame.fields.map(({ name }) => name));
  return COLUMNS.filter(({ isIdentity }) => isIdentity).every(({ name }) => names.has(name));
}

/** The flows of a frame from {@link flowsToFrame}, even if transformations dropped or reordered columns. */
export function frameToFlows(frame: DataFrame): readonly Flow[] {
  return new FlowFrameTable(frame).flows;
}

/** The transfer prices of the frame; list prices if it has none. */
export function pricesOfFrame(frame: DataFrame | undefined): TransferPrices {
  const prices = frame && metaOf(frame).prices;
  return pricesFrom(isRecord(prices) ? prices : undefined);
}
