import { type Observable } from 'rxjs';
import { type Report } from '../core/flow/report';
import { type FlowApiClient } from './client';
import { topContributors, type TopContributorsQuery } from './topContributors';

/** Queries for top contributors. Each is sent once for all panels and snapshots of the client that need its result. */
export class SharedTopContributors {
  constructor(readonly client: FlowApiClient) {}

  /** Emits the reports once. Errors with a FlowApiError. */
  get(query: TopContributorsQuery): Observable<readonly Report[]> {
    return this.client.shared.get<readonly Report[]>({
      family: 'topContributors',
      query,
      endMs: Date.parse(query.endTime),
      rowsIn: ({ length }) => length,
      run: () => topContributors(this.client, query),
    });
  }
}
