import { type Fact, type Sentence } from '../../src/core/diagnosis/sentence';
import { type PairPlace, type Place } from '../../src/core/diagnosis/place';

/** The facts of a sentence, by name. All throw an error for a fact of another kind. */
export class Facts {
  constructor(private readonly facts: Sentence['facts']) {}

  amount(name: string): number {
    return this.fact(name, 'amount').amount;
  }

  time(name: string): number {
    return this.fact(name, 'time').timeMs;
  }

  name(name: string): string {
    return this.fact(name, 'name').name;
  }

  place<Kind extends Place['kind']>(name: string, kind: Kind): Extract<Place, { kind: Kind }> {
    const { place } = this.fact(name, 'place');
    if (place.kind !== kind) {
      throw new Error(`"${name}" is of the kind ${place.kind}, not ${kind}`);
    }
    return place as Extract<Place, { kind: Kind }>;
  }

  /** A place of any kind. */
  anyPlace(name: string): Place {
    return this.fact(name, 'place').place;
  }

  /** The pair of the facts "client" and "server". */
  pair(): PairPlace {
    const [client, server] = ['client', 'server'].map((name) => this.fact(name, 'place').place);
    return { kind: 'pair', client, server } as PairPlace;
  }

  private fact<Kind extends Fact['kind']>(name: string, kind: Kind): Extract<Fact, { kind: Kind }> {
    const fact = this.facts[name];
    if (fact?.kind !== kind) {
      throw new Error(`There is no ${kind} "${name}"`);
    }
    return fact as Extract<Fact, { kind: Kind }>;
  }
}
