import { map, type Observable } from 'rxjs';
import { type Pacing } from './pace/pacing';
import { SharedStreams } from './sharedStreams';

/** Reports come in late: an answer about the last minutes is stale soon, one about long ago is not. */
const SETTLED_AFTER_MS = 15 * 60_000;
const FRESH_MS = { recent: 60_000, settled: 30 * 60_000 };

/**
 * Rows that are remembered at most, least recently used answers going first: 1,000 queries of half full
 * answers. A row takes about 700 bytes, all of them 175 MB: seldom is every answer full.
 */
const MAX_ROWS = 250_000;
/** What an answer takes beside its rows, in rows. */
const ROWS_PER_ANSWER = 5;

/** A query of the API as those who want its answer share it. */
export interface SharedQuery<Answer> {
  /** The kind of query, which tells the type of its answers: one for all queries of a kind. */
  family: string;
  /** All that the answer depends on. */
  query: object;
  /** The end of what it asks about. */
  endMs: number;
  /** How many rows an answer has. */
  rowsIn(answer: Answer): number;
  /** Emits the answer once. */
  ask(): Observable<Answer>;
}

/**
 * The queries of one client, each sent once however many panels and pictures need its answer, and remembered
 * as long as the API could hardly say more.
 */
export class SharedQueries {
  private readonly streams: SharedStreams<{ answer: unknown; rows: number }>;

  constructor(private readonly client: { readonly pacing: Pacing; nowMs(): number }) {
    this.streams = new SharedStreams(client.pacing.scheduler, {
      most: MAX_ROWS,
      sizeOf: ({ rows }) => rows + ROWS_PER_ANSWER,
    });
  }

  /** The answer, once. Errors as the query does. */
  get<Answer>({ family, query, endMs, rowsIn, ask }: SharedQuery<Answer>): Observable<Answer> {
    const freshMs = this.client.nowMs() - endMs > SETTLED_AFTER_MS ? FRESH_MS.settled : FRESH_MS.recent;
    const create = () => ask().pipe(map((answer) => ({ answer, rows: rowsIn(answer) })));
    return this.streams.get(JSON.stringify([family, query]), freshMs, create).pipe(
      // The family, which is part of the key, tells the type.
      map(({ answer }) => answer as Answer)
    );
  }
}
