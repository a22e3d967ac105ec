import { type Observable, ReplaySubject, type SchedulerLike, share, tap, timer } from 'rxjs';

/** A stream whose last subscriber left goes on for so long: at a refresh the same panel comes back at once. */
const GRACE_MS = 500;
/** Stale values are dropped so often, when somebody asks for anything. */
const SWEEP_MS = 1_000;

/** How much is remembered. */
export interface Memory<T> {
  /** The sum of the sizes of completed streams' latest values. */
  most: number;
  sizeOf(value: T): number;
}

const THOUSAND_VALUES: Memory<unknown> = { most: 1_000, sizeOf: () => 1 };

interface Entry<T> {
  key: string;
  freshMs: number;
  stream: Observable<T>;
  /** Of its latest value. */
  size: number;
  /** Undefined while it runs. */
  completedAtMs?: number;
}

/**
 * Streams by key, each run once however many ask for it: who comes later gets the latest value at once.
 * A completed one is remembered while it is fresh, a failed one is not. Where that becomes too much, the
 * least recently used of the completed ones go first; one that runs always stays.
 */
export class SharedStreams<T> {
  /** The least recently used first. */
  private readonly entries = new Map<string, Entry<T>>();
  private remembered = 0;
  private sweptAtMs = -Infinity;

  /** @param memory as many as a thousand values where it is not given. */
  constructor(
    private readonly scheduler: SchedulerLike,
    private readonly memory: Memory<T> = THOUSAND_VALUES
  ) {}

  get(key: string, freshMs: number, create: () => Observable<T>): Observable<T> {
    this.sweep();
    const known = this.entries.get(key);
    if (known && !this.isStale(known)) {
      this.entries.delete(key);
      this.entries.set(key, known);
      return known.stream;
    }
    if (known) {
      this.forget(known);
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
      if (this.remembered <= this.memory.most) {
        return;
      }
      if (other.completedAtMs !== undefined) {
        this.forget(other);
      }
    }
  }

  /** By identity: the key may be a newer stream's by now. */
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

  /** Also where the computer's clock was set back meanwhile: nobody knows how old it is then. */
  private isStale({ completedAtMs, freshMs }: Entry<T>): boolean {
    const ageMs = completedAtMs === undefined ? 0 : this.scheduler.now() - completedAtMs;
    return completedAtMs !== undefined && (ageMs < 0 || ageMs >= freshMs);
  }
}
