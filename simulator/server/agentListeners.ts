/** Serves every agent on a port of its own, one connection at a time. */
import { type AgentFleet } from '../agent/agentFleet';
import { type Clock } from '../world/clock';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { agentAnswer } from './agentAnswer';
import { type Listening } from './listen';
import { listenOneByOne } from './listenOneByOne';
import { send } from './send';

/** The ports of the agents. */
export interface AgentListeners {
  /** Host and port of each agent, by the name of its node. */
  hosts: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Starts a server for each agent on a free port of the host. */
export async function listenForAgents(
  { world, fleet, clock }: { world: SimulatedWorld; fleet: AgentFleet; clock: Clock },
  host: string
): Promise<AgentListeners> {
  const listenings = await Promise.all(world.nodes.map(({ name }) => listenForAgent(fleet, name, clock, host)));
  return {
    hosts: new Map(world.nodes.map(({ name }, index) => [name, new URL(listenings[index]?.url ?? '').host])),
    close: async () => {
      await Promise.all(listenings.map((listening) => listening.close()));
    },
  };
}

function listenForAgent(fleet: AgentFleet, node: string, clock: Clock, host: string): Promise<Listening> {
  const agent = fleet.agent(node);
  if (!agent) {
    throw new Error(`There is no agent on ${node}`);
  }
  const currentProcess = () => {
    const nowMs = clock.nowMs();
    return agent.isUp(nowMs) ? agent.restarts(nowMs) : undefined;
  };
  return listenOneByOne((request, response) => send(response, agentAnswer(agent, request.url ?? '/', clock.nowMs())), {
    host,
    port: 0,
    currentProcess,
  });
}
