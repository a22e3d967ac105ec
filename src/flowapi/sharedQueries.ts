import { map, type Observable } from 'rxjs';
import { type Pacing } from './pace/pacing';
import { SharedStreams } from './sharedStreams';

/** Reports arrive with a delay, so results about the last minutes become stale sooner than older ones. */
const SETTLED_AFTER_MS = 15 * 60_000;
const FRESH_MS = { recent: 60_000, settled: 30 * 60_000 };

/**
 * The maximum number of cached rows: the half-full results of 1,000 queries. The least recently used results are removed first.
 * A row takes about 700 bytes, so all of them take 175 MB.
 */
const MAX_ROWS = 250_000;
/** The memory that a result takes in addition to its rows, in rows. */
const OVERHEAD_ROWS = 5;

/** A query of the API whose result is shared. */
export interface SharedQuery<Answer> {
  /** The kind of query, which determines the type of its result. */
  family: string;
  /** Everything that the result depends on. */
  query: object;
  /** The end of the queried window. */
  endMs: number;
  /** The number of rows in a result. */
  rowsIn(answer: Answer): number;
  /** Runs the query and emits the result once. */
  run(): Observable<Answer>;
}

/**
 * The queries of one client. Each is sent once for all panels and snapshots that need its result, which is cached as long as new
 * data is unlikely.
 */
export class SharedQueries {
  private readonly streams: SharedStreams<{ answer: unknown; rows: number }>;

  constructor(private readonly client: { readonly pacing: Pacing; nowMs(): number }) {
    this.streams = new SharedStreams(client.pacing.scheduler, {
      max: MAX_ROWS,
      sizeOf: ({ rows }) => rows + OVERHEAD_ROWS,
    });
  }

  /** Emits the result once. Errors as the query does. */
  get<Answer>({ family, query, endMs, rowsIn, run }: SharedQuery<Answer>): Observable<Answer> {
    const freshMs = this.client.nowMs() - endMs > SETTLED_AFTER_MS ? FRESH_MS.settled : FRESH_MS.recent;
    const create = () => run().pipe(map((answer) => ({ answer, rows: rowsIn(answer) })));
    return this.streams.get(JSON.stringify([family, query]), freshMs, create).pipe(
      // The family, which is part of the key, determines the type.
      map(({ answer }) => answer as Answer)
    );
  }
}
