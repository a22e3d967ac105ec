import { asyncScheduler } from 'rxjs';
import { type Report } from '../../src/core/flow/report';
import { FlowApiClient } from '../../src/flowapi/client';
import { type WindowAnswers } from '../../src/flowapi/flowQueries';
import { SharedTopContributors } from '../../src/flowapi/sharedTopContributors';
import { httpTransport } from '../../scripts/httpTransport';
import { type VirtualTime } from './virtualTime';

/**
 * Creates a separate client with no state yet. Its randomness is fixed: every backoff is a tenth of the longest one.
 *
 * @param time the time for its waits, by default the real time
 */
export function flowApiClient(url: string, time?: VirtualTime): FlowApiClient {
  const transport = httpTransport(url);
  const pacing = { scheduler: time?.scheduler ?? asyncScheduler, random: () => 0.1 };
  return new FlowApiClient(time?.during(transport) ?? transport, pacing);
}

export function sharedQueries(url: string, time?: VirtualTime): SharedTopContributors {
  return new SharedTopContributors(flowApiClient(url, time));
}

export function reportsOf(windows: readonly WindowAnswers[]): Report[] {
  return windows.flatMap(({ answers }) => answers.flatMap((reports) => reports ?? []));
}
