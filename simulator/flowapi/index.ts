/** The simulated network-flow API: `createFlowApi` and the types that its callers need. */
import { type RequestListener } from 'node:http';
import { type Clock } from '../world/clock';
import { type ClusterFacts } from '../world/clusterFacts';
import { type FlowReportSource } from '../world/flowReports';
import { type ApiContext } from './context/context';
import { createControlListener } from './control/controlListener';
import { FlowApiControl, type FlowApiStatistics } from './control/flowApiControl';
import { FaultList } from './faults/faultList';
import { createListener } from './listener';
import { type FlowApiOptions, Settings } from './model/options';
import { QueryStore } from './queries/queryStore';
import { RequestCounts } from './context/requestCounts';
import { createService } from './service';
import { VisibleReports } from './context/visibleReports';
export { type Fault, type RequestFault } from './faults/fault';
export { type FlowApiOptions } from './model/options';

/** What an API is created from. */
export interface FlowApiParts {
  reports: FlowReportSource;
  clock: Clock;
  cluster: ClusterFacts;
  options?: Partial<FlowApiOptions>;
}

/** A running API: its request handlers and its control in code. */
export interface FlowApi {
  handler: RequestListener;
  control: FlowApiControl;
  /** The control API over HTTP, to be mounted at any path. */
  controlHandler: RequestListener;
  stats(): FlowApiStatistics;
}

/** Creates an API without listening on a port. */
export function createFlowApi({ reports, clock, cluster, options }: FlowApiParts): FlowApi {
  const settings = new Settings(options);
  const context: ApiContext = {
    cluster,
    clock,
    settings,
    reports: new VisibleReports(reports),
    queries: new QueryStore(clock, settings),
    faults: new FaultList(),
  };
  const counts = new RequestCounts();
  const control = new FlowApiControl(context, counts);
  return {
    handler: createListener(createService(context, counts), clock),
    control,
    controlHandler: createControlListener(control),
    stats: () => control.statistics(),
  };
}
