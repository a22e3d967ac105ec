import { hashText, RandomStream } from '../../simulator/world/hash';

/** Random choices that follow from a seed. */
export class Draw {
  private readonly stream: RandomStream;

  constructor(seed: string) {
    this.stream = new RandomStream().from(hashText(seed));
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + this.stream.next() * (high - low);
  }

  /** A whole number in [low, high). */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high));
  }

  /** One of some items. Throws an error if there are none. */
  oneOf<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length)];
    if (item === undefined) {
      throw new Error('There is nothing to draw from.');
    }
    return item;
  }

  isTrue(probability: number): boolean {
    return this.stream.next() < probability;
  }
}
