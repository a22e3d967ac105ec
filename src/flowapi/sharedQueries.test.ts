import { of, VirtualTimeScheduler } from 'rxjs';
import { SharedQueries } from './sharedQueries';

const MINUTE = 60_000;

describe('SharedQueries', () => {
  /** Queries by an API whose clock is 20 minutes ahead of this machine's. */
  function setUp() {
    const scheduler = new VirtualTimeScheduler(undefined, Infinity);
    const nowMs = () => scheduler.now() + 20 * MINUTE;
    const queries = new SharedQueries({ pacing: { scheduler, random: () => 0.5 }, nowMs });
    const asked: string[] = [];
    const get = (family: string, query: object, { endMs = 0, rows = 1 } = {}) => {
      const ask = () => {
        asked.push(family);
        return of(rows);
      };
      queries.get({ family, query, endMs, rowsIn: (count) => count, ask }).subscribe();
    };
    return { scheduler, get, asked };
  }

  it('asks once for equal queries of one family, and for each of those that differ', () => {
    const { get, asked } = setUp();
    get('series', { scopeId: 'a' });
    get('series', { scopeId: 'a' });
    get('paths', { scopeId: 'a' });
    get('series', { scopeId: 'b' });
    expect(asked).toEqual(['series', 'paths', 'series']);
  });

  it('asks again for the last minutes after one, for what is settled by the API’s clock after half an hour', () => {
    const { scheduler, get, asked } = setUp();
    const both = () => {
      get('settled', {});
      get('recent', {}, { endMs: 20 * MINUTE });
    };
    both();
    scheduler.frame = 2 * MINUTE;
    both();
    expect(asked).toEqual(['settled', 'recent', 'recent']);
    scheduler.frame = 31 * MINUTE;
    both();
    expect(asked.filter((family) => family === 'settled')).toHaveLength(2);
  });

  it('keeps a whole picture of the most that the settings allow, and no endless number of rows', () => {
    const { get, asked } = setUp();
    const picture = (name: string, rows: number) =>
      Array.from({ length: 1_000 }, (_, index) => get('rows', { name, index }, { rows }));
    ['a', 'b'].forEach((name) => picture(name, 100));
    ['a', 'b'].forEach((name) => picture(name, 100));
    expect(asked).toHaveLength(2_000);
    picture('e', 240);
    picture('e', 240);
    expect(asked).toHaveLength(3_000);
    get('rows', { name: 'a', index: 0 });
    expect(asked).toHaveLength(3_001);
  });
});
