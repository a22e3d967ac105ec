/**
 * The incidents of a world, past, present and to come. The past is settled: what is added now starts
 * with the next tick, what is taken away ends with it, so that counters never run backwards.
 */
import { ceilTo, TICK_MS } from '../world/time';
import {
  endOf,
  type Incident,
  type IncidentKind,
  type IncidentOf,
  isOnAt,
  type KindOnNode,
  overlaps,
} from './incident';

export class IncidentStore {
  private incidents: readonly Incident[];
  private nextNumber = 1;
  /** Kept because every agent needs them at every scrape. */
  private readonly byKind = new Map<string, readonly Incident[]>();
  private lastWindow = { fromMs: NaN, toMs: NaN, incidents: [] as readonly Incident[] };
  /** Grows with every change: whoever worked something out from the incidents can tell that it is stale. */
  version = 0;

  constructor(scenario: Incident[]) {
    this.incidents = [...scenario];
  }

  all(): readonly Incident[] {
    return this.incidents;
  }

  /** Puts others in the place of all. */
  replace(incidents: readonly Incident[]): void {
    this.incidents = incidents;
    this.byKind.clear();
    this.lastWindow = { fromMs: NaN, toMs: NaN, incidents: [] };
    this.version++;
  }

  overlapping(fromMs: number, toMs: number): readonly Incident[] {
    if (fromMs !== this.lastWindow.fromMs || toMs !== this.lastWindow.toMs) {
      const incidents = this.incidents.filter((incident) => overlaps(incident, fromMs, toMs));
      this.lastWindow = { fromMs, toMs, incidents };
    }
    return this.lastWindow.incidents;
  }

  ofKind<Kind extends IncidentKind['kind']>(kind: Kind): ReadonlyArray<IncidentOf<Kind>> {
    const known = this.byKind.get(kind) ?? this.incidents.filter((incident) => incident.kind === kind);
    this.byKind.set(kind, known);
    return known as ReadonlyArray<IncidentOf<Kind>>;
  }

  /** Those of a kind that are about a node, by its name. */
  onNode<Kind extends KindOnNode>(kind: Kind, node: string): Array<IncidentOf<Kind>> {
    return this.ofKind(kind).filter((incident: Incident) => 'node' in incident && incident.node === node);
  }

  /** Whether one of a kind is on at a node at a time. */
  isOn(kind: KindOnNode, node: string, timeMs: number): boolean {
    return this.onNode(kind, node).some((incident) => isOnAt(incident, timeMs));
  }

  add(incident: IncidentKind & { startMs?: number; endMs?: number }, nowMs: number): Incident {
    const { startMs, endMs, ...what } = incident;
    const earliestMs = ceilTo(nowMs, TICK_MS);
    const added: Incident = {
      ...what,
      id: `added-${this.nextNumber++}`,
      startMs: Math.max(startMs ?? 0, earliestMs),
      ...(endMs !== undefined && { endMs: Math.max(endMs, earliestMs) }),
    };
    this.replace([...this.incidents, added]);
    return added;
  }

  /** To the millisecond: agents remember, they do not depend on ticks. */
  addOutage(node: string, startMs: number, endMs?: number): void {
    const id = `added-${this.nextNumber++}`;
    const outage: Incident = { id, kind: 'agent-outage', node, startMs, ...(endMs !== undefined && { endMs }) };
    this.replace([...this.incidents, outage]);
  }

  endOutages(node: string, nowMs: number): void {
    const ended = this.incidents.map((incident) => {
      const isOn = incident.kind === 'agent-outage' && incident.node === node && isOnAt(incident, nowMs);
      return isOn ? { ...incident, endMs: nowMs } : incident;
    });
    this.replace(ended);
  }

  /** Ends an incident, or strikes it out if it has not begun. False if there is none to end. */
  end(id: string, nowMs: number): boolean {
    const incident = this.incidents.find((candidate) => candidate.id === id);
    if (!incident || endOf(incident) <= nowMs) {
      return false;
    }
    const hasBegun = incident.startMs < nowMs;
    const others = this.incidents.flatMap((candidate) => {
      if (candidate !== incident) {
        return [candidate];
      }
      return hasBegun ? [{ ...candidate, endMs: Math.min(endOf(candidate), ceilTo(nowMs, TICK_MS)) }] : [];
    });
    this.replace(others);
    return true;
  }
}
