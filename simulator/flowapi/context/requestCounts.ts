/** How many requests came, for what, and how they were answered. */
export interface RequestStatistics {
  requests: number;
  /** By operation; requests for no operation are under "unknown". */
  requestsByOperation: Record<string, number>;
  /** By HTTP status; "none" for requests that got no answer. */
  answersByStatus: Record<string, number>;
  throttled: number;
}

export class RequestCounts {
  #byOperation = new Map<string, number>();
  #byStatus = new Map<string, number>();

  countRequest(operation: string): void {
    increment(this.#byOperation, operation);
  }

  countAnswer(status: number | 'none'): void {
    increment(this.#byStatus, String(status));
  }

  statistics(): RequestStatistics {
    return {
      requests: [...this.#byOperation.values()].reduce((total, count) => total + count, 0),
      requestsByOperation: Object.fromEntries(this.#byOperation),
      answersByStatus: Object.fromEntries(this.#byStatus),
      throttled: this.#byStatus.get('429') ?? 0,
    };
  }

  reset(): void {
    this.#byOperation.clear();
    this.#byStatus.clear();
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
