import { spawnSync } from 'node:child_process';
import { type Demo, startDemo } from '../../scripts/demo/startDemo';
import { DEADLINE_MS } from '../support/until';

/** A separate process that prints the status of a response. */
const FETCH = 'fetch(process.argv[1]).then(({ status }) => console.log(status))';

describe('the demo with the workbench page', () => {
  let demo: Demo;

  beforeAll(async () => {
    const ports = { simulator: 0, flowApi: 0, cloudWatch: 0, prometheus: 0 };
    demo = await startDemo({ ports, workbenchPort: 0, historyMs: 60_000, simulator: { nodes: 6 } });
  });

  afterAll(() => demo.close());

  it('serves the page although the simulator is busy', () => {
    // This thread, in which the simulator runs, blocks until the other process ends.
    const { stdout } = spawnSync(process.execPath, ['-e', FETCH, demo.url], { encoding: 'utf8', timeout: DEADLINE_MS });
    expect(stdout).toBe('200\n');
  });

  it('has its alert rules evaluated by Prometheus, because nothing else evaluates them there', async () => {
    const { data } = await (await fetch(`${demo.prometheus.url}/api/v1/rules`)).json();
    expect(data.groups.length).toBeGreaterThan(0);
  });
});
