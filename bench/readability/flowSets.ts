import { flowOf } from '../shared/world/flowOf';
import { scenario, SCENARIO_NAMES, worldFlows } from '../shared/world/scenarios';
import { demoFlows } from './demoFlows';
import { type LoadedFlows } from './loadedFlows';
import { ALL_VIEWS, MAIN_VIEWS, type View } from './views';

/** Flows, and the views of them that are measured. */
export interface FlowSet {
  name: string;
  views: readonly View[];
  /** Computes the flows once they are needed. */
  load(): Promise<LoadedFlows>;
}

/** The flows of the demo, and those of the scenarios of the other benchmark. */
export const FLOW_SETS: readonly FlowSet[] = [
  { name: 'demo', views: ALL_VIEWS, load: once(demoFlows) },
  ...SCENARIO_NAMES.map((name) => ({
    name,
    views: MAIN_VIEWS,
    load: () => Promise.resolve({ flows: worldFlows(scenario(name)).map(flowOf), within: { startMs: 0, endMs: 1 } }),
  })),
];

/** All renderers draw the same flows. */
function once(load: () => Promise<LoadedFlows>): () => Promise<LoadedFlows> {
  let loaded: Promise<LoadedFlows> | undefined;
  return () => (loaded ??= load());
}
