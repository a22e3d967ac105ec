import { isRecord, optionalList, optionalRecord, optionalText, timeMsOf } from '../../../../src/core/json';
import { type FlowMetricName } from '../../../../src/core/flow/metric';
import { type TimeWindow } from '../../../../src/core/time';
import { decodePage } from '../../../../src/flowapi/decode';
import { type WireTopContributorsPage } from '../../../../src/flowapi/wire';
import { type FrameColumns } from '../../../../src/frames/flowFrameTable';
import { coveredShareOfFrame, windowOfFrame } from '../../../../src/frames/flowsFrameMeta';
import { Failure } from '../../../failure';
import { type ExportedFlows, type FlowTable, NOTHING_EXPORTED } from './exportedFlows';
import { notAFlowFile, notJson, rowsWithoutPods, unusableUnit } from './messages';
import { flowsOfColumns, hasFlowColumns } from './readTable';

/** The most rows in a response of the flow API. With as many, there can be more. */
const MAX_ROWS = 500;

/**
 * Reads JSON: "DataFrame JSON" and "Panel data" of Grafana's panel inspector, or what the AWS CLI prints for the results of a query
 * of a monitor. A list can have several of these. Throws a `Failure` with what to do.
 */
export function readJson(text: string, file: string): ExportedFlows {
  const values = valuesOf(parsed(text, file));
  const pages = values.filter(({ topContributors }) => topContributors !== undefined);
  const frames = values.flatMap(framesIn);
  if (pages.length === 0 && frames.length === 0) {
    throw new Failure(notAFlowFile(file));
  }
  return {
    ...NOTHING_EXPORTED,
    tables: tablesOf(frames, file),
    reports: pages.flatMap((page) => reportsOf(page, file)),
    isTruncated: pages.some((page) => optionalList(page, 'topContributors').length >= MAX_ROWS),
  };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(notJson(file, error instanceof Error ? error.message : String(error)));
  }
}

function valuesOf(value: unknown): Array<Record<string, unknown>> {
  return Array.isArray(value) ? value.flatMap(valuesOf) : isRecord(value) ? [value] : [];
}

/** A frame with the time range of its panel, if the file has it. */
interface ExportedFrame {
  columns: FrameColumns;
  meta: Record<string, unknown>;
  window?: TimeWindow;
}

/** The frames in a value: the panel's data, a frame with its schema apart from its values, or a frame with both together. */
function framesIn(value: Record<string, unknown>): ExportedFrame[] {
  if (Array.isArray(value.series)) {
    const { from, to } = optionalRecord(value, 'timeRange');
    const [startMs, endMs] = [timeMsOf(from), timeMsOf(to)];
    const window = startMs === undefined || endMs === undefined ? {} : { window: { startMs, endMs } };
    return optionalList(value, 'series')
      .flatMap(framesIn)
      .map((frame) => ({ ...window, ...frame }));
  }
  const schema = optionalRecord(value, 'schema');
  const { fields, meta } = isRecord(value.schema)
    ? { fields: withValues(schema, optionalRecord(value, 'data').values), meta: optionalRecord(schema, 'meta') }
    : { fields: optionalList(value, 'fields'), meta: optionalRecord(value, 'meta') };
  const named = fields.map((field) => ({
    name: optionalText(field, 'name') ?? '',
    values: Array.isArray(field.values) ? field.values : [],
  }));
  return named.length === 0 ? [] : [{ columns: { length: named[0]?.values.length ?? 0, fields: named }, meta }];
}

function withValues(schema: Record<string, unknown>, values: unknown): Array<Record<string, unknown>> {
  const columns: unknown[] = Array.isArray(values) ? values : [];
  return optionalList(schema, 'fields').map((field, index) => ({ ...field, values: columns[index] }));
}

/** Frames without any column of flows, such as annotations, are left out if another one has flows. */
function tablesOf(frames: readonly ExportedFrame[], file: string): FlowTable[] {
  const ofFlows = frames.filter(({ columns }) => hasFlowColumns(columns.fields.map(({ name }) => name)));
  return (ofFlows.length > 0 ? ofFlows : frames).map(({ columns, meta, window }): FlowTable => {
    const frame = { meta: { custom: optionalRecord(meta, 'custom') } };
    const known = windowOfFrame(frame) ?? window;
    const coveredShare = coveredShareOfFrame(frame);
    return {
      flows: flowsOfColumns(columns, file),
      ...(known && { window: known }),
      ...(coveredShare !== undefined && { coveredShare }),
      warnings: optionalList(meta, 'notices')
        .filter(({ severity }) => severity === 'warning')
        .flatMap((notice) => optionalText(notice, 'text') ?? []),
    };
  });
}

function reportsOf(page: Record<string, unknown>, file: string): ExportedFlows['reports'] {
  const rows = optionalList(page, 'topContributors');
  if (rows.some((row) => row.localIp === undefined && 'remoteIdentifier' in row)) {
    throw new Failure(rowsWithoutPods(file));
  }
  return decodePage(page as WireTopContributorsPage, metricOf(page, file), '');
}

/** The AWS CLI drops the unit when it joins pages. Without one, the values are bytes. */
function metricOf(page: Record<string, unknown>, file: string): FlowMetricName {
  const unit = optionalText(page, 'unit') ?? 'None';
  if (unit === 'Count') {
    return 'RETRANSMISSIONS';
  }
  if (/second|percent/i.test(unit)) {
    throw new Failure(unusableUnit(file, unit));
  }
  return 'DATA_TRANSFERRED';
}
