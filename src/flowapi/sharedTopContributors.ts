import { type Observable } from 'rxjs';
import { type Report } from '../core/flow/report';
import { type FlowApiClient } from './client';
import { SharedStreams } from './sharedStreams';
import { topContributors, type TopContributorsQuery } from './topContributors';

/** Reports come in late: an answer about the last minutes is stale soon, one about long ago is not. */
const SETTLED_AFTER_MS = 15 * 60_000;
const FRESH_MS = { recent: 60_000, settled: 30 * 60_000 };

/**
 * Top-contributors queries, each sent once however many panels and pictures need its answer, and
 * remembered as long as the API could hardly say more.
 */
export class SharedTopContributors {
  private readonly streams: SharedStreams<readonly Report[]>;

  constructor(private readonly client: FlowApiClient) {
    this.streams = new SharedStreams(client.pacing.scheduler);
  }

  /** The reports, once. Errors with a FlowApiError. */
  get(query: TopContributorsQuery): Observable<readonly Report[]> {
    const ageMs = this.client.pacing.scheduler.now() - Date.parse(query.endTime);
    const freshMs = ageMs > SETTLED_AFTER_MS ? FRESH_MS.settled : FRESH_MS.recent;
    return this.streams.get(JSON.stringify(query), freshMs, () => topContributors(this.client, query));
  }
}
