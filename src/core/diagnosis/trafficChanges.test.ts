import { aFlow, aPod } from '../../testing/flows';
import { type Flow } from '../flow/flow';
import { comparedWindow } from './comparison';
import { placeText, plainText } from './plainText';
import { trafficChanges } from './trafficChanges';

const GB = 1e9;
const between = (client: string, server: string, facts: Parameters<typeof aFlow>[2]) =>
  aFlow(aPod(`shop/${client}-0`), aPod(`shop/${server}-0`), facts);

function changed(now: readonly Flow[], then: readonly Flow[]) {
  return trafficChanges(now, then).pairs.map(({ place, change, losses }) =>
    [placeText(place), change, ...(losses ? [losses] : [])].join(' ')
  );
}

describe('the changes of traffic', () => {
  it('are connections that began, ended, grew, or shrank by half, the largest difference first', () => {
    const then = [
      between('web', 'db', { bytes: 10 }),
      between('web', 'old', { bytes: 300 }),
      between('web', 'same', { bytes: 1_000 }),
      between('web', 'less', { bytes: 90 }),
    ];
    const now = [
      between('web', 'db', { bytes: 10 }),
      between('web', 'db', { bytes: 20 }),
      between('web', 'new', { bytes: 100 }),
      between('web', 'same', { bytes: 1_400 }),
      between('web', 'less', { bytes: 60 }),
    ];
    expect(changed(now, then)).toEqual([
      'shop/web and shop/old gone',
      'shop/web and shop/new new',
      'shop/web and shop/less shrunk',
      'shop/web and shop/db grown',
    ]);
  });

  it('are significant losses that began, rose, ended, or fell, before all others', () => {
    const lossy = { bytes: GB, retransmissions: 2_000 };
    const fine = { bytes: GB, retransmissions: 10 };
    const now = [
      between('a', 'b', lossy),
      between('c', 'd', fine),
      between('e', 'f', lossy),
      between('i', 'j', { bytes: GB, retransmissions: 5_000 }),
      between('k', 'l', lossy),
      between('g', 'h', { bytes: 9 * GB }),
    ];
    const then = [
      between('a', 'b', fine),
      between('c', 'd', lossy),
      between('e', 'f', lossy),
      between('i', 'j', lossy),
      between('k', 'l', { bytes: GB, retransmissions: 5_000 }),
    ];
    expect(changed(now, then)).toEqual([
      'shop/a and shop/b same started',
      'shop/i and shop/j same rose',
      'shop/c and shop/d same ended',
      'shop/k and shop/l same fell',
      'shop/g and shop/h new',
    ]);
  });

  it('of less than a thousandth of all bytes, and a few more losses, are only counted', () => {
    const small = (bytes: number, retransmissions = 0) => between('web', 'cache', { bytes, retransmissions });
    const rest = between('web', 'db', { bytes: 100_000 });
    expect(trafficChanges([rest, small(150)], [rest])).toMatchObject({ pairs: [{ change: 'new' }], smaller: 0 });
    expect(trafficChanges([rest, small(50)], [rest])).toMatchObject({ pairs: [], smaller: 1 });
    expect(trafficChanges([rest, small(50, 9)], [rest, small(50)])).toMatchObject({ pairs: [], smaller: 0 });
    expect(trafficChanges([rest, small(50, 10)], [rest, small(50)])).toMatchObject({ pairs: [{ losses: 'started' }] });
  });

  it('are no losses that only pass the limit', () => {
    const at = (retransmissions: number) => [between('a', 'b', { bytes: GB, retransmissions })];
    expect(changed(at(1_020), at(990))).toEqual([]);
    expect(changed(at(990), at(1_020))).toEqual([]);
    expect(changed(at(1_020), at(500))).toEqual(['shop/a and shop/b same started']);
  });

  it('do not count losses of a connection that ended as recovered', () => {
    expect(changed([], [between('a', 'b', { bytes: GB, retransmissions: 2_000 })])).toEqual(['shop/a and shop/b gone']);
  });

  it('are summed up without what is not known', () => {
    const summary = (now: readonly Flow[], then: readonly Flow[]) =>
      trafficChanges(now, then).summary.map((sentence) => plainText(sentence, String));
    expect(
      summary(
        [between('a', 'b', { bytes: 2 * GB, retransmissions: 40, category: 'INTER_AZ' })],
        [between('a', 'b', { bytes: GB, retransmissions: 10 })]
      )
    ).toEqual([
      'Data: 2 GB (before: 1 GB)',
      'Cross-zone share: 100% (before: 0%)',
      'Retransmissions and timeouts: 20 per GB (before: 10 per GB)',
    ]);
    expect(summary([between('a', 'b', { bytes: 1 })], [between('a', 'b', {})])).toEqual([]);
  });
});

it('compares with the time directly before, a day earlier, or a week earlier', () => {
  const window = { startMs: Date.UTC(2026, 2, 9, 12), endMs: Date.UTC(2026, 2, 9, 13) };
  const startOf = (comparison: Parameters<typeof comparedWindow>[1]) =>
    new Date(comparedWindow(window, comparison).startMs).toISOString();
  expect(startOf('before')).toBe('2026-03-09T11:00:00.000Z');
  expect(startOf('day')).toBe('2026-03-08T12:00:00.000Z');
  expect(startOf('week')).toBe('2026-03-02T12:00:00.000Z');
});
