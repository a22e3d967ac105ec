import { type Observable, ReplaySubject, type SchedulerLike, share, tap, timer } from 'rxjs';

/** How long a stream continues without subscribers. At a refresh, the same panel subscribes again at once. */
const GRACE_MS = 500;
/** The minimum interval between removals of stale values, which happen when a stream is requested. */
const SWEEP_MS = 1_000;

/** The limits of a cache. */
export interface Memory<T> {
  /** The maximum sum of the sizes of the latest values of completed streams. */
  max: number;
  sizeOf(value: T): number;
}

const THOUSAND_VALUES: Memory<unknown> = { max: 1_000, sizeOf: () => 1 };

interface Entry<T> {
  key: string;
  freshMs: number;
  stream: Observable<T>;
  /** The size of the latest value. */
  size: number;
  /** Undefined while the stream runs. */
  completedAtMs?: number;
}

/**
 * Shared streams by key. Each runs once for all subscribers; later subscribers get the latest value at once. Completed streams
 * are cached while they are fresh, failed ones are not. If the cache exceeds its limit, the least recently used completed streams
 * are removed. Running streams are never removed.
 */
export class SharedStreams<T> {
  /** The least recently used stream is the first. */
  private readonly entries = new Map<string, Entry<T>>();
  private remembered = 0;
  private sweptAtMs = -Infinity;

  /** @param memory the limits of the cache. Default: 1,000 values. */
  constructor(
    private readonly scheduler: SchedulerLike,
    private readonly memory: Memory<T> = THOUSAND_VALUES
  ) {}

  /**
   * The stream of a key. Creates it if there is none, or if it is stale.
   *
   * @param freshMs how long the stream is fresh after it completes.
   */
  get(key: string, freshMs: number, create: () => Observable<T>): Observable<T> {
    this.sweep();
    const existing = this.entries.get(key);
    if (existing && !this.isStale(existing)) {
      this.entries.delete(key);
      this.entries.set(key, existing);
      return existing.stream;
    }
    if (existing) {
      this.forget(existing);
    }
    const entry: Entry<T> = { key, freshMs, stream: create(), size: 0 };
    entry.stream = this.shared(entry.stream, entry);
    this.entries.set(key, entry);
    return entry.stream;
  }

  private shared(source: Observable<T>, entry: Entry<T>): Observable<T> {
    return source.pipe(
      tap({
        next: (value) => (entry.size = this.memory.sizeOf(value)),
        complete: () => this.remember(entry),
        error: () => this.forget(entry),
      }),
      share({
        connector: () => new ReplaySubject<T>(1),
        resetOnComplete: false,
        resetOnRefCountZero: () => timer(GRACE_MS, this.scheduler).pipe(tap(() => this.forget(entry))),
      })
    );
  }

  private remember(entry: Entry<T>): void {
    if (this.entries.get(entry.key) !== entry) {
      return;
    }
    entry.completedAtMs = this.scheduler.now();
    this.remembered += entry.size;
    for (const other of this.entries.values()) {
      if (this.remembered <= this.memory.max) {
        return;
      }
      if (other.completedAtMs !== undefined) {
        this.forget(other);
      }
    }
  }

  /** Removes this entry, but not a newer stream with the same key. */
  private forget(entry: Entry<T>): void {
    if (this.entries.get(entry.key) !== entry) {
      return;
    }
    this.entries.delete(entry.key);
    this.remembered -= entry.completedAtMs === undefined ? 0 : entry.size;
  }

  private sweep(): void {
    const sinceMs = this.scheduler.now() - this.sweptAtMs;
    if (sinceMs >= 0 && sinceMs < SWEEP_MS) {
      return;
    }
    this.sweptAtMs = this.scheduler.now();
    [...this.entries.values()].filter((entry) => this.isStale(entry)).forEach((entry) => this.forget(entry));
  }

  /** Also true if the computer's clock was set back, because the age is unknown then. */
  private isStale({ completedAtMs, freshMs }: Entry<T>): boolean {
    const ageMs = completedAtMs === undefined ? 0 : this.scheduler.now() - completedAtMs;
    return completedAtMs !== undefined && (ageMs < 0 || ageMs >= freshMs);
  }
}
