import { Failure, type FailureText } from '../failure';

/** Reasons that the importer handles: something else wrote the object first, or Grafana did not respond. */
export type FailureReason = 'conflict' | 'no answer';

export class ImportFailure extends Failure {
  constructor(
    text: FailureText,
    readonly reason?: FailureReason
  ) {
    super(text);
  }
}
