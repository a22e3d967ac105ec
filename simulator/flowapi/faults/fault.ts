/** What can be made to go wrong. Plain JSON, so that tests set it in code and over HTTP alike. */
import { type ReadOperation, type OperationName } from '../model/operations';

interface FaultTiming {
  /** How many matching requests pass unharmed before the first that does not. */
  skip?: number;
  /** How many requests are hit; without it, all until the fault is cleared. */
  count?: number;
}

export type RequestFault = FaultTiming & {
  /** Without it, all operations. */
  operation?: OperationName;
} & (
    | {
        kind: 'error';
        status: number;
        errorType: string;
        message?: string;
        /** Whether the text is in `Message`, as the layer that checks signatures has it. */
        fromAuthLayer?: boolean;
      }
    /** The answer breaks off in the middle. */
    | { kind: 'invalidJson' }
    /** These members are taken out of the answer, at every depth. */
    | { kind: 'missingMembers'; members: string[] }
    /** A proxy in between answers in the service's place; 502 unless told. */
    | { kind: 'htmlPage'; status?: number }
    /** No answer, ever. */
    | { kind: 'hang' }
    /** The connection breaks without an answer. */
    | { kind: 'down' }
  );

/** The query starts well and ends FAILED. */
export type QueryFault = FaultTiming & {
  kind: 'failedQuery';
  operation?: ReadOperation;
  metricName?: string;
  destinationCategory?: string;
};

export type Fault = RequestFault | QueryFault;
export type FaultKind = Fault['kind'];
