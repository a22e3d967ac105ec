/** When to repeat a request, and how long to wait before that. */
import { errorCode } from './errorCode';

/** The time and a way to wait, which tests replace. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** The result of a request: the response of a server, or the error of fetch. */
export type Attempt = { status: number; location: string; retryAfter: string; text: string } | { error: unknown };

/** The last of several attempts, counted from 1. */
export type LastAttempt = Attempt & { attempts: number };

/** Throttling, and errors of a proxy while Grafana is busy or starting. */
const TEMPORARY_STATUSES = [429, 502, 503, 504];

/** An interrupted connection, or a busy resolver. A closed port and an unknown host are permanent errors. */
const TEMPORARY_CODES = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'EAI_AGAIN'];

/** Waits before the second and later attempts. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000];

/** After a longer wait, it is better to run the import again. */
const LONGEST_WAIT_MS = 60_000;

/** For all requests of a run together, so that it ends within minutes if Grafana stays down. */
const BUDGET_MS = 120_000;

/**
 * Repeats a request until its result is permanent. Gives up after five attempts, after two minutes of waiting in a run, or
 * if the server requests a wait of more than one minute.
 */
export function patientSender(clock: Clock): (send: () => Promise<Attempt>) => Promise<LastAttempt> {
  let budgetMs = BUDGET_MS;
  return async (send) => {
    for (let attempts = 1; ; attempts++) {
      const attempt = await send();
      const waitMs = isTemporary(attempt) ? waitAfter(attempt, attempts, clock.now()) : undefined;
      if (waitMs === undefined || waitMs > Math.min(LONGEST_WAIT_MS, budgetMs)) {
        return { ...attempt, attempts };
      }
      budgetMs -= waitMs;
      await clock.sleep(waitMs);
    }
  };
}

/** Whether the same request can succeed later. */
export function isTemporary(attempt: Attempt): boolean {
  return 'error' in attempt
    ? TEMPORARY_CODES.includes(errorCode(attempt.error))
    : TEMPORARY_STATUSES.includes(attempt.status);
}

/** Undefined after the last attempt. */
function waitAfter(attempt: Attempt, attempts: number, nowMs: number): number | undefined {
  const waitMs = WAITS_MS[attempts - 1];
  const named = 'error' in attempt ? undefined : retryAfterMs(attempt.retryAfter, nowMs);
  return waitMs === undefined ? undefined : (named ?? waitMs);
}

/** The wait in a `Retry-After` header: a number of seconds or a date (RFC 9110). Undefined for any other value. */
function retryAfterMs(header: string, nowMs: number): number | undefined {
  const text = header.trim();
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}
