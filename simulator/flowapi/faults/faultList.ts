/** The current faults. If several match a request, the one that was set first applies. */
import { type OperationName } from '../model/operations';
import { type Fault, type QueryFault, type RequestFault } from './fault';

/** The properties of a query that a fault can select. */
export interface StartedQueryFacts {
  operation: OperationName;
  metricName?: string;
  destinationCategory?: string;
}

/** A fault and how often it has matched so far. */
interface FaultInForce<Kind extends Fault> {
  fault: Kind;
  met: number;
}

/** Matches requests and queries with faults and counts the matches. */
export class FaultList {
  #requestFaults: Array<FaultInForce<RequestFault>> = [];
  #queryFaults: Array<FaultInForce<QueryFault>> = [];

  /** Adds a fault. The returned function removes it. */
  add(fault: Fault): () => void {
    if (fault.kind === 'failedQuery') {
      const inForce = { fault, met: 0 };
      this.#queryFaults.push(inForce);
      return () => (this.#queryFaults = this.#queryFaults.filter((other) => other !== inForce));
    }
    const inForce = { fault, met: 0 };
    this.#requestFaults.push(inForce);
    return () => (this.#requestFaults = this.#requestFaults.filter((other) => other !== inForce));
  }

  /** Replaces all faults. */
  replace(faults: readonly Fault[]): void {
    this.clear();
    faults.forEach((fault) => this.add(fault));
  }

  /** Removes all faults. */
  clear(): void {
    this.#requestFaults = [];
    this.#queryFaults = [];
  }

  /** The faults that can still apply, as they were set. */
  list(): Fault[] {
    return [...this.#requestFaults, ...this.#queryFaults].filter(isLeft).map(({ fault }) => fault);
  }

  /** The fault that applies to this request; counts the match. */
  takeRequestFault(operation: OperationName): RequestFault | undefined {
    return take(this.#requestFaults, (fault) => matches(fault.operation, operation));
  }

  /** Whether the query that starts now will fail; counts the match. */
  takeQueryFault(query: StartedQueryFacts): boolean {
    const fits = (fault: QueryFault) =>
      matches(fault.operation, query.operation) &&
      matches(fault.metricName, query.metricName) &&
      matches(fault.destinationCategory, query.destinationCategory);
    return take(this.#queryFaults, fits) !== undefined;
  }
}

function matches(wanted: string | undefined, actual: string | undefined): boolean {
  return wanted === undefined || wanted === actual;
}

function take<Kind extends Fault>(faults: Array<FaultInForce<Kind>>, fits: (fault: Kind) => boolean): Kind | undefined {
  for (const inForce of faults) {
    if (fits(inForce.fault) && isLeft(inForce)) {
      inForce.met++;
      if (inForce.met > (inForce.fault.skip ?? 0)) {
        return inForce.fault;
      }
    }
  }
  return undefined;
}

function isLeft({ fault, met }: FaultInForce<Fault>): boolean {
  return met < (fault.skip ?? 0) + (fault.count ?? Infinity);
}
