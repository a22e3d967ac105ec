/** What a command cannot do: what happened, and what to do about it. */
export class Failure extends Error {
  constructor(
    what: string,
    readonly remedy: string
  ) {
    super(what);
  }
}
