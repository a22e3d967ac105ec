/** The text of a failure: what happened, and what to do next. */
export interface FailureText {
  what: string;
  remedy: string;
}

/** A failure that a command reports to its user. */
export class Failure extends Error {
  readonly remedy: string;

  constructor({ what, remedy }: FailureText) {
    super(what);
    this.remedy = remedy;
  }
}
