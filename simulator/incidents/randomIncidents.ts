/**
 * Incidents that happen to real agents every day, drawn from the world's seed: the same seed always gives the same
 * incidents. The demo has none of them.
 */
import { combine, hashText, unit } from '../world/hash';
import { type ClusterNode } from '../world/nodes';
import { HOUR_MS, MINUTE_MS } from '../world/time';
import { type Incident, type IncidentKind } from './incident';

/** A stream of random numbers in [0, 1). */
type Draw = () => number;

interface RandomKind {
  /** The average interval in the whole cluster. */
  everyHours: number;
  shortestMs: number;
  longestMs: number;
  /** Undefined if the incident cannot happen on any node. */
  what(nodes: ClusterNode[], draw: Draw): IncidentKind | undefined;
}

function oneOf<Item>(items: readonly Item[], draw: Draw): Item | undefined {
  return items[Math.floor(draw() * items.length)];
}

/** An incident that has no property but its node. */
function onAnyNode(
  kind: 'reused-addresses' | 'unknown-pods' | 'ethtool-failure' | 'nstat-failure' | 'endpoint-blocked'
) {
  return (nodes: ClusterNode[], draw: Draw): IncidentKind => ({ kind, node: oneOf(nodes, draw)?.name ?? '' });
}

const SAMPLING_RATIOS = [1 / 2, 1 / 10, 1 / 100, 1 / 1000];
const MOST_PAGES_AT_START = 3;
/** One or two scrapes. */
const SHORT = { shortestMs: 15_000, longestMs: 60_000 };

const KINDS = {
  'reused-addresses': {
    everyHours: 2,
    shortestMs: HOUR_MS,
    longestMs: 6 * HOUR_MS,
    what: onAnyNode('reused-addresses'),
  },
  'unknown-pods': { everyHours: 1, ...SHORT, what: onAnyNode('unknown-pods') },
  'ethtool-failure': { everyHours: 1, ...SHORT, what: onAnyNode('ethtool-failure') },
  'nstat-failure': { everyHours: 1, ...SHORT, what: onAnyNode('nstat-failure') },
  'endpoint-blocked': {
    everyHours: 8,
    shortestMs: 5 * MINUTE_MS,
    longestMs: 30 * MINUTE_MS,
    what: onAnyNode('endpoint-blocked'),
  },
  'interface-attached': {
    everyHours: 6,
    shortestMs: MINUTE_MS,
    longestMs: MINUTE_MS,
    what: (nodes, draw) => {
      const node = oneOf(nodes, draw);
      return (
        node && { kind: 'interface-attached', node: node.name, networkInterface: node.networkInterfaces.length - 1 }
      );
    },
  },
  'efa-device-absent': {
    everyHours: 4,
    shortestMs: MINUTE_MS,
    longestMs: 10 * MINUTE_MS,
    what: (nodes, draw) => {
      const node = oneOf(
        nodes.filter(({ efaDevices }) => efaDevices.length > 0),
        draw
      );
      return (
        node && { kind: 'efa-device-absent', node: node.name, device: Math.floor(draw() * node.efaDevices.length) }
      );
    },
  },
  'agent-outage': {
    everyHours: 3,
    shortestMs: 1000,
    longestMs: 10 * MINUTE_MS,
    what: (nodes, draw) => ({
      kind: 'agent-outage',
      node: oneOf(nodes, draw)?.name ?? '',
      losesFlows: true,
      podPagesAtStart: Math.floor(draw() * (MOST_PAGES_AT_START + 1)),
    }),
  },
  'connection-sampling': {
    everyHours: 4,
    shortestMs: 2 * MINUTE_MS,
    longestMs: 20 * MINUTE_MS,
    what: (nodes, draw) => ({
      kind: 'connection-sampling',
      node: oneOf(nodes, draw)?.name ?? '',
      ratio: oneOf(SAMPLING_RATIOS, draw) ?? 1,
    }),
  },
} satisfies Partial<Record<IncidentKind['kind'], RandomKind>>;

/** A kind of incident that can be drawn. */
export type RandomIncidentKind = keyof typeof KINDS;

const KIND_NAMES = Object.keys(KINDS);

function isRandomKind(name: string): name is RandomIncidentKind {
  return KIND_NAMES.includes(name);
}

/** All kinds that can be drawn. */
export const RANDOM_INCIDENT_KINDS: readonly RandomIncidentKind[] = KIND_NAMES.filter(isRandomKind);

/** What to draw, for times from startMs to endMs. */
export interface RandomIncidentOptions {
  seed: number;
  nodes: ClusterNode[];
  startMs: number;
  endMs: number;
  /** The incidents of a kind do not depend on the other kinds. */
  kinds: readonly RandomIncidentKind[];
}

/** The incidents that are drawn, grouped by kind. */
export function randomIncidents({ kinds, ...span }: RandomIncidentOptions): Incident[] {
  return kinds.flatMap((kind) => incidentsOf(kind, KINDS[kind], span));
}

function incidentsOf(
  name: RandomIncidentKind,
  kind: RandomKind,
  { seed, nodes, startMs, endMs }: Omit<RandomIncidentOptions, 'kinds'>
): Incident[] {
  const spacingMs = kind.everyHours * HOUR_MS;
  const count = Math.floor((endMs - startMs) / spacingMs);
  return Array.from({ length: count }, (_, number) => {
    const draw = randomNumbers(combine(combine(hashText(String(seed)), hashText(name)), number));
    const what = kind.what(nodes, draw);
    const beginMs = startMs + Math.floor((number + draw()) * spacingMs);
    const lastsMs = kind.shortestMs + Math.floor(draw() * (kind.longestMs - kind.shortestMs));
    return what && { ...what, id: `random-${name}-${number + 1}`, startMs: beginMs, endMs: beginMs + lastsMs };
  }).filter((incident) => incident !== undefined);
}

function randomNumbers(hash: number): Draw {
  let drawn = 0;
  return () => unit(combine(hash, drawn++));
}
