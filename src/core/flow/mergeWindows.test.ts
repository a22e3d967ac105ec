import fc from 'fast-check';
import { aFlow, aPod } from '../../testing/flows';
import { bytesOf, type Flow, retransmissionsOf, roundTripTimeMicrosecondsOf, timeoutsOf } from './flow';
import { mergeWindows } from './mergeFlows';

const ui = aPod('shop/ui-84c96ffcc5-x2k4z');
const carts = aPod('shop/carts-975668fb8-bcd5f');
const s3 = { ip: '52.216.1.1', external: { kind: 's3' as const, name: 'Amazon S3' } };

const optional = (max: number) => fc.option(fc.nat(max), { nil: undefined });
const reported = fc.record({ byClient: fc.nat(1_000), byServer: fc.nat(1_000) }, { requiredKeys: [] });
const flow = fc
  .record({
    ends: fc.constantFrom([ui, carts] as const, [carts, ui] as const, [ui, s3] as const),
    port: fc.constantFrom(80, undefined),
    bytes: reported,
    retransmissions: reported,
    timeouts: reported,
    time: optional(5_000),
  })
  .map(({ ends: [client, server], port, time, ...metrics }): Flow => {
    const plain = aFlow(client, server, { port, roundTripTimeMicroseconds: time });
    return { ...plain, metrics: { ...plain.metrics, ...metrics } };
  });
const keyOf = ({ client, server, port }: Flow) => `${client.pod} ${server.pod ?? server.ip} ${port}`;
/** As joined reports are: no two flows of a window have the same ends and port. */
const flowsOfWindow = fc.uniqueArray(flow, { selector: keyOf, maxLength: 6 });
const windows = fc.array(flowsOfWindow, { minLength: 2, maxLength: 5 });

const sum = (values: ReadonlyArray<number | undefined>) =>
  values.every((value) => value === undefined)
    ? undefined
    : values.reduce<number>((total, value) => total + (value ?? 0), 0);

describe('flows of several windows', () => {
  it('have the sums of their windows, regardless of which end reported in which window', () => {
    fc.assert(
      fc.property(windows, (all) => {
        const merged = mergeWindows(all);
        expect(new Set(merged.map(keyOf)).size).toBe(merged.length);
        for (const one of merged) {
          const parts = all.flat().filter((part) => keyOf(part) === keyOf(one));
          expect(bytesOf(one)).toBe(sum(parts.map(bytesOf)));
          expect(retransmissionsOf(one)).toBe(sum(parts.map(retransmissionsOf)));
          expect(timeoutsOf(one)).toBe(sum(parts.map(timeoutsOf)));
        }
        expect(merged.map(keyOf).sort()).toEqual([...new Set(all.flat().map(keyOf))].sort());
      })
    );
  });

  it('have the mean round-trip time of the windows that know one, weighted by the bytes of these windows', () => {
    fc.assert(
      fc.property(windows, (all) => {
        for (const one of mergeWindows(all)) {
          const parts = all.flat().filter((part) => keyOf(part) === keyOf(one));
          const timed = parts.flatMap((part) => {
            const time = roundTripTimeMicrosecondsOf(part);
            return time === undefined ? [] : [{ time, weight: Math.max(bytesOf(part) ?? 0, 1) }];
          });
          const weight = timed.reduce((total, part) => total + part.weight, 0);
          const mean = timed.reduce((total, part) => total + part.time * part.weight, 0) / weight;
          const found = roundTripTimeMicrosecondsOf(one);
          if (timed.length === 0) {
            expect(found).toBeUndefined();
          } else {
            expect(found).toBeCloseTo(mean, 6);
          }
        }
      })
    );
  });

  it('do not depend on the order of the windows, except for the path of the first', () => {
    fc.assert(
      fc.property(windows, fc.infiniteStream(fc.nat()), (all, weights) => {
        const shuffled = all
          .map((window) => ({ window, weight: weights.next().value ?? 0 }))
          .sort((a, b) => a.weight - b.weight)
          .map(({ window }) => window);
        const facts = (flows: readonly Flow[]) =>
          flows.map((one) => [keyOf(one), bytesOf(one), Math.round(roundTripTimeMicrosecondsOf(one) ?? -1)]);
        expect(facts(mergeWindows(shuffled))).toEqual(facts(mergeWindows(all)));
      })
    );
  });

  it('do not lose the bytes of the server if a client that only reports losses has 0 bytes', () => {
    const lossy = aFlow(ui, carts, { bytes: 0, timeouts: 3, port: 80 });
    lossy.metrics.bytes.byServer = 100;
    const [merged] = mergeWindows([[lossy], [aFlow(ui, carts, { bytes: 50, port: 80 })]]);
    expect(merged && bytesOf(merged)).toBe(150);
  });

  it('have the bytes of both ends if both reported some: of a window that only one end reported, its own', () => {
    const [first, second] = [aFlow(ui, carts, { bytes: 10, port: 80 }), aFlow(ui, carts, { bytes: 20, port: 80 })];
    second.metrics.bytes.byServer = 19;
    const both = mergeWindows([[first], [second]]);
    expect(both[0]?.metrics.bytes).toEqual({ byClient: 30, byServer: 29 });
    const [only] = mergeWindows([[first], [aFlow(ui, carts, { bytes: 20, port: 80 })]]);
    expect(only?.metrics.bytes).toEqual({ byClient: 30 });
  });

  it('leave windows without a round-trip time out of its mean', () => {
    const [merged] = mergeWindows([
      [aFlow(ui, carts, { bytes: 1_000_000, port: 80 })],
      [aFlow(ui, carts, { bytes: 10, roundTripTimeMicroseconds: 100, port: 80 })],
      [aFlow(ui, carts, { bytes: 10, roundTripTimeMicroseconds: 500, port: 80 })],
    ]);
    expect(merged && roundTripTimeMicrosecondsOf(merged)).toBe(300);
  });

  it('are the flows themselves for one window, and none for no window', () => {
    const only = [aFlow(ui, carts, { bytes: 1 }), aFlow(carts, ui, { bytes: 2 })];
    expect(mergeWindows([only])).toEqual(only);
    expect(mergeWindows([])).toEqual([]);
    expect(mergeWindows([only, []]).map(bytesOf)).toEqual([2, 1]);
  });

  it('change no flow of a window, because windows are cached', () => {
    const first = aFlow(ui, carts, { bytes: 1, retransmissions: 1, port: 80 });
    const before: unknown = JSON.parse(JSON.stringify(first));
    mergeWindows([[first], [aFlow(ui, carts, { bytes: 2, retransmissions: 2, port: 80 })]]);
    expect(first).toEqual(before);
  });

  it('keep apart what differs in port, category, or the name of what is outside', () => {
    const merged = mergeWindows([
      [aFlow(ui, carts, { bytes: 1, port: 80 }), aFlow(ui, carts, { bytes: 2, port: 443 })],
      [
        aFlow(ui, carts, { bytes: 3, port: 80, category: 'INTER_AZ' }),
        aFlow(ui, { ip: '52.216.1.1', external: { kind: 'internet', name: 'ACME' } }, { bytes: 4 }),
        aFlow(ui, s3, { bytes: 5 }),
      ],
    ]);
    expect(merged.map(bytesOf)).toEqual([5, 4, 3, 2, 1]);
  });
});
