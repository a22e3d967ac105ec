/** Numbers in [0, 1), the same ones for the same seed: a linear congruential generator (Numerical Recipes). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A whole number in [0, count). */
export function below(count: number, random: () => number): number {
  return Math.floor(random() * count);
}
