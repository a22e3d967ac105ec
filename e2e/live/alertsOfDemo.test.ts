import { alertGroups } from '../../alerts/all';
import { type AlertRule, COMMITTED_OPTIONS, isPromQl, type PromQlQuery } from '../../alerts/rule';
import { type FlowReport } from '../../simulator/world/flowReports';
import { interfaceTruths } from '../../simulator/server/truth';
import { ALLOWANCE_NAMES, type AllowanceName } from '../../simulator/world/allowanceNames';
import { MINUTE_MS } from '../../simulator/world/time';
import {
  DEMO_END_MS,
  DEMO_FLOW_SERIES_MS,
  DEMO_INTERVAL_MS,
  DEMO_START_MS,
  type DemoHours,
  DETACHED_MS,
  startDemoHours,
} from '../support/demoHours';
import { addTime, firingTimes, type Times } from '../support/firingTimes';
import { promQueryRange } from '../support/promQuery';

const WINDOW_MINUTES = 5;
/** From this time on, a window contains nothing from before the first scrape. */
const FIRST_MS = DEMO_START_MS + WINDOW_MINUTES * MINUTE_MS;
const LAST_MS = DEMO_END_MS - MINUTE_MS;
/**
 * Evaluations lie between two scrapes. Exactly at a scrape, ranges of Prometheus 2 include the samples at both ends.
 */
const BETWEEN_MS = DEMO_INTERVAL_MS / 2;

const RULES = alertGroups(COMMITTED_OPTIONS)
  .flatMap(({ rules }) => rules)
  .filter(isPromQl);

function ruleOf(uid: string): AlertRule<PromQlQuery> {
  const rule = RULES.find((one) => one.uid === uid);
  if (!rule) {
    throw new Error(`No such rule: ${uid}`);
  }
  return rule;
}

let hours: DemoHours;

beforeAll(async () => {
  hours = await startDemoHours();
});

afterAll(() => hours.prometheus.close());

/** When the rule fires, by the values of these labels. */
async function fires({ query, above, forSeconds }: AlertRule<PromQlQuery>, labels: readonly string[]): Promise<Times> {
  const range = { startMs: FIRST_MS + BETWEEN_MS, endMs: LAST_MS + BETWEEN_MS, stepMs: MINUTE_MS };
  const lines = await promQueryRange(hours.prometheus.url, `(${query.expr}) > ${above}`, range);
  const isTrue = lines.map((line): [string, number[]] => [
    labels.map((label) => line.labels[label]).join(' '),
    line.timesMs.map((timeMs) => timeMs - BETWEEN_MS),
  ]);
  return firingTimes(new Map(isTrue), forSeconds);
}

/** Sums over the last minutes, by subject, at every minute at which rules are evaluated. */
function sumsOfWindows<Sum>(perMinute: (startMs: number) => Map<string, Sum>, add: (a: Sum, b: Sum) => Sum) {
  const minutes: Array<Map<string, Sum>> = [];
  const windows: Array<[timeMs: number, sums: Map<string, Sum>]> = [];
  for (let timeMs = DEMO_START_MS + MINUTE_MS; timeMs <= LAST_MS; timeMs += MINUTE_MS) {
    minutes.push(perMinute(timeMs - MINUTE_MS));
    const sums = new Map<string, Sum>();
    for (const [about, sum] of minutes.slice(-WINDOW_MINUTES).flatMap((minute) => [...minute])) {
      const before = sums.get(about);
      sums.set(about, before === undefined ? sum : add(before, sum));
    }
    windows.push([timeMs, sums]);
  }
  return windows.filter(([timeMs]) => timeMs >= FIRST_MS);
}

function timesWhere<Sum>(windows: Array<[number, Map<string, Sum>]>, isWrong: (sum: Sum) => boolean): Times {
  const times: Times = new Map();
  windows.forEach(([timeMs, sums]) => sums.forEach((sum, about) => isWrong(sum) && addTime(times, about, timeMs)));
  return times;
}

const sorted = (times: Times) => [...times].sort(([a], [b]) => a.localeCompare(b));

describe('allowance alerts', () => {
  const uidOf = (name: AllowanceName, severity: string) =>
    `eastwest-${name.replace('_exceeded', '').replaceAll('_', '-')}-${severity}`;
  const nodesOf = (times: Times) => [...new Set([...times.keys()].map((about) => about.split(' ')[0]))];
  let exceeded: Array<[number, Map<string, Record<AllowanceName, number>>]>;
  let detachedEni: string;

  beforeAll(() => {
    const perMinute = (startMs: number) =>
      new Map(
        interfaceTruths(hours.world, startMs, startMs + MINUTE_MS).map(({ node, eni, ...counts }) => [
          `${node} ${eni}`,
          counts,
        ])
      );
    exceeded = sumsOfWindows(perMinute, (a, b) => {
      const sums = { ...a };
      ALLOWANCE_NAMES.forEach((name) => (sums[name] = a[name] + b[name]));
      return sums;
    });
    const [detached] = hours.world.incidents.ofKind('interface-detached');
    detachedEni = hours.world.find(detached?.node ?? '')?.node.networkInterfaces[1]?.eniId ?? '';
  });

  it.each(
    ALLOWANCE_NAMES.filter((name) => name !== 'pps_allowance_exceeded').flatMap((name) =>
      (['warning', 'critical'] as const).map((severity) => [name, severity] as const)
    )
  )('fire where and when %s is exceeded: %s', async (name, severity) => {
    const rule = ruleOf(uidOf(name, severity));
    const expected = firingTimes(
      timesWhere(exceeded, (counts) => counts[name] > 0),
      rule.forSeconds
    );
    expect(sorted(await fires(rule, ['node', 'eni']))).toEqual(sorted(expected));
  });

  it('fire on the nodes of the incidents', async () => {
    const nodesWithAlert = async (name: AllowanceName, severity: string) =>
      nodesOf(await fires(ruleOf(uidOf(name, severity)), ['node', 'eni']));
    const nodesWithWarning = (name: AllowanceName) => nodesWithAlert(name, 'warning');
    const { incidents, nodes } = hours.world;
    const [sending] = incidents.ofKind('allowance-exceeded').filter(({ id }) => id === 'out');
    expect(await nodesWithWarning('bw_in_allowance_exceeded')).toEqual([
      incidents.ofKind('inbound-bandwidth')[0]?.node,
    ]);
    expect(await nodesWithWarning('conntrack_allowance_exceeded')).toEqual([
      incidents.ofKind('conntrack-exhaustion')[0]?.node,
    ]);
    expect(await nodesWithWarning('bw_out_allowance_exceeded')).toEqual([sending?.node]);
    expect(await nodesWithAlert('bw_out_allowance_exceeded', 'critical')).toEqual([sending?.node]);
    const resolving = await nodesWithWarning('linklocal_allowance_exceeded');
    expect(resolving.length).toBeGreaterThan(0);
    expect(resolving.length).toBeLessThan(nodes.length);
  });

  it('end soon after an interface is detached, although the agent keeps exporting its last value', async () => {
    const warnings = await fires(ruleOf(uidOf('pps_allowance_exceeded', 'warning')), ['node', 'eni']);
    const [[about = '', timesMs = []] = []] = [...warnings];
    expect(warnings.size).toBe(1);
    expect(about.split(' ')[1]).toBe(detachedEni);
    expect(Math.max(...timesMs)).toBeGreaterThan(DETACHED_MS);
    expect(Math.max(...timesMs)).toBeLessThan(DETACHED_MS + WINDOW_MINUTES * MINUTE_MS);
    const critical = await fires(ruleOf(uidOf('pps_allowance_exceeded', 'critical')), ['node', 'eni']);
    expect([...critical]).toEqual([]);
  });
});

describe('loss alerts', () => {
  interface Losses {
    retransmissions: number;
    timeouts: number;
    segments: number;
  }
  let windows: Array<[number, Map<string, Losses>]>;

  beforeAll(() => {
    const { world } = hours;
    const pods = world.cells.flatMap((cell) => cell.pods(DEMO_START_MS, DEMO_END_MS));
    const workloads = new Map(pods.map(({ namespace, name, spec }) => [`${namespace} ${name}`, spec.workload]));
    const workloadOf = ({ podNamespace, podName }: FlowReport['local']) =>
      podName && `${podNamespace} ${workloads.get(`${podNamespace} ${podName}`)}`;
    const add = (a: Losses, b: Losses) => ({
      retransmissions: a.retransmissions + b.retransmissions,
      timeouts: a.timeouts + b.timeouts,
      segments: a.segments + b.segments,
    });
    const perMinute = (startMs: number) => {
      const sums = new Map<string, Losses>();
      const reports = startMs < DEMO_FLOW_SERIES_MS ? [] : world.flowReports(startMs, startMs + MINUTE_MS);
      for (const report of reports) {
        const [local, remote] = [workloadOf(report.local), workloadOf(report.remote)];
        if (local && remote) {
          const losses = {
            retransmissions: report.retransmissionsSyn + report.retransmissionsEstablished,
            timeouts: report.timeoutsSyn + report.timeoutsEstablished,
            segments: report.segmentsDelivered,
          };
          const before = sums.get(`${local} ${remote}`);
          sums.set(`${local} ${remote}`, before ? add(before, losses) : losses);
        }
      }
      return sums;
    };
    windows = sumsOfWindows(perMinute, add);
  });

  const LABELS = ['local_namespace', 'local_workload', 'remote_namespace', 'remote_workload'];

  it('fire for the pairs that retransmit, in both directions, for as long as they do', async () => {
    const rule = ruleOf('eastwest-retransmissions');
    const expected = timesWhere(
      windows,
      ({ retransmissions, segments }) => retransmissions >= 10 && retransmissions / segments > 0.01
    );
    const fired = await fires(rule, LABELS);
    expect(sorted(fired)).toEqual(sorted(firingTimes(expected, rule.forSeconds)));
    expect([...fired.keys()].sort()).toEqual([
      'ecommerce graphql-api ecommerce orders',
      'ecommerce orders ecommerce graphql-api',
    ]);
  });

  it('fire for the pairs that time out, for as long as they do', async () => {
    const rule = ruleOf('eastwest-timeouts');
    const expected = timesWhere(windows, ({ timeouts, segments }) => timeouts >= 10 && timeouts / segments > 0.001);
    const fired = await fires(rule, LABELS);
    expect(sorted(fired)).toEqual(sorted(firingTimes(expected, rule.forSeconds)));
    expect([...fired.keys()]).toContain('ecommerce graphql-api ecommerce orders');
  });
});

describe('agent alerts', () => {
  it('fire for the agent that is away, and not for the agent that restarts', async () => {
    const [outage] = hours.world.incidents.ofKind('agent-outage').filter(({ id }) => id === 'silent');
    const { startMs = 0, endMs = 0, node = '' } = outage ?? {};
    const fired = await fires(ruleOf('eastwest-agent-silent'), ['node']);
    const minutes = (endMs - startMs) / MINUTE_MS;
    const expected = Array.from({ length: minutes }, (_, minute) => startMs + minute * MINUTE_MS).slice(5);
    expect([...fired]).toEqual([[node, expected]]);
  });

  it.each(['eastwest-agent-missing', 'eastwest-agent-scraped-twice', 'eastwest-frozen-series', 'eastwest-no-data'])(
    'do not fire without a reason: %s',
    async (uid) => {
      expect([...(await fires(ruleOf(uid), ['node']))]).toEqual([]);
    }
  );
});

describe('the alert for cross-zone transfer', () => {
  it('does not fire while the cost is below the budget', async () => {
    const { query, above } = ruleOf('eastwest-cross-zone-budget');
    const range = { startMs: LAST_MS, endMs: LAST_MS, stepMs: MINUTE_MS };
    const lines = await promQueryRange(hours.prometheus.url, query.expr, range);
    const usd = lines.flatMap(({ values }) => values);
    expect(Math.max(...usd)).toBeGreaterThan(10);
    expect(Math.max(...usd)).toBeLessThan(above);
  });
});
