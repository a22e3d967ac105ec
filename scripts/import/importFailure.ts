/** An import that cannot go on: what happened, and what to do. */
export class ImportFailure extends Error {
  constructor(
    what: string,
    readonly remedy: string
  ) {
    super(what);
  }
}
