import { combine, unit } from '../../simulator/world/hash';

/** A pod as an agent prints it: by scrape what it shows, null before it is shown for the first time. */
export type Shown = Record<string, Array<number | null>>;

export interface MixedUp {
  /** The pods that have the address; the agent takes one of them at each scrape. */
  pods: readonly string[];
  /** What moves between a scrape and the one before. */
  moved: readonly number[];
  /** What moved before the first of these scrapes since the interface's pod was started. */
  before?: number;
  /** The pod that the agent takes at a scrape; by chance if absent. undefined if it knows none. */
  taken?: (scrape: number) => string | undefined;
  seed?: number;
}

/**
 * What an agent prints of one interface. A pod that it takes again has what moved since the last scrape, and another
 * one all that moved since the start; the others have their last value (open_metrics/providers/interface_metrics_provider.rs).
 */
export function shownOfInterface({ pods, moved, before = 0, taken, seed = 1 }: MixedUp): Shown {
  const byChance = (scrape: number) => pods[Math.floor(unit(combine(seed, scrape)) * pods.length)];
  const shown: Shown = Object.fromEntries(pods.map((pod) => [pod, moved.map(() => null)]));
  let counter = before;
  let last: string | undefined;
  moved.forEach((amount, scrape) => {
    counter += amount;
    const pod = (taken ?? byChance)(scrape);
    for (const [name, values] of Object.entries(shown)) {
      const isFirst = scrape === 0 && last === undefined && before > 0;
      const fresh = pod === last && !isFirst ? amount : counter;
      values[scrape] = name === pod ? fresh : (values[scrape - 1] ?? null);
    }
    last = pod;
  });
  return shown;
}
