import { isRecord } from '../core/json';
import { type TimeWindow } from '../core/time';
import { type TransferPrices } from '../core/transfer/charges';

/** `frame.meta.custom` of a flows frame. */
export interface FlowsFrameMeta {
  eastwest: { kind: 'flows'; version: 1; window: TimeWindow; prices?: TransferPrices; coveredShare?: number };
}

/** The part of a frame with what is known about it as a whole. */
interface FrameWithMeta {
  meta?: { custom?: Record<string, unknown> };
}

/** The window in which the flows were observed; undefined for other frames. */
export function windowOfFrame(frame: FrameWithMeta): TimeWindow | undefined {
  const { window } = metaOf(frame);
  if (!isRecord(window) || typeof window.startMs !== 'number' || typeof window.endMs !== 'number') {
    return undefined;
  }
  return { startMs: window.startMs, endMs: window.endMs };
}

/** The share of the monitors' bytes in the responses of the flow API, from 0 to 1; undefined if the frame has none. */
export function coveredShareOfFrame(frame: FrameWithMeta | undefined): number | undefined {
  const share = frame && metaOf(frame).coveredShare;
  return typeof share === 'number' ? share : undefined;
}

/** What our data source noted about a frame; empty for other frames. */
export function metaOf(frame: FrameWithMeta): Record<string, unknown> {
  const meta: unknown = frame.meta?.custom?.eastwest;
  return isRecord(meta) ? meta : {};
}
