/** @jest-environment node */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Simulator, startSimulator } from '../index';
import { ManualClock } from '../world/clock';
import { EPOCH_MS, NOON_MS, required } from '../testing/testWorld';
import { MINUTE_MS } from '../world/time';

const REQUEST = 'GET /metrics HTTP/1.1\r\nhost: agent\r\n\r\n';

let clock: ManualClock;
let simulator: Simulator;
let host: string;
let sockets: Socket[];

beforeEach(async () => {
  clock = new ManualClock(NOON_MS);
  sockets = [];
  simulator = await startSimulator({ clock, epochMs: EPOCH_MS, scenario: () => [], agentPorts: 'own' });
  host = required((await targets())[0]?.targets[0], 'target');
});

afterEach(async () => {
  sockets.forEach((socket) => socket.destroy());
  await simulator.close();
});

async function targets(): Promise<Array<{ targets: string[]; labels: Record<string, string> }>> {
  return (await fetch(`${simulator.url}/discovery/agents`)).json();
}

const firstNode = () => required(simulator.world.nodes[0], 'node').name;
const post = (path: string, body: unknown) =>
  fetch(`${simulator.url}/control/${path}`, { method: 'POST', body: JSON.stringify(body) });

/** A scraper that keeps its connection open, as Prometheus does, and everything it has received. */
class Scraper {
  readonly socket: Socket;
  received = '';

  constructor() {
    const { hostname, port } = new URL(`http://${host}`);
    this.socket = connect(Number(port), hostname);
    this.socket.on('data', (data: Buffer) => (this.received += data.toString()));
    this.socket.on('error', () => undefined);
    sockets.push(this.socket);
  }

  async connected(): Promise<this> {
    await once(this.socket, 'connect');
    return this;
  }

  request(): void {
    this.socket.write(REQUEST);
  }

  /** Scrapes once and waits for the whole response. */
  async scrape(): Promise<string> {
    this.received = '';
    this.request();
    return this.answer();
  }

  async answer(): Promise<string> {
    while (!isComplete(this.received)) {
      await once(this.socket, 'data');
    }
    return this.received;
  }
}

function isComplete(response: string): boolean {
  const [head = '', body] = response.split('\r\n\r\n');
  const length = Number(/content-length: (\d+)/.exec(head)?.[1]);
  return body !== undefined && Buffer.byteLength(body) >= length;
}

async function close({ socket }: Scraper): Promise<void> {
  const closed = once(socket, 'close');
  socket.end();
  await closed;
}

function sumOfSeries(exposition: string, metric: string): number {
  const lines = exposition.split('\n').filter((line) => line.startsWith(`${metric}{`));
  return lines.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
}

const scraper = () => new Scraper().connected();

describe('an agent on a port of its own', () => {
  it('is discovered there, with its usual labels', async () => {
    const groups = await targets();
    expect(new Set(groups.map(({ targets: [target] }) => target)).size).toBe(12);
    expect(groups[0]?.labels).toMatchObject({ __metrics_path__: '/metrics', scrape_node: firstNode(), job: 'nfm' });
    const response = await fetch(`http://${host}/metrics`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain']);
  });

  it('has lowercase header names, and none that limits an idle connection', async () => {
    const [head] = (await (await scraper()).scrape()).split('\r\n\r\n');
    expect(head).toContain('\r\ncontent-type: text/plain\r\n');
    expect(head?.toLowerCase()).not.toContain('keep-alive: ');
  });

  it('does not answer a second scraper until the first one closes its connection', async () => {
    const first = await scraper();
    await first.scrape();
    const second = await scraper();
    second.request();
    clock.advanceTo(NOON_MS + 10 * MINUTE_MS);
    for (let scrape = 0; scrape < 20; scrape++) {
      await first.scrape();
    }
    expect(second.received).toBe('');
    first.socket.end();
    expect(await second.answer()).toContain('ingress_bytes{');
  });

  it('does not count for a second scraper while it waits', async () => {
    const first = await scraper();
    await first.scrape();
    (await scraper()).request();
    clock.advanceTo(NOON_MS + MINUTE_MS);
    const sum = (text: string) => sumOfSeries(text, 'ingress_bytes');
    const scraped = sum(await first.scrape());
    const alone = await startSimulator({ clock: new ManualClock(NOON_MS), epochMs: EPOCH_MS, scenario: () => [] });
    const agent = required(alone.fleet.agent(firstNode()), 'agent');
    agent.metricsText(NOON_MS);
    expect(scraped).toBe(sum(agent.metricsText(NOON_MS + MINUTE_MS)));
    await alone.close();
  });

  it('waits for a peer that connected and never sends a request', async () => {
    await scraper();
    const second = await scraper();
    second.request();
    const third = await scraper();
    third.request();
    clock.advanceTo(NOON_MS + 24 * 60 * MINUTE_MS);
    await fetch(`${simulator.url}/control`);
    expect([second.received, third.received]).toEqual(['', '']);
  });

  it('serves other clients again after a restart, which closes the connection of the peer that disappeared', async () => {
    const vanished = await scraper();
    await vanished.scrape();
    const ended = once(vanished.socket, 'close');
    await post('agents/restart', { node: firstNode() });
    clock.advanceTo(NOON_MS + MINUTE_MS);
    expect(await (await scraper()).scrape()).toContain('ingress_bytes{');
    await ended;
  });

  it('closes the connections of its scrapers on a restart', async () => {
    const first = await scraper();
    await first.scrape();
    await post('agents/restart', { node: firstNode() });
    clock.advanceTo(NOON_MS + MINUTE_MS);
    const ended = once(first.socket, 'close');
    first.received = '';
    first.request();
    await ended;
    expect(first.received).toBe('');
  });

  it('accepts no connections while it is stopped', async () => {
    await post('agents/stop', { node: firstNode() });
    await expect(fetch(`http://${host}/metrics`)).rejects.toThrow();
  });

  it('is independent of the other agents', async () => {
    await scraper();
    const other = required((await targets())[1]?.targets[0], 'target');
    expect((await fetch(`http://${other}/metrics`)).status).toBe(200);
  });
});

describe('an endpoint that is blocked by a peer that disappeared', () => {
  it('answers no requests, and later exposes everything since its last response', async () => {
    const sumOf = async () => {
      const client = await scraper();
      const text = await client.scrape();
      await close(client);
      return sumOfSeries(text, 'ingress_packets');
    };
    await sumOf();
    clock.advanceTo(NOON_MS + MINUTE_MS);
    const aMinute = await sumOf();
    const incident = { kind: 'endpoint-blocked', node: firstNode(), endMs: NOON_MS + 9 * MINUTE_MS };
    expect((await post('incidents/add', incident)).status).toBe(200);
    clock.advanceTo(NOON_MS + 8 * MINUTE_MS);
    const waiting = await scraper();
    waiting.request();
    await fetch(`${simulator.url}/control`);
    expect(waiting.received).toBe('');
    await close(waiting);
    clock.advanceTo(NOON_MS + 11 * MINUTE_MS);
    expect(await sumOf()).toBeGreaterThan(5 * aMinute);
  });
});
