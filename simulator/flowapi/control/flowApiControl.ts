/** What tests and the operator may see and change while the API runs. */
import { type ApiContext } from '../context/context';
import { type Fault } from '../faults/fault';
import { type FlowApiOptions } from '../model/options';
import { type QueryStatistics } from '../queries/queryStore';
import { type RequestCounts, type RequestStatistics } from '../context/requestCounts';

export interface FlowApiStatistics extends RequestStatistics {
  queries: QueryStatistics;
}

export interface FlowApiState {
  options: FlowApiOptions;
  /** Those still in force. */
  faults: Fault[];
  statistics: FlowApiStatistics;
}

export class FlowApiControl {
  constructor(
    private readonly context: Pick<ApiContext, 'settings' | 'faults' | 'queries'>,
    private readonly counts: RequestCounts
  ) {}

  state(): FlowApiState {
    const { settings, faults } = this.context;
    return { options: settings.current, faults: faults.list(), statistics: this.statistics() };
  }

  statistics(): FlowApiStatistics {
    return { ...this.counts.statistics(), queries: this.context.queries.statistics() };
  }

  resetStatistics(): void {
    this.counts.reset();
    this.context.queries.resetStatistics();
  }

  setOptions(options: Partial<FlowApiOptions>): void {
    this.context.settings.change(options);
  }

  /** Adds a fault to those in force; gives back how to end it. */
  addFault(fault: Fault): () => void {
    return this.context.faults.add(fault);
  }

  setFaults(faults: readonly Fault[]): void {
    this.context.faults.replace(faults);
  }

  clearFaults(): void {
    this.context.faults.clear();
  }
}
