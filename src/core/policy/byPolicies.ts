import { type Policy } from './policies';

/** What is derived from lists of policies. Lists are equal if they have the same objects in the same order. */
export class ByPolicies<Value> {
  private readonly numbers = new WeakMap<Policy, number>();
  private count = 0;
  private latest = new Map<string, Value>();

  /**
   * A function for the lists of a set of policies, which derives a value once per list. It takes the values of lists that occurred in
   * the previous set from there.
   */
  next(): (policies: readonly Policy[], detail: string, derive: () => Value) => Value {
    const [before, current] = [this.latest, new Map<string, Value>()];
    this.latest = current;
    return (policies, detail, derive) => {
      const key = `${policies.map((policy) => this.numberOf(policy)).join()} ${detail}`;
      let value = current.get(key);
      if (value === undefined) {
        value = before.get(key) ?? derive();
        current.set(key, value);
      }
      return value;
    };
  }

  private numberOf(policy: Policy): number {
    let number = this.numbers.get(policy);
    if (number === undefined) {
      number = this.count;
      this.count += 1;
      this.numbers.set(policy, number);
    }
    return number;
  }
}
