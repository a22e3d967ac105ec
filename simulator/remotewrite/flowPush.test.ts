/** @jest-environment node */
import { createServer, type Server } from 'node:http';
import { AgentFleet } from '../agent/agentFleet';
import { type Incident } from '../incidents/incident';
import { NOON_MS, testWorld, required } from '../testing/testWorld';
import { HOUR_MS, REPORT_PERIOD_MS } from '../world/time';
import { FlowPush, pushTimeMs } from './flowPush';
import { snappyBlock, writeRequest } from './writeRequest';

const EPOCH_MS = NOON_MS - HOUR_MS;
/** The smallest possible cluster. */
const SMALL = { epochMs: EPOCH_MS, nodes: 6 };
const { nodes } = testWorld(SMALL);

describe('the times of pushes', () => {
  it('are 25 to 35 seconds apart and differ between nodes', () => {
    const timesOf = (position: number) =>
      Array.from({ length: 500 }, (_, period) =>
        pushTimeMs(required(nodes[position], 'node'), NOON_MS + period * REPORT_PERIOD_MS)
      );
    const gaps = timesOf(0).map((timeMs, index, times) => timeMs - (times[index - 1] ?? timeMs - REPORT_PERIOD_MS));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(25_000);
    expect(Math.min(...gaps)).toBeLessThan(27_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(35_000);
    expect(Math.max(...gaps)).toBeGreaterThan(33_000);
    expect(timesOf(0)).not.toEqual(timesOf(1));
  });
});

describe('a write request', () => {
  it('is a protocol buffer with sorted labels in a snappy block', () => {
    const family = { name: 'm', help: '', type: 'gauge' as const, samples: [{ labels: { a: 'b' }, value: 1 }] };
    // Written by hand: TimeSeries {labels (__name__, m), (a, b); samples (1.0, 300)}.
    // prettier-ignore
    const expected = [
      0x0a, 0x28,
      0x0a, 0x0d, 0x0a, 0x08, ...Buffer.from('__name__'), 0x12, 0x01, ...Buffer.from('m'),
      0x0a, 0x06, 0x0a, 0x01, ...Buffer.from('a'), 0x12, 0x01, ...Buffer.from('b'),
      0x12, 0x0c, 0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x10, 0xac, 0x02,
    ];
    expected[1] = expected.length - 2;
    expect([...writeRequest([family], 300)]).toEqual([expected.length, 0xf4, expected.length - 1, 0, ...expected]);
  });

  it('has literals of up to 64 KiB', () => {
    const block = snappyBlock(Buffer.alloc(65_537, 7));
    expect([...block.subarray(0, 6)]).toEqual([0x81, 0x80, 0x04, 0xf4, 0xff, 0xff]);
    expect([...block.subarray(6 + 65_536)]).toEqual([0xf4, 0, 0, 7]);
  });
});

describe('pushes of flow series', () => {
  const outage: Incident = {
    id: 'outage',
    kind: 'agent-outage',
    node: nodes[0]?.name ?? '',
    startMs: NOON_MS + 60_000,
    endMs: NOON_MS + 120_000,
  };
  let server: Server;
  let url: string;
  let received: Buffer[];
  let status: number;
  let errors: string[];

  beforeEach(async () => {
    [received, status, errors] = [[], 204, []];
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        received.push(Buffer.concat(parts));
        response.writeHead(status).end();
      });
    });
    // The connection stays open no matter how long encoding a push takes.
    server.keepAliveTimeout = 0;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/v1/write`;
  });

  afterEach(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });

  function pushing(incidents: Incident[] = []): FlowPush {
    const world = testWorld(SMALL, () => incidents);
    const fleet = new AgentFleet(world, NOON_MS);
    return new FlowPush({ world, fleet, url, startMs: NOON_MS, onError: (message) => errors.push(message) });
  }

  /** The number of nodes that pushed. */
  async function pushesAt(push: FlowPush, afterMs: number): Promise<number> {
    received = [];
    await push.pushDue(NOON_MS + afterMs);
    return received.length;
  }

  it('are sent once for each report of each node', async () => {
    const push = pushing();
    expect(await pushesAt(push, 29_999)).toBe(0);
    expect(await pushesAt(push, 35_000)).toBe(6);
    expect(received.every((body) => body.includes('nfm_bytes_delivered'))).toBe(true);
    expect(await pushesAt(push, 36_000)).toBe(0);
    expect(await pushesAt(push, 65_000)).toBe(6);
    expect(errors).toEqual([]);
  });

  it('are not repeated when they fail', async () => {
    const push = pushing();
    status = 500;
    expect(await pushesAt(push, 35_000)).toBe(6);
    expect(errors).toHaveLength(6);
    expect(errors[0]).toContain('rejected a push of flow series with status 500');
    status = 204;
    expect(await pushesAt(push, 45_000)).toBe(0);
    expect(await pushesAt(push, 65_000)).toBe(6);
    const second = receivedBytes();
    await pushesAt(pushing(), 35_000);
    expect(second).toBeLessThan(1.5 * receivedBytes());
  });

  /** Sums over all nodes, because their pushes arrive in any order. */
  function receivedBytes(): number {
    return received.reduce((sum, { length }) => sum + length, 0);
  }

  it('report an error for each push if no server listens', async () => {
    const push = pushing();
    const unheard = new FlowPush({ ...push['options'], url: 'http://127.0.0.1:9/write' });
    await unheard.pushDue(NOON_MS + 35_000);
    expect(errors).toHaveLength(6);
    expect(errors[0]).toContain('Could not push flow series to http://127.0.0.1:9/write');
  });

  it('are lost while the agent is down', async () => {
    const push = pushing([outage]);
    expect(await pushesAt(push, 35_000)).toBe(6);
    expect(await pushesAt(push, 65_000)).toBe(5);
    expect(await pushesAt(push, 95_000)).toBe(5);
    expect(await pushesAt(push, 125_000)).toBe(6);
  });
});
