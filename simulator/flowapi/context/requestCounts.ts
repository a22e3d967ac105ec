/** How many requests arrived for which operation, and how they were answered. */
export interface RequestStatistics {
  requests: number;
  /** By operation; requests for unknown operations are under "unknown". */
  requestsByOperation: Record<string, number>;
  /** By HTTP status; "none" for requests without a response. */
  answersByStatus: Record<string, number>;
  throttled: number;
}

/** Counts requests and responses since the last reset. */
export class RequestCounts {
  #byOperation = new Map<string, number>();
  #byStatus = new Map<string, number>();

  /** Counts a request for an operation. */
  countRequest(operation: string): void {
    increment(this.#byOperation, operation);
  }

  /** Counts a response by its HTTP status, or "none". */
  countAnswer(status: number | 'none'): void {
    increment(this.#byStatus, String(status));
  }

  /** A copy of the current counts. */
  statistics(): RequestStatistics {
    return {
      requests: [...this.#byOperation.values()].reduce((total, count) => total + count, 0),
      requestsByOperation: Object.fromEntries(this.#byOperation),
      answersByStatus: Object.fromEntries(this.#byStatus),
      throttled: this.#byStatus.get('429') ?? 0,
    };
  }

  /** Sets all counts to zero. */
  reset(): void {
    this.#byOperation.clear();
    this.#byStatus.clear();
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
