import { EPOCH_MS, NOON_MS, testWorld } from '../testing/testWorld';
import { HOUR_MS } from '../world/time';
import { endOf } from './incident';
import { RANDOM_INCIDENT_KINDS, randomIncidents } from './randomIncidents';
import { readIncident } from './readIncident';

const { nodes } = testWorld();
const span = { seed: 1, nodes, startMs: EPOCH_MS, endMs: NOON_MS };

describe('incidents that are drawn from the seed', () => {
  const all = randomIncidents({ ...span, kinds: RANDOM_INCIDENT_KINDS });

  it('are the same for the same seed and differ for another', () => {
    expect(randomIncidents({ ...span, kinds: RANDOM_INCIDENT_KINDS })).toEqual(all);
    expect(randomIncidents({ ...span, seed: 2, kinds: RANDOM_INCIDENT_KINDS })).not.toEqual(all);
  });

  it.each(RANDOM_INCIDENT_KINDS)('can be of one kind only: %s', (kind) => {
    const alone = randomIncidents({ ...span, kinds: [kind] });
    expect(alone.length).toBeGreaterThan(0);
    expect(alone).toEqual(all.filter((incident) => incident.kind === kind));
  });

  it('are valid, in the time span, on existing nodes, with unique IDs', () => {
    const names = new Set(nodes.map((node) => node.name));
    expect(all.filter((incident) => typeof readIncident(incident) === 'string')).toEqual([]);
    expect(all.every((incident) => 'node' in incident && names.has(incident.node))).toBe(true);
    expect(all.every(({ startMs }) => EPOCH_MS <= startMs && startMs < NOON_MS)).toBe(true);
    expect(all.every((incident) => endOf(incident) > incident.startMs)).toBe(true);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('have every page count and sampling ratio over time', () => {
    const week = randomIncidents({ ...span, endMs: EPOCH_MS + 7 * 24 * HOUR_MS, kinds: RANDOM_INCIDENT_KINDS });
    const pages = week.flatMap((incident) => (incident.kind === 'agent-outage' ? [incident.podPagesAtStart] : []));
    const ratios = week.flatMap((incident) => (incident.kind === 'connection-sampling' ? [incident.ratio] : []));
    expect(new Set(pages)).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(ratios)).toEqual(new Set([1 / 2, 1 / 10, 1 / 100, 1 / 1000]));
  });

  it('do not include Elastic Fabric Adapters if no node has any', () => {
    const without = nodes.filter(({ efaDevices }) => efaDevices.length === 0);
    expect(randomIncidents({ ...span, nodes: without, kinds: ['efa-device-absent'] })).toEqual([]);
  });
});
