import { of, throwError } from 'rxjs';
import { cloudWatchQueryFailed, coverageOfBytes, coverageUnknown } from '../../messages';
import { DEFAULT_CATEGORIES } from '../../../core/flow/category';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { type MonitorTotals } from '../../cloudwatch/monitorTotals';
import { type ClusterMonitors } from './clusterMonitors';
import { LastSnapshots } from './lastSnapshots';
import { withCoverage } from './withCoverage';

const window = { startMs: 0, endMs: 3_600_000 };
const cut: FlowSnapshot = { flows: [], window, isWhole: true, notices: [], answeredBytes: 940 };
const requested = { monitorNames: ['a', 'b'], categories: DEFAULT_CATEGORIES, parts: [window] };
const monitors = { arnOf: (name: string) => of(`arn:${name}`) } as unknown as ClusterMonitors;

const bytesOf = jest.fn();
let totals: MonitorTotals;

function snapshotsOf(
  snapshot: FlowSnapshot,
  over: Partial<typeof requested> = {},
  chosen: { totals?: MonitorTotals } = { totals }
): FlowSnapshot[] {
  const all: FlowSnapshot[] = [];
  withCoverage({ monitors, ...chosen }, of(snapshot), { ...requested, ...over }).subscribe((next) => all.push(next));
  return all;
}

beforeEach(() => {
  bytesOf.mockReset().mockReturnValue(of(1_000));
  totals = { bytesOf, lastSnapshots: new LastSnapshots() } as unknown as MonitorTotals;
});

describe('the coverage of a snapshot', () => {
  it('follows the snapshot, for all its monitors and windows together', () => {
    const earlier = { startMs: -3_600_000, endMs: 0 };
    const [first, last] = snapshotsOf(cut, { parts: [window, earlier] });
    expect(first).toMatchObject({ isWhole: false, notices: [] });
    expect(last).toMatchObject({
      isWhole: true,
      coveredShare: 0.94,
      notices: [{ severity: 'info', text: coverageOfBytes('about 94 %') }],
    });
    expect(bytesOf.mock.calls).toEqual([[['arn:a', 'arn:b'], { startMs: -3_600_000, endMs: 3_600_000 }]]);
  });

  it('is the last known one of about the same window until the new one is known', () => {
    snapshotsOf(cut);
    const minute = { startMs: 60_000, endMs: 3_660_000 };
    const growing = { ...cut, answeredBytes: undefined, isWhole: false, window: minute };
    expect(snapshotsOf(growing)).toEqual([{ ...growing, coveredShare: 0.94 }]);
    expect(snapshotsOf({ ...cut, window: minute })[0]).toMatchObject({ isWhole: false, coveredShare: 0.94 });
    const week = { startMs: 0, endMs: 168 * 3_600_000 };
    expect(snapshotsOf({ ...growing, window: week })[0]?.coveredShare).toBeUndefined();
  });

  it('has its notice before the notice about the row limit', () => {
    const notice = { severity: 'info' as const, text: 'A notice about the row limit.' };
    expect(
      snapshotsOf({ ...cut, notices: [notice] })
        .at(-1)
        ?.notices.at(-1)
    ).toEqual(notice);
  });

  it.each<[string, () => FlowSnapshot[]]>([
    ['no response is cut', () => snapshotsOf({ ...cut, answeredBytes: undefined })],
    ['no CloudWatch data source is selected', () => snapshotsOf(cut, {}, {})],
    ['only some categories are in the query', () => snapshotsOf(cut, { categories: ['INTER_AZ'] as never })],
    ['the snapshot is not complete', () => snapshotsOf({ ...cut, isWhole: false })],
  ])('is not queried if %s', (_, shown) => {
    expect(shown().map(({ coveredShare, notices }) => ({ coveredShare, notices }))).toEqual([{ notices: [] }]);
  });

  it('is not shown if CloudWatch does not have the bytes, or has fewer than the flows', () => {
    bytesOf.mockReturnValue(of(undefined));
    expect(snapshotsOf(cut).at(-1)).toEqual(cut);
    bytesOf.mockReturnValue(of(500));
    expect(snapshotsOf(cut).at(-1)).toEqual(cut);
  });

  it('is unknown if CloudWatch fails, with the reason', () => {
    const reason = cloudWatchQueryFailed('Throttling');
    bytesOf.mockReturnValue(throwError(() => new Error(reason)));
    expect(snapshotsOf(cut).at(-1)?.notices).toEqual([{ severity: 'info', text: coverageUnknown(reason) }]);
  });
});
