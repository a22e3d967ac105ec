/** A world in which incidents happen. */
import { type ClusterNode } from '../world/nodes';
import { World, type WorldOptions } from '../world/world';
import { type Incident } from './incident';
import { IncidentStore } from './incidentStore';
import { IncidentEffects } from './incidentEffects';

/** The incidents that are known at the start of a world, given its nodes and its epoch in ms since the Unix epoch. */
export type Scenario = (nodes: ClusterNode[], epochMs: number) => Incident[];

/** A world together with its incidents, which can change while it runs. */
export class SimulatedWorld extends World {
  readonly incidents: IncidentStore;

  constructor(options: WorldOptions, scenario: Scenario = () => []) {
    const incidents = new IncidentStore([]);
    super(options, new IncidentEffects(incidents, () => this));
    incidents.replace(scenario(this.nodes, options.epochMs));
    this.incidents = incidents;
  }
}
