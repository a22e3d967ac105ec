import { asyncScheduler } from 'rxjs';
import { type Report } from '../../src/core/flow/report';
import { FlowApiClient } from '../../src/flowapi/client';
import { type WindowAnswers } from '../../src/flowapi/flowQueries';
import { SharedTopContributors } from '../../src/flowapi/sharedTopContributors';
import { httpTransport } from './httpTransport';

/** A client of its own, that has learned nothing yet. Chance is fixed: backoffs are a tenth of the longest. */
export function flowApiClient(url: string): FlowApiClient {
  return new FlowApiClient(httpTransport(url), { scheduler: asyncScheduler, random: () => 0.1 });
}

export function sharedQueries(url: string): SharedTopContributors {
  return new SharedTopContributors(flowApiClient(url));
}

export function reportsOf(windows: readonly WindowAnswers[]): Report[] {
  return windows.flatMap(({ answers }) => answers.flatMap((reports) => reports ?? []));
}
