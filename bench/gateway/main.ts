/**
 * `npm run bench:gateway`: measures what the gateway adds to requests, side by side with requests to the API itself, and the
 * memory of Envoy. `npm run bench:gateway -- 3600` measures for an hour instead of a minute.
 */
import { Console } from 'node:console';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startGateway } from '../../scripts/demo/startGateway';
import { listen } from '../../simulator/server/listen';
import { jsonAnswer } from '../../simulator/flowapi/http/answer';
import { send } from '../../simulator/flowapi/http/send';
import { pacedLatencies } from './pacedLatencies';
import { quantile } from './quantile';
import { residentBytes } from './residentBytes';

const output = new Console(process.stdout);
const PER_SECOND = 50;
const MINUTE_SECONDS = 60;
/** The size of a page of query results with 100 rows. */
const PAGE = {
  topContributors: Array.from({ length: 100 }, (_, index) => ({ localIp: `10.0.0.${index}`, value: index })),
};

function report(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<void> {
  const seconds = Number(process.argv[2] ?? MINUTE_SECONDS);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-bench-gateway-'));
  const api = await listen((_, response) => send(jsonAnswer(200, PAGE), response), '127.0.0.1', 0);
  const gateway = await startGateway({
    apiUrl: api.url,
    region: 'us-east-1',
    folder,
    environment: { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'bench' },
  });
  try {
    const memoryBefore = await residentBytes(gateway.statusUrl);
    const rounds = Math.ceil(seconds / MINUTE_SECONDS);
    const ways = { direct: `${api.url}/monitors`, gateway: `${gateway.url}/monitors` };
    const latencies: Record<string, number[]> = { direct: [], gateway: [] };
    // Envoy looks for credentials and connects at its first request.
    await Promise.all(Object.values(ways).map((url) => pacedLatencies(url, PER_SECOND, 1)));
    // Alternately, so that other work on the machine affects both.
    for (let round = 1; round <= rounds; round++) {
      for (const [name, url] of Object.entries(ways)) {
        const count = (PER_SECOND * Math.min(seconds, MINUTE_SECONDS)) / 2;
        latencies[name]?.push(...(await pacedLatencies(url, PER_SECOND, count)));
      }
      report(`round ${round} of ${rounds}`);
    }
    output.log(`${PER_SECOND} requests per second, load ${os.loadavg()[0]?.toFixed(1)}`);
    output.table(Object.entries(latencies).map(([name, values]) => rowOf(name, values)));
    output.log(
      `Envoy's memory: ${inMb(memoryBefore)} at the start, ${inMb(await residentBytes(gateway.statusUrl))} at the end`
    );
  } finally {
    await gateway.stop();
    await api.close();
    fs.rmSync(folder, { recursive: true });
  }
}

function rowOf(name: string, latenciesMs: readonly number[]) {
  const at = (share: number) => Number(quantile(latenciesMs, share).toPrecision(3));
  return { way: name, requests: latenciesMs.length, 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'max ms': at(1) };
}

function inMb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

void main();
