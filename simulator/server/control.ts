/** The control API: stops and starts agents, adds and ends incidents. */
import { type AgentFleet } from '../agent/agentFleet';
import { endOf } from '../incidents/incident';
import { readIncident } from '../incidents/readIncident';
import { type Clock } from '../world/clock';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { type Answer, badRequest, json, text } from './answer';

/** What can be controlled. */
export interface ControlParts {
  world: SimulatedWorld;
  fleet: AgentFleet;
  clock: Clock;
}

interface ControlRequest {
  method: string;
  body: string;
}

/** How long an agent is down during a restart. */
const RESTART_MS = 1000;

/** The nodes with the state of their agents, and all incidents with whether they are active. */
function controlState({ world, fleet, clock }: ControlParts) {
  const nowMs = clock.nowMs();
  const incidents = world.incidents.all().map((incident) => ({
    ...incident,
    start: new Date(incident.startMs).toISOString(),
    ...(incident.endMs !== undefined && { end: new Date(incident.endMs).toISOString() }),
    isActive: incident.startMs <= nowMs && nowMs < endOf(incident),
  }));
  return {
    cluster: world.facts.name,
    now: new Date(nowMs).toISOString(),
    epoch: new Date(world.options.epochMs).toISOString(),
    seed: world.options.seed,
    stoppedAgents: world.nodes.filter((node) => !fleet.agent(node.name)?.isUp(nowMs)).map((node) => node.name),
    nodes: world.nodes.map(({ name, instanceId, azId, azName }) => ({ name, instanceId, azId, azName })),
    incidents,
  };
}

/** Stops a node's agent now, for a number of ms or until it is started. */
function stopAgent({ world, clock }: ControlParts, node: string, forMs?: number): void {
  const nowMs = clock.nowMs();
  world.incidents.addOutage(node, nowMs, forMs === undefined ? undefined : nowMs + forMs);
}

/** Ends the outage of a node's agent now. */
function startAgent({ world, clock }: ControlParts, node: string): void {
  world.incidents.endOutages(node, clock.nowMs());
}

/** Stops a node's agent for one second. */
function restartAgent(parts: ControlParts, node: string): void {
  stopAgent(parts, node, RESTART_MS);
}

const AGENT_ACTIONS: Record<string, (parts: ControlParts, node: string) => void> = {
  'agents/stop': stopAgent,
  'agents/start': startAgent,
  'agents/restart': restartAgent,
};

function memberOf(value: unknown, member: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === member)?.[1]
    : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function changeAgent(parts: ControlParts, path: string, body: unknown): Answer {
  const node = memberOf(body, 'node');
  if (typeof node !== 'string' || !parts.world.find(node)) {
    return badRequest('node must be the name of a node; GET /control lists them');
  }
  AGENT_ACTIONS[path]?.(parts, node);
  return json(200, controlState(parts));
}

function addIncident(parts: ControlParts, body: unknown): Answer {
  const incident = readIncident(body);
  if (typeof incident === 'string') {
    return badRequest(incident);
  }
  return json(200, parts.world.incidents.add(incident, parts.clock.nowMs()));
}

function removeIncident(parts: ControlParts, body: unknown): Answer {
  const id = memberOf(body, 'id');
  const ended = typeof id === 'string' && parts.world.incidents.end(id, parts.clock.nowMs());
  return ended ? json(200, controlState(parts)) : badRequest('id must be the ID of an incident that is not over');
}

/** Answers a request below /control. GET returns the state; POST changes it. */
export function answerControl(parts: ControlParts, { method, body }: ControlRequest, path: string): Answer {
  if (path === '' && method === 'GET') {
    return json(200, controlState(parts));
  }
  if (method !== 'POST') {
    return text(405, 'POST');
  }
  const value = parse(body);
  switch (path) {
    case 'agents/stop':
    case 'agents/start':
    case 'agents/restart':
      return changeAgent(parts, path, value);
    case 'incidents/add':
      return addIncident(parts, value);
    case 'incidents/remove':
      return removeIncident(parts, value);
    default:
      return text(404, 'Not Found');
  }
}
