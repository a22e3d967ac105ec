import { type TimeWindow } from '../../../core/time';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';

const MAX_REMEMBERED = 10;

/** The last whole picture of each request, to be shown while a newer one is being made. */
export class LastSnapshots {
  private readonly pictures = new Map<string, FlowSnapshot>();

  /** The last picture, if it was for about the same time. */
  recall(request: object, window: TimeWindow): FlowSnapshot | undefined {
    const last = this.pictures.get(JSON.stringify(request));
    return last && overlapShare(last.window, window) >= 0.5 ? last : undefined;
  }

  remember(request: object, picture: FlowSnapshot): void {
    const key = JSON.stringify(request);
    this.pictures.delete(key);
    this.pictures.set(key, picture);
    const [oldest] = this.pictures.keys();
    if (this.pictures.size > MAX_REMEMBERED && oldest !== undefined) {
      this.pictures.delete(oldest);
    }
  }
}

/** The part of the longer window that both have. */
function overlapShare(a: TimeWindow, b: TimeWindow): number {
  const overlapMs = Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
  return overlapMs / Math.max(a.endMs - a.startMs, b.endMs - b.startMs);
}
