import { parseArgs } from 'node:util';
import { NETWORK_OVERVIEW_UID } from '../src/common/dashboards';
import { startDemo } from './startDemo';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3300' },
    'history-minutes': { type: 'string', default: '60' },
  },
});

async function main(): Promise<void> {
  console.log('Starting the simulated cluster, Prometheus and the workbench…');
  const demo = await startDemo({
    ports: { workbench: Number(values.port), simulator: 9500, flowApi: 9510, prometheus: 9590 },
    historyMs: Number(values['history-minutes']) * 60_000,
  });
  console.log(`
  The demo cluster:  ${demo.url}/d/${NETWORK_OVERVIEW_UID}

  Flow API           ${demo.simulator.flowApiUrl}
  Agents and state   ${demo.simulator.url}
  Prometheus         ${demo.prometheus.url}

  Ctrl+C ends everything.
`);
  const stop = () => void demo.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
