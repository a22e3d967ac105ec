/** The messages to and from a thread. */

export interface Task<Input> {
  id: number;
  input: Input;
}

/** The result of a task, or the message of the error with which it failed. */
export type Outcome<Output> = { id: number; output: Output } | { id: number; failure: unknown };
