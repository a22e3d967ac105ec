/**
 * The past, present and future incidents of a world. The past does not change: an incident that is added starts with
 * the next tick at the earliest, and one that is ended ends with the next tick, so counters never decrease.
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

/** Stores and changes the incidents of one world. */
export class IncidentStore {
  private incidents: readonly Incident[];
  private nextNumber = 1;
  /** Cached because every agent needs them at every scrape. */
  private readonly byKind = new Map<string, readonly Incident[]>();
  private lastWindow = { fromMs: NaN, toMs: NaN, incidents: [] as readonly Incident[] };
  /**
   * Increases with every change, so that results that were computed from the incidents can be recognized as outdated.
   */
  version = 0;

  constructor(scenario: Incident[]) {
    this.incidents = [...scenario];
  }

  /** All incidents. */
  all(): readonly Incident[] {
    return this.incidents;
  }

  /** Replaces all incidents. */
  replace(incidents: readonly Incident[]): void {
    this.incidents = incidents;
    this.byKind.clear();
    this.lastWindow = { fromMs: NaN, toMs: NaN, incidents: [] };
    this.version++;
  }

  /** The incidents that happen at some time in [fromMs, toMs). */
  overlapping(fromMs: number, toMs: number): readonly Incident[] {
    if (fromMs !== this.lastWindow.fromMs || toMs !== this.lastWindow.toMs) {
      const incidents = this.incidents.filter((incident) => overlaps(incident, fromMs, toMs));
      this.lastWindow = { fromMs, toMs, incidents };
    }
    return this.lastWindow.incidents;
  }

  /** All incidents of a kind. */
  ofKind<Kind extends IncidentKind['kind']>(kind: Kind): ReadonlyArray<IncidentOf<Kind>> {
    const known = this.byKind.get(kind) ?? this.incidents.filter((incident) => incident.kind === kind);
    this.byKind.set(kind, known);
    return known as ReadonlyArray<IncidentOf<Kind>>;
  }

  /** The incidents of a kind on a node, by the node's name. */
  onNode<Kind extends KindOnNode>(kind: Kind, node: string): Array<IncidentOf<Kind>> {
    return this.ofKind(kind).filter((incident: Incident) => 'node' in incident && incident.node === node);
  }

  /** Whether an incident of a kind happens on a node at a time. */
  isOn(kind: KindOnNode, node: string, timeMs: number): boolean {
    return this.onNode(kind, node).some((incident) => isOnAt(incident, timeMs));
  }

  /** Adds an incident with a new ID. Its times are moved to the next tick if they are in the past. */
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

  /** Adds an outage of an agent. Its times are exact to the millisecond: an agent's state does not depend on ticks. */
  addOutage(node: string, startMs: number, endMs?: number): void {
    const id = `added-${this.nextNumber++}`;
    const outage: Incident = { id, kind: 'agent-outage', node, startMs, ...(endMs !== undefined && { endMs }) };
    this.replace([...this.incidents, outage]);
  }

  /** Ends the current outage of the node's agent now. */
  endOutages(node: string, nowMs: number): void {
    const ended = this.incidents.map((incident) => {
      const isOn = incident.kind === 'agent-outage' && incident.node === node && isOnAt(incident, nowMs);
      return isOn ? { ...incident, endMs: nowMs } : incident;
    });
    this.replace(ended);
  }

  /**
   * Ends all incidents of a kind at a time, at the earliest with the next tick. Those that have not begun by then are
   * removed. Returns the time.
   */
  endAll(kind: IncidentKind['kind'], atMs: number, nowMs: number): number {
    const endMs = Math.max(atMs, ceilTo(nowMs, TICK_MS));
    const others = this.incidents.flatMap((incident): Incident[] => {
      if (incident.kind !== kind || endOf(incident) <= endMs) {
        return [incident];
      }
      return incident.startMs < endMs ? [{ ...incident, endMs }] : [];
    });
    this.replace(others);
    return endMs;
  }

  /**
   * Ends an incident with the next tick, or removes it if it has not begun. Returns false if there is no such incident
   * or it is over.
   */
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
