/** The faults that can be injected. They are plain JSON, so tests can set them in code and over HTTP. */
import { type ReadOperation, type OperationName } from '../model/operations';

interface FaultTiming {
  /** The number of matching requests that succeed before the first one that fails. */
  skip?: number;
  /** The number of requests that fail; without it, all of them until the fault is removed. */
  count?: number;
}

/** A fault in the response to a request. */
export type RequestFault = FaultTiming & {
  /** Without it, all operations. */
  operation?: OperationName;
} & (
    | {
        kind: 'error';
        status: number;
        errorType: string;
        message?: string;
        /** Whether the text is in `Message`, as in errors of the layer that checks signatures. */
        fromAuthLayer?: boolean;
      }
    /** The answer breaks off in the middle. */
    | { kind: 'invalidJson' }
    /** These members are taken out of the answer, at every depth. */
    | { kind: 'missingMembers'; members: string[] }
    /** A proxy answers instead of the service; the status is 502 by default. */
    | { kind: 'htmlPage'; status?: number }
    /** No answer, ever. */
    | { kind: 'hang' }
    /** The connection breaks without an answer. */
    | { kind: 'down' }
  );

/** The query starts successfully and ends with the status FAILED. */
export type QueryFault = FaultTiming & {
  kind: 'failedQuery';
  operation?: ReadOperation;
  metricName?: string;
  destinationCategory?: string;
};

/** Any fault. */
export type Fault = RequestFault | QueryFault;
/** The value of `kind` in a fault. */
export type FaultKind = Fault['kind'];
