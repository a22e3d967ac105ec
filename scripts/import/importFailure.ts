import { Failure } from '../failure';

/** What the importer acts on: something else wrote it first, or nothing answered. */
export type FailureReason = 'conflict' | 'no answer';

export class ImportFailure extends Failure {
  constructor(
    what: string,
    remedy: string,
    readonly reason?: FailureReason
  ) {
    super(what, remedy);
  }
}
