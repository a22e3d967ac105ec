import { asyncScheduler } from 'rxjs';
import { type Report } from '../../src/core/flow/report';
import { FlowApiClient } from '../../src/flowapi/client';
import { type WindowAnswers } from '../../src/flowapi/flowQueries';
import { type Pacing } from '../../src/flowapi/pace/pacing';
import { SharedTopContributors } from '../../src/flowapi/sharedTopContributors';
import { httpTransport } from '../../scripts/httpTransport';
import { DEADLINE_MS } from './until';
import { type VirtualTime } from './virtualTime';

/** In real time and without randomness: every backoff is a tenth of the longest one, and only what hangs times out. */
export const TEST_PACING: Pacing = { scheduler: asyncScheduler, random: () => 0.1, requestTimeoutMs: DEADLINE_MS };

/**
 * Creates a separate client with no state yet.
 *
 * @param time the time for its waits, by default the real time
 */
export function flowApiClient(url: string, time?: VirtualTime): FlowApiClient {
  const transport = httpTransport(url);
  const pacing = time ? { ...TEST_PACING, scheduler: time.scheduler } : TEST_PACING;
  return new FlowApiClient(time?.during(transport) ?? transport, pacing);
}

export function sharedQueries(url: string, time?: VirtualTime): SharedTopContributors {
  return new SharedTopContributors(flowApiClient(url, time));
}

export function reportsOf(windows: readonly WindowAnswers[]): Report[] {
  return windows.flatMap(({ answers }) => answers.flatMap((reports) => reports ?? []));
}
