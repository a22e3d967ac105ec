/**
 * The incidents of the demo, in hours after the start of its scenario. The demo is usually viewed at hour 24 and later,
 * so the incidents are scheduled to be recent then; those of the first days after that are included, too. A view of
 * half an hour shows each allowance exceeded once, and the lossy path. The days before the scenario have the same
 * incidents, but those that lose gigabytes of packets are rare.
 */
import { type ClusterNode } from '../world/nodes';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../world/time';
import { ref } from '../world/applications/workloads';
import { type Incident, type IncidentKind } from './incident';

const DAYS = 7;

/** Positions in the node list. */
const CROWDED_NODE = 4;
const CONNTRACK_NODE = 8;
const RESTARTED_AGENT_NODE = 1;
const SILENT_AGENT_NODE = 9;

const graphqlApi = ref('ecommerce', 'graphql-api');

interface Recurrence {
  firstHour: number;
  everyHours: number;
  minutes: number;
  /** What differs in the days before the scenario. */
  before?: { everyHours: number; minutes: number };
  what: IncidentKind;
}

type NodeName = (position: number) => string;

/** By the name that the IDs of the incidents begin with. */
function recurrences(nodeName: NodeName): Record<string, Recurrence> {
  return {
    'inbound-bandwidth': {
      firstHour: 0.05,
      everyHours: 0.5,
      minutes: 11,
      before: { everyHours: 24, minutes: 11 },
      what: { kind: 'inbound-bandwidth', node: nodeName(CROWDED_NODE), packetsPerSecond: 180 },
    },
    'dns-overload': {
      firstHour: 0.2,
      everyHours: 0.5,
      minutes: 9,
      what: { kind: 'dns-overload', loadFactor: 7 },
    },
    'conntrack-exhaustion': {
      firstHour: 0.35,
      everyHours: 0.5,
      minutes: 8,
      what: { kind: 'conntrack-exhaustion', node: nodeName(CONNTRACK_NODE), packetsPerSecond: 25 },
    },
    'lossy-path': {
      firstHour: 7.5,
      everyHours: 4,
      minutes: 150,
      before: { everyHours: 29, minutes: 45 },
      what: {
        kind: 'lossy-path',
        client: graphqlApi,
        server: ref('ecommerce', 'orders'),
        lossRatio: 0.03,
        roundTripFactor: 4,
      },
    },
    'agent-restart': {
      firstHour: 4.75,
      everyHours: 6,
      minutes: 0.1,
      what: { kind: 'agent-outage', node: nodeName(RESTARTED_AGENT_NODE) },
    },
    'agent-outage': {
      firstHour: 7,
      everyHours: 12,
      minutes: 6,
      what: { kind: 'agent-outage', node: nodeName(SILENT_AGENT_NODE) },
    },
  };
}

function episodes(name: string, recurrence: Recurrence, scenarioStartMs: number, pastDays: number): Incident[] {
  const { firstHour, everyHours, minutes, before = { everyHours, minutes }, what } = recurrence;
  const earlier = Math.floor((pastDays * 24 + firstHour) / before.everyHours);
  const count = Math.ceil((DAYS * 24 - firstHour) / everyHours);
  const starts = [
    ...Array.from({ length: earlier }, (_, index) => ({
      hour: firstHour - (earlier - index) * before.everyHours,
      minutes: before.minutes,
    })),
    ...Array.from({ length: count }, (_, index) => ({ hour: firstHour + index * everyHours, minutes })),
  ];
  return starts.map((start, number) => {
    const startMs = scenarioStartMs + start.hour * HOUR_MS;
    return { ...what, id: `${name}-${number + 1}`, startMs, endMs: startMs + start.minutes * MINUTE_MS };
  });
}

/** Single incidents: two that begin and do not end, and a driver reset between two recurring incidents on its node. */
function singleIncidents(nodeName: NodeName, scenarioStartMs: number): Incident[] {
  const resetMs = scenarioStartMs + 22.5 * HOUR_MS;
  return [
    {
      id: 'zone-aware-routing',
      kind: 'zone-aware-routing',
      client: graphqlApi,
      server: ref('ecommerce', 'products'),
      startMs: scenarioStartMs + 21 * HOUR_MS,
    },
    {
      id: 'unexpected-conversation',
      kind: 'unexpected-conversation',
      client: ref('batch', 'report-export'),
      server: ref('ecommerce', 'orders-db'),
      port: 5432,
      requestsPerSecond: 15,
      requestBytes: 300,
      responseBytes: 48_000,
      startMs: scenarioStartMs + 22 * HOUR_MS,
    },
    {
      id: 'driver-reset',
      kind: 'driver-reset',
      node: nodeName(CROWDED_NODE),
      startMs: resetMs,
      endMs: resetMs + MINUTE_MS,
    },
  ];
}

/**
 * The incidents of the demo.
 * @param epochMs the start of the world, in ms since the Unix epoch.
 * @param pastDays the number of days between the start of the world and the start of the scenario.
 */
export function demoScenario(nodes: ClusterNode[], epochMs: number, pastDays = 0): Incident[] {
  const nodeName = (position: number) => nodes[position % nodes.length]?.name ?? '';
  const scenarioStartMs = epochMs + pastDays * DAY_MS;
  const recurring = Object.entries(recurrences(nodeName));
  return [
    ...recurring.flatMap(([name, recurrence]) => episodes(name, recurrence, scenarioStartMs, pastDays)),
    ...singleIncidents(nodeName, scenarioStartMs),
  ];
}
