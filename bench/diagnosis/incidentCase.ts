import { SimulatedWorld } from '../../simulator/incidents/simulatedWorld';
import { HOUR_MS, MINUTE_MS, TICK_MS } from '../../simulator/world/time';
import { Draw } from './draw';
import { type DrawnIncident, INCIDENT_KINDS, type Truth } from './incidentKinds';
import { LABELS } from './labels';

/** A simulated cluster with what happens in it. */
export interface IncidentCase {
  seed: number;
  world: SimulatedWorld;
  /** Empty for a quiet world. */
  truths: readonly Truth[];
  /** The time from which the cluster is observed. */
  startMs: number;
}

/** Two incidents overlap in a fifth of the worlds, and nothing happens in another fifth. */
const QUIET_SHARE = 0.2;
const DOUBLE_SHARE = 0.2;

const FIRST_DAY_MS = Date.UTC(2026, 10, 20);
const INTERNET_CLIENTS = 15;
/** Both windows of the first diagnosis lie before this time, and all others within the same hour of the world. */
const EARLIEST_MS = 22 * MINUTE_MS;
const LATEST_MS = 44 * MINUTE_MS;
/** The second of two incidents begins at most this long after the first. */
const OVERLAP_MS = 3 * MINUTE_MS;

/** The world of a seed. */
export function drawCase(seed: number): IncidentCase {
  const draw = new Draw(`diagnosis ${seed}`);
  const epochMs = FIRST_DAY_MS + draw.whole(0, 24 * 7) * HOUR_MS;
  const nodes = draw.whole(9, 16);
  const world = new SimulatedWorld({ seed, nodes, epochMs, clusterName: 'demo', internetClients: INTERNET_CLIENTS });
  const startMs = epochMs + HOUR_MS;
  const share = draw.between(0, 1);
  const count = share < QUIET_SHARE ? 0 : share < QUIET_SHARE + DOUBLE_SHARE ? 2 : 1;
  const drawn = drawIncidents(world, draw, count, startMs + draw.between(EARLIEST_MS, LATEST_MS));
  world.incidents.replace(drawn.map(({ incident }) => incident));
  return { seed, world, truths: drawn.map(({ truth }) => truth), startMs };
}

function drawIncidents(world: SimulatedWorld, draw: Draw, count: number, firstMs: number): DrawnIncident[] {
  const drawn: DrawnIncident[] = [];
  while (drawn.length < count) {
    const startMs = onTick(drawn.length === 0 ? firstMs : firstMs + draw.between(0, OVERLAP_MS));
    const label = draw.oneOf(LABELS.filter((each) => drawn.every(({ truth }) => truth.label !== each)));
    const incident = INCIDENT_KINDS[label]({ world, draw, startMs });
    if (incident) {
      const { what, places, sinceMs, ...times } = { startMs, ...incident };
      drawn.push({
        incident: { ...what, id: `drawn-${drawn.length}`, ...times },
        truth: { label, places, sinceMs: sinceMs ?? times.startMs },
      });
    }
  }
  return drawn;
}

function onTick(timeMs: number): number {
  return Math.floor(timeMs / TICK_MS) * TICK_MS;
}
