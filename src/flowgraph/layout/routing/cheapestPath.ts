import { FREE, type Occupancy } from './occupancy';
import { type RoutingGrid } from './grid';

/** Costs of a path, in quarters of a step. */
const COST = {
  step: 4,
  /** Along the own trunk. */
  sharedStep: 2,
  bend: 14,
  crossing: 16,
  /** Per point of another line that the path runs along, or that it turns at. */
  overlap: 60,
  atFrame: 6,
} as const;

/** A point where a path can begin or end. */
export interface Port {
  point: number;
  /** The direction in which the path leaves the source, or arrives at the target. */
  direction: number;
  /** How much worse it is than the best port, in quarters of a step. */
  cost: number;
}

/** A path to find. */
export interface PathQuery {
  from: readonly Port[];
  to: readonly Port[];
  /** Indices of the groups that the path may enter. */
  groups: readonly number[];
  /** The number of the line that the path belongs to. */
  line: number;
}

const NOT_FOUND: readonly number[] = [];
const UNREACHED = 0x7fffffff;

/**
 * Finds cheapest paths on a grid: short, with few bends and crossings, and, if possible, not along other lines. A* search
 * (Hart, Nilsson, Raphael 1968) over points and directions; costs are small integers, so that buckets replace a heap
 * (Dial 1969). The cost model is that of orthogonal connectors (Wybrow, Marriott, Stuckey 2009).
 */
export class PathFinder {
  private readonly costs: Int32Array;
  private readonly parents: Int32Array;
  private readonly goals: Int32Array;
  /** The cost with which a state was processed last. */
  private readonly done: Int32Array;

  constructor(
    private readonly grid: RoutingGrid,
    private readonly occupancy: Occupancy
  ) {
    const states = grid.blocked.length * 4;
    this.costs = new Int32Array(states).fill(UNREACHED);
    this.parents = new Int32Array(states);
    this.goals = new Int32Array(states).fill(UNREACHED);
    this.done = new Int32Array(states).fill(UNREACHED);
  }

  /** The points of the cheapest path, each next to the one before; none if the ends are not connected. */
  find(query: PathQuery): readonly number[] {
    const reached: number[] = [];
    const buckets: number[][] = [];
    const estimate = this.estimator(query);
    const now = { priority: 0 };
    const reach = (state: number, cost: number, parent: number) => {
      const known = this.costs[state] ?? UNREACHED;
      if (cost < known) {
        if (known === UNREACHED) {
          reached.push(state);
        }
        this.costs[state] = cost;
        this.parents[state] = parent;
        // Shared steps cost less than estimated, so that a state can be due earlier than the present one.
        const due = Math.max(cost + estimate(state >> 2), now.priority);
        (buckets[due] ??= []).push(state);
      }
    };
    for (const { point, direction, cost } of query.to) {
      this.goals[point * 4 + direction] = cost;
    }
    for (const { point, direction, cost } of query.from) {
      reach(point * 4 + direction, cost + this.overlapAt(point, direction & 1, query.line), -1);
    }
    const end = this.search(buckets, query, reach, now);
    const path = end === undefined ? NOT_FOUND : this.pathTo(end);
    reached.forEach((state) => {
      this.costs[state] = UNREACHED;
      this.done[state] = UNREACHED;
    });
    query.to.forEach(({ point, direction }) => (this.goals[point * 4 + direction] = UNREACHED));
    return path;
  }

  /** @returns the last state of the cheapest path */
  private search(
    buckets: number[][],
    query: PathQuery,
    reach: (state: number, cost: number, parent: number) => void,
    now: { priority: number }
  ): number | undefined {
    let best: { state: number; cost: number } | undefined;
    const { grid } = this;
    for (let priority = 0; priority < buckets.length && (!best || priority < best.cost); priority++) {
      now.priority = priority;
      // States of the same priority can be added while the bucket is processed.
      const bucket = buckets[priority] ?? [];
      for (let index = 0; index < bucket.length; index++) {
        const state = bucket[index] ?? 0;
        const cost = this.costs[state] ?? UNREACHED;
        if (this.done[state] === cost) {
          // Its cost has decreased since, so that it has been processed already.
          continue;
        }
        this.done[state] = cost;
        const goal = this.goals[state] ?? UNREACHED;
        if (goal !== UNREACHED && (!best || cost + goal < best.cost)) {
          best = { state, cost: cost + goal };
        }
        const point = state >> 2;
        const direction = state & 3;
        for (let turn = -1; turn <= 1; turn++) {
          const next = (direction + turn) & 3;
          if (grid.hasNext(point, next)) {
            const to = point + (grid.offsets[next] ?? 0);
            if (this.isOpen(to, query)) {
              const bend = turn === 0 ? 0 : COST.bend + this.overlapAt(point, next & 1, query.line);
              reach(to * 4 + next, cost + bend + this.stepCost(to, next & 1, query), state);
            }
          }
        }
      }
    }
    return best?.state;
  }

  private isOpen(point: number, { groups }: PathQuery): boolean {
    const group = this.grid.groups[point] ?? -1;
    return this.grid.blocked[point] === 0 && (group < 0 || groups.includes(group));
  }

  private stepCost(to: number, orientation: number, { line }: PathQuery): number {
    const { lines } = this.occupancy;
    const along = lines[orientation === 0 ? 0 : 1][to] ?? FREE;
    const across = lines[orientation === 0 ? 1 : 0][to] ?? FREE;
    return (
      (along === line ? COST.sharedStep : COST.step) +
      (along !== FREE && along !== line ? COST.overlap : 0) +
      (across !== FREE && across !== line ? COST.crossing : 0) +
      (this.grid.atFrame[to] === 0 ? 0 : COST.atFrame)
    );
  }

  private overlapAt(point: number, orientation: number, line: number): number {
    const other = this.occupancy.lines[orientation === 0 ? 0 : 1][point] ?? FREE;
    return other === FREE || other === line ? 0 : COST.overlap;
  }

  /**
   * The cost from a point to the nearest target without obstacles and shared steps. Because sharing costs less, paths along
   * trunks can be a little more expensive than the cheapest, but are found in a fraction of the time (weighted A*).
   */
  private estimator({ to }: PathQuery): (point: number) => number {
    const { columns } = this.grid;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { point } of to) {
      const column = point % columns;
      const row = Math.floor(point / columns);
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
    }
    return (point) => {
      const column = point % columns;
      const row = Math.floor(point / columns);
      return COST.step * (Math.max(left - column, 0, column - right) + Math.max(top - row, 0, row - bottom));
    };
  }

  private pathTo(end: number): number[] {
    const path: number[] = [];
    for (let state = end; state >= 0; state = this.parents[state] ?? -1) {
      path.push(state >> 2);
    }
    return path.reverse();
  }
}
