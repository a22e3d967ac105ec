/** What goes to a thread and comes back. */

export interface Task<Input> {
  id: number;
  input: Input;
}

export type Outcome<Output> = { id: number; output: Output } | { id: number; failure: unknown };
