import { Failure } from '../failure';

/** What the importer acts on: somebody else wrote it before, or nothing answered. */
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
