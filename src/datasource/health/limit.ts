/** So long one check may take: somebody waits before the button. */
export const CHECK_LIMIT_MS = 20_000;
