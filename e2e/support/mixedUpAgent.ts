import { combine, unit } from '../../simulator/world/hash';

/** What an agent exposes for each pod, by scrape. It is null before the first time that the agent exposes the pod. */
export type ExposedValues = Record<string, Array<number | null>>;

export interface MixedUpInterface {
  /** The pods with the address. The agent chooses one of them at each scrape. */
  pods: readonly string[];
  /** The traffic between each scrape and the previous one. */
  moved: readonly number[];
  /** The traffic before the first of these scrapes, since the pod of the interface started. */
  before?: number;
  /** The pod that the agent chooses at a scrape, or undefined if it knows none. By default, the choice is random. */
  chosen?: (scrape: number) => string | undefined;
  seed?: number;
}

/**
 * Returns what an agent exposes for one interface. If it chooses the same pod as at the last scrape, the pod gets the
 * traffic since then. Another pod gets all traffic since the start, and the others keep their last value
 * (open_metrics/providers/interface_metrics_provider.rs).
 */
export function exposedOfInterface({ pods, moved, before = 0, chosen, seed = 1 }: MixedUpInterface): ExposedValues {
  const byChance = (scrape: number) => pods[Math.floor(unit(combine(seed, scrape)) * pods.length)];
  const exposed: ExposedValues = Object.fromEntries(pods.map((pod) => [pod, moved.map(() => null)]));
  let counter = before;
  let last: string | undefined;
  moved.forEach((amount, scrape) => {
    counter += amount;
    const pod = (chosen ?? byChance)(scrape);
    for (const [name, values] of Object.entries(exposed)) {
      const isFirst = scrape === 0 && last === undefined && before > 0;
      const fresh = pod === last && !isFirst ? amount : counter;
      values[scrape] = name === pod ? fresh : (values[scrape - 1] ?? null);
    }
    last = pod;
  });
  return exposed;
}
