/** How long one measurement may take, in ms. */
export const CAP_MS = 60_000;

export const TOO_SLOW = Symbol('longer than the cap');

/** The answer, or `TOO_SLOW` when it takes longer than the cap. */
export async function capped<Answer>(answer: Promise<Answer>): Promise<Answer | typeof TOO_SLOW> {
  let timer: NodeJS.Timeout | undefined;
  const cap = new Promise<typeof TOO_SLOW>((resolve) => (timer = setTimeout(() => resolve(TOO_SLOW), CAP_MS)));
  // Closing a page after the cap rejects promises that are no longer awaited.
  answer.catch(() => undefined);
  return Promise.race([answer, cap]).finally(() => clearTimeout(timer));
}
