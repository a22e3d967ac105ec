import { type DataQueryResponse } from '@grafana/data';
import { type TimeWindow } from '../../core/flow/flow';
import { type FlowsQuery } from '../../core/query/resolveQuery';

const MAX_REMEMBERED = 10;

interface Answer {
  window: TimeWindow;
  response: DataQueryResponse;
}

/**
 * The last whole answer to each query.
 *
 * A first answer is worth showing in parts. At a refresh, or when the panel is opened for editing,
 * the picture of a moment ago is worth more than the first part of the new one: parts would make the
 * graph shrink and grow again every time.
 */
export class LastAnswers {
  private readonly answers = new Map<string, Answer>();

  /** The last answer, if it was for about the same time. */
  recall(query: FlowsQuery, window: TimeWindow): DataQueryResponse | undefined {
    const last = this.answers.get(keyOf(query));
    return last && overlapShare(last.window, window) >= 0.5 ? last.response : undefined;
  }

  remember(query: FlowsQuery, window: TimeWindow, response: DataQueryResponse): void {
    const key = keyOf(query);
    this.answers.delete(key);
    this.answers.set(key, { window, response });
    const [oldest] = this.answers.keys();
    if (this.answers.size > MAX_REMEMBERED && oldest !== undefined) {
      this.answers.delete(oldest);
    }
  }
}

function keyOf(query: FlowsQuery): string {
  return JSON.stringify(query);
}

/** The part of the longer window that both have. */
function overlapShare(a: TimeWindow, b: TimeWindow): number {
  const overlapMs = Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
  return overlapMs / Math.max(a.endMs - a.startMs, b.endMs - b.startMs);
}
