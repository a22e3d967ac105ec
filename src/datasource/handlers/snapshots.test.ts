import { forkJoin, map, type Observable } from 'rxjs';
import { pages, ScriptedApi } from '../../testing/scriptedApi';
import { contributorsOverWindows, seriesOverWindows } from './insights/insightsSnapshots';
import { pathsOverWindows } from './paths/pathsSnapshots';

const HOUR = 3_600_000;
const hours = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ startMs: (count - index - 1) * HOUR, endMs: (count - index) * HOUR }));
const insights = {
  scopeId: 'scope',
  windows: hours(2),
  metrics: ['DATA_TRANSFERRED' as const],
  categories: ['INTER_AZ', 'INTRA_AZ'],
};
const rows = { topContributors: [{ localAz: 'use1-az1', value: 1 }] };
const table = { fields: [{ name: 'local_az_id', type: 'string' }], data: [['use1-az1']] };
const startsOf = ({ requests }: ScriptedApi) => requests.filter(({ method }) => method === 'POST').length;

function wholeness(snapshots: Observable<{ isWhole: boolean }>): Observable<boolean> {
  return snapshots.pipe(map(({ isWhole }) => isWhole));
}

describe('snapshots of many queries', () => {
  it.each([
    ['contributors', 4, rows, (api: ScriptedApi) => contributorsOverWindows(api.client, { ...insights, limit: 9 })],
    ['courses', 4, { unit: 'Bytes', datapoints: [] }, (api: ScriptedApi) => seriesOverWindows(api.client, insights)],
    [
      'paths',
      2,
      table,
      (api: ScriptedApi) =>
        pathsOverWindows(api.client, { monitorName: 'demo', windows: hours(2), filters: [], limit: 9 }),
    ],
  ])('of %s send their queries once for all panels and for the next refresh', (_, queries, page, snapshots) => {
    const api = new ScriptedApi(pages(page));
    const isWhole = () => wholeness(snapshots(api));
    expect(api.valuesOf(forkJoin([isWhole(), isWhole()]))).toEqual([[true, true]]);
    expect(startsOf(api)).toBe(queries);
    expect(api.valuesOf(isWhole()).at(-1)).toBe(true);
    expect(startsOf(api)).toBe(queries);
  });

  it('merge results four times per second, not after each result', () => {
    const api = new ScriptedApi(pages(rows));
    const emitted = api.valuesOf(contributorsOverWindows(api.client, { ...insights, windows: hours(250), limit: 9 }));
    const seconds = api.client.pacing.scheduler.now() / 1_000;
    expect(startsOf(api)).toBe(500);
    expect(emitted.length).toBeLessThan(4 * seconds + 2);
    expect(emitted.length).toBeLessThan(200);
    expect(emitted.at(-1)).toMatchObject({ isWhole: true, contributors: [{ values: { DATA_TRANSFERRED: 250 } }, {}] });
  });
});
