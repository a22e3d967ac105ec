/** When a request is worth repeating, and how long to wait before. */
import { codeOf } from './explain';

/** The time, and how to let it pass. Tests do not wait. */
export interface Clock {
  /** In milliseconds since 1970. */
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** What came of a request: an answer of a server, or what fetch failed with. */
export type Attempt = { status: number; location: string; retryAfter: string; text: string } | { error: unknown };

/** The last of several attempts, counted from 1. */
export type LastAttempt = Attempt & { attempts: number };

/** Too many requests; a proxy that has no answer of a Grafana that is busy or starting. */
const PASSING_STATUSES = [429, 502, 503, 504];

/** A connection that broke, or a resolver that is busy. A port on which nothing listens and an unknown host do not pass. */
const PASSING_CODES = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'EAI_AGAIN'];

/** Before the second, third … attempt. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000];

/** Longer than this, it is better to run the import again. */
const LONGEST_WAIT_MS = 60_000;

/** For all requests of a run together, so that it ends within minutes when Grafana stays down. */
const BUDGET_MS = 120_000;

/**
 * Repeats a request until its answer is a lasting one, or it is enough: after five attempts, two minutes of
 * waiting in a run, or when the server names a longer wait than a minute.
 */
export function patientSender(clock: Clock): (send: () => Promise<Attempt>) => Promise<LastAttempt> {
  let budgetMs = BUDGET_MS;
  return async (send) => {
    for (let attempts = 1; ; attempts++) {
      const attempt = await send();
      const waitMs = isPassing(attempt) ? waitAfter(attempt, attempts, clock.now()) : undefined;
      if (waitMs === undefined || waitMs > Math.min(LONGEST_WAIT_MS, budgetMs)) {
        return { ...attempt, attempts };
      }
      budgetMs -= waitMs;
      await clock.sleep(waitMs);
    }
  };
}

/** Whether the same request may well succeed later. */
export function isPassing(attempt: Attempt): boolean {
  return 'error' in attempt ? PASSING_CODES.includes(codeOf(attempt.error)) : PASSING_STATUSES.includes(attempt.status);
}

/** Undefined after the last attempt. */
function waitAfter(attempt: Attempt, attempts: number, nowMs: number): number | undefined {
  const waitMs = WAITS_MS[attempts - 1];
  const named = 'error' in attempt ? undefined : retryAfterMs(attempt.retryAfter, nowMs);
  return waitMs === undefined ? undefined : (named ?? waitMs);
}

/** `Retry-After` is a number of seconds or a date (RFC 9110); undefined for anything else. */
export function retryAfterMs(header: string, nowMs: number): number | undefined {
  const text = header.trim();
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
