/** The maximum duration of a check in milliseconds, because the user waits for the result. */
export const CHECK_LIMIT_MS = 20_000;
