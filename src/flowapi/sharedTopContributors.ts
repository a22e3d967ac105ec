import { type Observable } from 'rxjs';
import { type Report } from '../core/flow/report';
import { type FlowApiClient } from './client';
import { topContributors, type TopContributorsQuery } from './topContributors';

/** Top-contributors queries, each sent once for all panels and pictures of the client that need its answer. */
export class SharedTopContributors {
  constructor(readonly client: FlowApiClient) {}

  /** The reports, once. Errors with a FlowApiError. */
  get(query: TopContributorsQuery): Observable<readonly Report[]> {
    return this.client.shared.get<readonly Report[]>({
      family: 'topContributors',
      query,
      endMs: Date.parse(query.endTime),
      rowsIn: ({ length }) => length,
      ask: () => topContributors(this.client, query),
    });
  }
}
