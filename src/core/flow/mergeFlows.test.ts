import { aFlow, aPod } from '../../testing/flows';
import { only } from '../../testing/only';
import { bytesOf, retransmissionsOf, roundTripTimeMicrosecondsOf } from './flow';
import { mergeWindows } from './mergeFlows';

const ui = aPod('shop/ui-84c96ffcc5-x2k4z');
const carts = aPod('shop/carts-975668fb8-bcd5f');
const orders = aPod('shop/orders-68d8f6bdd6-7xk2p');

describe('mergeWindows', () => {
  it('adds the values of the windows and leaves out missing ones', () => {
    const merged = mergeWindows([
      [aFlow(ui, carts, { bytes: 10, retransmissions: 1, port: 80 }), aFlow(ui, orders, { bytes: 500, port: 80 })],
      [aFlow(ui, carts, { bytes: 30, port: 80 })],
    ]);
    expect(merged.map((flow) => [flow.server.pod, bytesOf(flow), retransmissionsOf(flow)])).toEqual([
      [orders.pod, 500, undefined],
      [carts.pod, 40, 1],
    ]);
  });

  it("uses the server's bytes in windows in which the client's are not among the top", () => {
    const byServer = aFlow(ui, carts, { port: 80 });
    byServer.metrics.bytes = { byServer: 7 };
    const flow = only(mergeWindows([[aFlow(ui, carts, { bytes: 10, port: 80 })], [byServer]]));
    expect(bytesOf(flow)).toBe(17);
  });

  it('averages round-trip times by the bytes of their windows', () => {
    const flow = only(
      mergeWindows([
        [aFlow(ui, carts, { bytes: 300, roundTripTimeMicroseconds: 100, port: 80 })],
        [aFlow(ui, carts, { bytes: 100, roundTripTimeMicroseconds: 500, port: 80 })],
      ])
    );
    expect(roundTripTimeMicrosecondsOf(flow)).toBe(200);
  });
});
