import { isRecord } from '../../json';
import { type Labels } from '../selector';
import {
  notAChoice,
  notAFlag,
  notAList,
  notAnInteger,
  notAnObject,
  notAText,
  notATime,
  unknownMember,
} from './messages';

/** A member of an object does not have the form that Kubernetes requires. */
export class InvalidMember extends Error {
  constructor(
    readonly path: string,
    readonly problem: string
  ) {
    super(`${path}: ${problem}`);
  }
}

/** A value in an object of unknown form, with its path for messages: "spec.ingress[0].from". `null` counts as absent. */
export class Member {
  constructor(
    private readonly value: unknown,
    readonly path: string
  ) {}

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  at(name: string): Member {
    return new Member(this.record()[name], this.path === '' ? name : `${this.path}.${name}`);
  }

  /** Why this member is invalid, to be thrown. */
  invalid(problem: string): InvalidMember {
    return new InvalidMember(this.path, problem);
  }

  /** Empty if the member is absent. */
  record(): Record<string, unknown> {
    if (this.isAbsent) {
      return {};
    }
    if (!isRecord(this.value)) {
      throw this.invalid(notAnObject(this.value));
    }
    return this.value;
  }

  /** The member itself. Throws if it has others than these, which the API server would refuse. */
  only(names: readonly string[]): this {
    for (const name of Object.keys(this.record())) {
      if (!names.includes(name)) {
        throw this.at(name).invalid(unknownMember(names));
      }
    }
    return this;
  }

  /** Empty if the member is absent. */
  list(): Member[] {
    if (this.isAbsent) {
      return [];
    }
    if (!Array.isArray(this.value)) {
      throw this.invalid(notAList(this.value));
    }
    return this.value.map((entry: unknown, index) => new Member(entry, `${this.path}[${index}]`));
  }

  text(): string {
    if (typeof this.value !== 'string' || this.value === '') {
      throw this.invalid(notAText(this.value));
    }
    return this.value;
  }

  /** Absent and empty texts are undefined. */
  optionalText(): string | undefined {
    return this.isAbsent || this.value === '' ? undefined : this.text();
  }

  /** False if the member is absent. */
  optionalFlag(): boolean {
    if (!this.isAbsent && typeof this.value !== 'boolean') {
      throw this.invalid(notAFlag(this.value));
    }
    return this.value === true;
  }

  integer(min: number, max: number): number {
    if (typeof this.value !== 'number' || !Number.isInteger(this.value) || this.value < min || this.value > max) {
      throw this.invalid(notAnInteger(this.value, min, max));
    }
    return this.value;
  }

  /** A number if the value is one, else a text. */
  integerOrText(min: number, max: number): number | string {
    return typeof this.value === 'string' ? this.text() : this.integer(min, max);
  }

  /** A time in RFC 3339 as milliseconds since the epoch; undefined if the member is absent. */
  optionalTimeMs(): number | undefined {
    const text = this.optionalText();
    const timeMs = text === undefined ? undefined : Date.parse(text);
    if (Number.isNaN(timeMs)) {
      throw this.invalid(notATime(this.value));
    }
    return timeMs;
  }

  choice<Choice extends string>(choices: readonly Choice[]): Choice {
    const chosen = choices.find((choice) => choice === this.value);
    if (chosen === undefined) {
      throw this.invalid(notAChoice(this.value, choices));
    }
    return chosen;
  }

  /** Labels, whose values can be empty. */
  labels(): Labels {
    const entries = Object.entries(this.record()).map(([key, value]) => {
      if (typeof value !== 'string') {
        throw new InvalidMember(`${this.path}["${key}"]`, notAText(value));
      }
      return [key, value] as const;
    });
    return Object.fromEntries(entries);
  }
}
