import { type Finding, type FindingState, type HealthPart } from './finding';
import { healthSummary } from './summary';

const found = (part: HealthPart, state: FindingState, text: string): Finding => ({ part, state, text });
const API = found('Flow API', 'fine', 'It answers.');
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
    'all is well',
    [API, AGENTS, found('Agents', 'fine', 'Some pods ended.'), MONITORS],
    'success',
    'It works. 1 of 1 monitors is active: demo. 6 of 6 nodes.',
  ],
  [
    'something is worth knowing',
    [PENDING, AGENTS, MONITORS],
    'success',
    'It works. 1 of 1 monitors is active: demo. 6 of 6 nodes. Note: PENDING (next): it comes.',
  ],
  [
    'a way was not chosen',
    [PENDING, NONE_CHOSEN, MONITORS],
    'success',
    'It works. 1 of 1 monitors is active: demo. Note: None chosen.',
  ],
  ['something is off', [API, PENDING, FAR], 'warning', 'It works, but: Far apart. Set it.'],
  ['more is off, by part', [FAR, DENIED], 'warning', 'It works, but: Denied. Allow. (1 more in the details)'],
  ['flows cannot be had', [DENIED, NO_API, FAR], 'error', 'No way. Check it. (2 more in the details)'],
  ['nothing can be had', [NO_PROMETHEUS, NO_API], 'error', 'No way. Check it. (1 more in the details)'],
])('says first what matters most: %s', (_, findings, status, message) => {
  expect(healthSummary(findings)).toMatchObject({ status, message });
});

it('lists every finding by part, the worst of a part first', () => {
  expect(healthSummary([FAR, AGENTS, NO_PROMETHEUS, MONITORS, PENDING, API]).details).toBe(
    [
      '[OK] Flow API: It answers.',
      '[ERROR] Prometheus: No Prometheus. Choose one.',
      '[NOTE] Monitors: PENDING (next): it comes.',
      '[OK] Monitors: 1 of 1 monitors is active: demo.',
      '[WARNING] Agents: Far apart. Set it.',
      '[OK] Agents: 6 of 6 nodes.',
    ].join('\n')
  );
});
