import { type Finding, type FindingState, type HealthPart } from './finding';
import { healthSummary } from './summary';

const found = (part: HealthPart, state: FindingState, text: string): Finding => ({ part, state, text });
const API = found('Flow API', 'fine', 'Reachable.');
const MONITORS = found('Monitors', 'fine', '1 of 1 monitors is active: demo.');
const AGENTS = found('Agents', 'fine', '6 of 6 nodes.');
const PENDING = found('Monitors', 'info', 'PENDING (next): it comes.');
const DENIED = found('Permissions', 'warning', 'Denied. Allow.');
const FAR = found('Agents', 'warning', 'Far apart. Set it.');
const NONE_CHOSEN = found('Prometheus', 'info', 'None chosen.');
const NO_API = found('Flow API', 'broken', 'No way. Check it.');
const NO_PROMETHEUS = found('Prometheus', 'broken', 'No Prometheus. Choose one.');

it.each<[string, Finding[], string, string]>([
  [
    'that everything works',
    [API, AGENTS, found('Agents', 'fine', 'Some pods ended.'), MONITORS],
    'success',
    'The data source is working. 1 of 1 monitors is active: demo. 6 of 6 nodes.',
  ],
  [
    'what is worth knowing',
    [PENDING, AGENTS, MONITORS],
    'success',
    'The data source is working. 1 of 1 monitors is active: demo. 6 of 6 nodes. Note: PENDING (next): it comes.',
  ],
  [
    'that no Prometheus is selected',
    [PENDING, NONE_CHOSEN, MONITORS],
    'success',
    'The data source is working. 1 of 1 monitors is active: demo. Note: None chosen.',
  ],
  ['what is wrong', [API, PENDING, FAR], 'warning', 'The data source is working, with warnings: Far apart. Set it.'],
  [
    'how much else is wrong',
    [FAR, DENIED],
    'warning',
    'The data source is working, with warnings: Denied. Allow. (1 more in the details)',
  ],
  ['that no flows are available', [DENIED, NO_API, FAR], 'error', 'No way. Check it. (2 more in the details)'],
  ['the first of two failures', [NO_PROMETHEUS, NO_API], 'error', 'No way. Check it. (1 more in the details)'],
])('reports what matters most: %s', (_, findings, status, message) => {
  expect(healthSummary(findings)).toMatchObject({ status, message });
});

it('lists every finding by part, the worst of a part first', () => {
  expect(healthSummary([FAR, AGENTS, NO_PROMETHEUS, MONITORS, PENDING, API]).details).toBe(
    [
      '[OK] Flow API: Reachable.',
      '[ERROR] Prometheus: No Prometheus. Choose one.',
      '[NOTE] Monitors: PENDING (next): it comes.',
      '[OK] Monitors: 1 of 1 monitors is active: demo.',
      '[WARNING] Agents: Far apart. Set it.',
      '[OK] Agents: 6 of 6 nodes.',
    ].join('\n')
  );
});
