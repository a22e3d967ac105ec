import { type Observable, ReplaySubject, type SchedulerLike, share, tap, timer } from 'rxjs';

/** A stream whose last subscriber left goes on for so long: at a refresh the same panel comes back at once. */
const GRACE_MS = 500;
const MOST_REMEMBERED = 1_000;

interface Entry<T> {
  stream: Observable<T>;
  /** Set when the stream has completed. */
  staleAtMs?: number;
}

/**
 * Streams by key, each run once however many ask for it: who comes later gets the latest value at once.
 * A completed one is remembered while it is fresh, a failed one is not.
 */
export class SharedStreams<T> {
  private readonly entries = new Map<string, Entry<T>>();

  constructor(private readonly scheduler: SchedulerLike) {}

  get(key: string, freshMs: number, create: () => Observable<T>): Observable<T> {
    this.forgetStale();
    const known = this.entries.get(key);
    if (known) {
      return known.stream;
    }
    const entry: Entry<T> = { stream: this.shared(create(), key, freshMs) };
    this.entries.set(key, entry);
    return entry.stream;
  }

  private shared(source: Observable<T>, key: string, freshMs: number): Observable<T> {
    return source.pipe(
      tap({
        complete: () => this.remember(key, freshMs),
        error: () => this.entries.delete(key),
      }),
      share({
        connector: () => new ReplaySubject<T>(1),
        resetOnComplete: false,
        resetOnRefCountZero: () => timer(GRACE_MS, this.scheduler).pipe(tap(() => this.entries.delete(key))),
      })
    );
  }

  private remember(key: string, freshMs: number): void {
    const entry = this.entries.get(key);
    if (entry) {
      entry.staleAtMs = this.scheduler.now() + freshMs;
    }
  }

  private forgetStale(): void {
    const nowMs = this.scheduler.now();
    for (const [key, { staleAtMs }] of this.entries) {
      if ((staleAtMs !== undefined && staleAtMs <= nowMs) || this.entries.size > MOST_REMEMBERED) {
        this.entries.delete(key);
      }
    }
  }
}
