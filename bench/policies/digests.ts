import { createHash } from 'node:crypto';

/**
 * Digests of results by their name. They are the same for each round and for each version of the code that gives the same results, so
 * that a change which is only for speed can be compared with what was before.
 */
export class Digests {
  private readonly known = new Map<string, string>();

  /** Throws if the result differs from an earlier one of the same name. */
  note(name: string, result: unknown): void {
    const digest = createHash('sha256').update(JSON.stringify(result)).digest('hex').slice(0, 16);
    const earlier = this.known.get(name);
    if (earlier !== undefined && earlier !== digest) {
      throw new Error(`The ${name} differ from round to round.`);
    }
    this.known.set(name, digest);
  }

  rows(): object[] {
    return [...this.known].map(([result, digest]) => ({ result, digest }));
  }
}
