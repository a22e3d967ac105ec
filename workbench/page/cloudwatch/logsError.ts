import { isFetchError } from '@grafana/runtime';
import { catchError, type Observable, throwError } from 'rxjs';

/** An error of the CloudWatch Logs API, in the words of Grafana's backend. */
export class LogsRequestError extends Error {
  /** The responses to requests for an operation, whose failures become such errors. */
  static from<Answer>(operation: string, answers: Observable<Answer>): Observable<Answer> {
    return answers.pipe(catchError((failure: unknown) => throwError(() => new LogsRequestError(operation, failure))));
  }

  private constructor(operation: string, failure: unknown) {
    super(
      `failed to execute log action with subtype: ${operation}: operation error CloudWatch Logs: ${operation}, ${textOf(failure)}`
    );
  }
}

function textOf(failure: unknown): string {
  if (!isFetchError<{ __type?: string; message?: string } | undefined>(failure)) {
    return failure instanceof Error ? failure.message : String(failure);
  }
  const { status, data } = failure;
  return `https response error StatusCode: ${status}, ${data?.__type ?? ''}: ${data?.message ?? ''}`;
}
