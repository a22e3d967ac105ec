import { of, VirtualTimeScheduler } from 'rxjs';
import { SharedQueries } from './sharedQueries';

const MINUTE = 60_000;

describe('SharedQueries', () => {
  /** Queries by an API whose clock is 20 minutes ahead of this machine's. */
  function setUp() {
    const scheduler = new VirtualTimeScheduler(undefined, Infinity);
    const nowMs = () => scheduler.now() + 20 * MINUTE;
    const queries = new SharedQueries({ pacing: { scheduler, random: () => 0.5 }, nowMs });
    const runs: string[] = [];
    const get = (family: string, query: object, { endMs = 0, rows = 1 } = {}) => {
      const run = () => {
        runs.push(family);
        return of(rows);
      };
      queries.get({ family, query, endMs, rowsIn: (count) => count, run }).subscribe();
    };
    return { scheduler, get, runs };
  }

  it('runs equal queries of a family once, and different ones separately', () => {
    const { get, runs } = setUp();
    get('series', { scopeId: 'a' });
    get('series', { scopeId: 'a' });
    get('paths', { scopeId: 'a' });
    get('series', { scopeId: 'b' });
    expect(runs).toEqual(['series', 'paths', 'series']);
  });

  it('repeats queries of the last minutes after a minute, and older ones after half an hour', () => {
    const { scheduler, get, runs } = setUp();
    const both = () => {
      get('settled', {});
      get('recent', {}, { endMs: 20 * MINUTE });
    };
    both();
    scheduler.frame = 2 * MINUTE;
    both();
    expect(runs).toEqual(['settled', 'recent', 'recent']);
    scheduler.frame = 31 * MINUTE;
    both();
    expect(runs.filter((family) => family === 'settled')).toHaveLength(2);
  });

  it('caches a whole snapshot with the default maximum of queries, but limits the number of rows', () => {
    const { get, runs } = setUp();
    const snapshot = (name: string, rows: number) =>
      Array.from({ length: 1_000 }, (_, index) => get('rows', { name, index }, { rows }));
    ['a', 'b'].forEach((name) => snapshot(name, 100));
    ['a', 'b'].forEach((name) => snapshot(name, 100));
    expect(runs).toHaveLength(2_000);
    snapshot('e', 240);
    snapshot('e', 240);
    expect(runs).toHaveLength(3_000);
    get('rows', { name: 'a', index: 0 });
    expect(runs).toHaveLength(3_001);
  });
});
