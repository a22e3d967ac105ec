import { type Observable } from 'rxjs';
import { urlPart } from '../core/urlPart';
import { type FlowMetricName } from '../core/flow/metric';
import { type Report } from '../core/flow/report';
import { type FlowApiClient } from './client';
import { decodePage } from './decode';
import { monitorNamed } from './messages';
import { runQuery } from './runQuery';
import { type WireStartTopContributorsQuery } from './wire';

/** A query of a monitor for one metric of one category in a window of at most an hour. */
export interface TopContributorsQuery extends WireStartTopContributorsQuery {
  monitorName: string;
  metricName: FlowMetricName;
  /** 1 to 500. */
  limit: number;
}

/** The top contributors as reports. Errors with a FlowApiError. */
export function topContributors(client: FlowApiClient, query: TopContributorsQuery): Observable<Report[]> {
  const { monitorName, ...body } = query;
  return runQuery(client, {
    subject: monitorNamed(monitorName),
    path: `/monitors/${urlPart(monitorName)}/topContributorsQueries`,
    body,
    rowsOf: (page) => decodePage(page, query.metricName, query.destinationCategory),
  });
}
