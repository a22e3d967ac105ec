/** Applies network policies to the cluster, and removes them. */
import { applyPolicies, policiesAt, removePolicies } from '../incidents/appliedPolicies';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { defaultEnforcement, ENFORCEMENTS, type PolicyEnforcement } from '../policies/enforcement';
import { namespaceOf, readPolicies } from '../policies/readPolicies';
import { type WrittenObject } from '../kubernetes/object';
import { namespaceObjects } from '../kubernetes/namespaces';
import { snapshotAt } from '../kubernetes/snapshot';
import { type Clock } from '../world/clock';
import { type Answer, badRequest, json, text } from './answer';

/** What is changed. */
export interface PolicyParts {
  world: SimulatedWorld;
  clock: Clock;
}

/** The parts of a request that matter here. */
export interface PolicyRequest {
  method: string;
  url: URL;
  body: string;
}

/** Why a request cannot be answered. */
class InvalidRequest extends Error {}

/** The time in the parameter `from`, by default the current one. */
function fromMsOf(query: URLSearchParams, nowMs: number): number {
  const from = query.get('from');
  const fromMs = from === null ? nowMs : Date.parse(from);
  if (Number.isNaN(fromMs)) {
    throw new InvalidRequest('from must be an ISO 8601 time');
  }
  return fromMs;
}

function enforcementOf(query: URLSearchParams, world: SimulatedWorld): PolicyEnforcement {
  const wanted = query.get('enforcement') ?? defaultEnforcement(world);
  const enforcement = ENFORCEMENTS.find((each) => each === wanted);
  if (enforcement === undefined) {
    throw new InvalidRequest(`enforcement must be one of ${ENFORCEMENTS.join(', ')}`);
  }
  return enforcement;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function policiesOf(body: string, { world, clock }: PolicyParts): readonly WrittenObject[] {
  const reading = readPolicies(parse(body));
  if ('problems' in reading) {
    throw new InvalidRequest(reading.problems.join('\n'));
  }
  const known = new Set(namespaceObjects(snapshotAt(world, clock.nowMs())).map(({ metadata }) => metadata.name));
  const missing = reading.policies
    .map(namespaceOf)
    .find((namespace) => namespace !== undefined && !known.has(namespace));
  if (missing !== undefined) {
    throw new InvalidRequest(`namespaces "${missing}" not found`);
  }
  return reading.policies;
}

/** The policies that are applied at a time. */
function stateAt({ world }: PolicyParts, timeMs: number): object {
  const applied = policiesAt(world.incidents, timeMs);
  return {
    enforcement: applied?.enforcement ?? defaultEnforcement(world),
    ...(applied && { since: new Date(applied.startMs).toISOString() }),
    policies: applied?.objects ?? [],
  };
}

/** Returns the time at which the change takes effect. */
function change(parts: PolicyParts, { method, url, body }: PolicyRequest): number {
  const { world, clock } = parts;
  const nowMs = clock.nowMs();
  const fromMs = fromMsOf(url.searchParams, nowMs);
  if (method === 'DELETE') {
    return removePolicies(world.incidents, fromMs, nowMs);
  }
  const enforcement = enforcementOf(url.searchParams, world);
  return applyPolicies(world.incidents, { objects: policiesOf(body, parts), enforcement }, fromMs, nowMs);
}

/**
 * Answers a request at /kubernetes/policies. GET returns the policies that are applied, PUT replaces all of them, and DELETE
 * removes them; both return what is applied then. Changes take effect with the next tick, or later with the parameter
 * `from`.
 */
export function answerPolicies(parts: PolicyParts, request: PolicyRequest): Answer {
  if (!['GET', 'PUT', 'DELETE'].includes(request.method)) {
    return text(405, 'GET, PUT or DELETE');
  }
  try {
    const timeMs = request.method === 'GET' ? parts.clock.nowMs() : change(parts, request);
    return json(200, stateAt(parts, timeMs));
  } catch (error) {
    if (error instanceof InvalidRequest) {
      return badRequest(error.message);
    }
    throw error;
  }
}
