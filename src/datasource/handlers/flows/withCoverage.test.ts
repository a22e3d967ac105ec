import { of, throwError } from 'rxjs';
import { DEFAULT_CATEGORIES } from '../../../core/flow/category';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { type MonitorTotals } from '../../cloudwatch/monitorTotals';
import { type ClusterMonitors } from './clusterMonitors';
import { LastSnapshots } from './lastSnapshots';
import { withCoverage } from './withCoverage';

const window = { startMs: 0, endMs: 3_600_000 };
const cut: FlowSnapshot = { flows: [], window, isWhole: true, notices: [], answeredBytes: 940 };
const asked = { monitorNames: ['a', 'b'], categories: DEFAULT_CATEGORIES, parts: [window] };
const monitors = { arnOf: (name: string) => of(`arn:${name}`) } as unknown as ClusterMonitors;

const bytesOf = jest.fn();
let totals: MonitorTotals;

function pictures(
  picture: FlowSnapshot,
  over: Partial<typeof asked> = {},
  chosen: { totals?: MonitorTotals } = { totals }
): FlowSnapshot[] {
  const all: FlowSnapshot[] = [];
  withCoverage({ monitors, ...chosen }, of(picture), { ...asked, ...over }).subscribe((one) => all.push(one));
  return all;
}

beforeEach(() => {
  bytesOf.mockReset().mockReturnValue(of(1_000));
  totals = { bytesOf, lastSnapshots: new LastSnapshots() } as unknown as MonitorTotals;
});

describe('the share of all bytes that a picture holds', () => {
  it('comes after the picture itself, of all its monitors and windows together', () => {
    const earlier = { startMs: -3_600_000, endMs: 0 };
    const [first, last] = pictures(cut, { parts: [window, earlier] });
    expect(first).toMatchObject({ isWhole: false, notices: [] });
    expect(last).toMatchObject({
      isWhole: true,
      coveredShare: 0.94,
      notices: [
        {
          severity: 'info',
          text: 'The answers of the flow API carry about 94 % of the monitor’s bytes, as CloudWatch counts them.',
        },
      ],
    });
    expect(bytesOf.mock.calls).toEqual([[['arn:a', 'arn:b'], { startMs: -3_600_000, endMs: 3_600_000 }]]);
  });

  it('is the last one while a newer one is not known, for about the same time', () => {
    pictures(cut);
    const minute = { startMs: 60_000, endMs: 3_660_000 };
    const growing = { ...cut, answeredBytes: undefined, isWhole: false, window: minute };
    expect(pictures(growing)).toEqual([{ ...growing, coveredShare: 0.94 }]);
    expect(pictures({ ...cut, window: minute })[0]).toMatchObject({ isWhole: false, coveredShare: 0.94 });
    const week = { startMs: 0, endMs: 168 * 3_600_000 };
    expect(pictures({ ...growing, window: week })[0]?.coveredShare).toBeUndefined();
  });

  it('is said before what the limit hides', () => {
    const notice = { severity: 'info' as const, text: '1 of 7 answers reach the limit of 500 rows.' };
    expect(
      pictures({ ...cut, notices: [notice] })
        .at(-1)
        ?.notices.at(-1)
    ).toEqual(notice);
  });

  it.each<[string, () => FlowSnapshot[]]>([
    ['no answer is cut', () => pictures({ ...cut, answeredBytes: undefined })],
    ['no CloudWatch is chosen', () => pictures(cut, {}, {})],
    ['only some categories are in the query', () => pictures(cut, { categories: ['INTER_AZ'] as never })],
    ['there is more to come', () => pictures({ ...cut, isWhole: false })],
  ])('is not asked for where %s', (_, shown) => {
    expect(shown().map(({ coveredShare, notices }) => ({ coveredShare, notices }))).toEqual([{ notices: [] }]);
  });

  it('is not shown where CloudWatch does not hold it, or counts less than was answered', () => {
    bytesOf.mockReturnValue(of(undefined));
    expect(pictures(cut).at(-1)).toEqual(cut);
    bytesOf.mockReturnValue(of(500));
    expect(pictures(cut).at(-1)).toEqual(cut);
  });

  it('is unknown where something fails, with the reason', () => {
    bytesOf.mockReturnValue(throwError(() => new Error('The CloudWatch data source gave no answer.')));
    expect(pictures(cut).at(-1)?.notices).toEqual([
      {
        severity: 'info',
        text: 'How much of the monitor’s bytes these flows carry is unknown. The CloudWatch data source gave no answer.',
      },
    ]);
  });
});
