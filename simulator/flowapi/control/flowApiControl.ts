/** The state that tests and the operator can read and change while the API runs. */
import { type ApiContext } from '../context/context';
import { type Fault } from '../faults/fault';
import { type FlowApiOptions } from '../model/options';
import { type QueryStatistics } from '../queries/queryStore';
import { type RequestCounts, type RequestStatistics } from '../context/requestCounts';

/** Counts of requests, responses and queries. */
export interface FlowApiStatistics extends RequestStatistics {
  queries: QueryStatistics;
}

/** All of it, as the control API returns it. */
export interface FlowApiState {
  options: FlowApiOptions;
  /** The faults that still apply. */
  faults: Fault[];
  statistics: FlowApiStatistics;
}

/** Controls one running API. */
export class FlowApiControl {
  constructor(
    private readonly context: Pick<ApiContext, 'settings' | 'faults' | 'queries'>,
    private readonly counts: RequestCounts
  ) {}

  /** The current options, faults and statistics. */
  state(): FlowApiState {
    const { settings, faults } = this.context;
    return { options: settings.current, faults: faults.list(), statistics: this.statistics() };
  }

  /** The counts since the last reset. */
  statistics(): FlowApiStatistics {
    return { ...this.counts.statistics(), queries: this.context.queries.statistics() };
  }

  /** Sets all counts to zero. Queries continue. */
  resetStatistics(): void {
    this.counts.reset();
    this.context.queries.resetStatistics();
  }

  /** Changes the given options. They apply from the next request on. */
  setOptions(options: Partial<FlowApiOptions>): void {
    this.context.settings.change(options);
  }

  /** Adds a fault. The returned function removes it. */
  addFault(fault: Fault): () => void {
    return this.context.faults.add(fault);
  }

  /** Replaces all faults. */
  setFaults(faults: readonly Fault[]): void {
    this.context.faults.replace(faults);
  }

  /** Removes all faults. */
  clearFaults(): void {
    this.context.faults.clear();
  }
}
