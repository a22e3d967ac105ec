import { type AlertCase, constant, type Firing, NOTHING, repeated } from './alertCase';

const ALLOWANCES = [
  { metric: 'bw_in_allowance_exceeded', uid: 'eastwest-bw-in-allowance', title: 'Inbound bandwidth exceeded' },
  { metric: 'bw_out_allowance_exceeded', uid: 'eastwest-bw-out-allowance', title: 'Outbound bandwidth exceeded' },
  { metric: 'pps_allowance_exceeded', uid: 'eastwest-pps-allowance', title: 'Packets per second exceeded' },
  {
    metric: 'conntrack_allowance_exceeded',
    uid: 'eastwest-conntrack-allowance',
    title: 'Connection tracking exceeded',
  },
  { metric: 'linklocal_allowance_exceeded', uid: 'eastwest-linklocal-allowance', title: 'Link-local exceeded' },
] as const;

/** One sample of 0 and one of 7 per minute, so that windows that include both of their ends have the same sum as others. */
const STEADY = ['0', '7'];

/** The same alerts at every minute from the first to the last one. */
function atMinutes(first: number, last: number, alerts: readonly Firing[]): AlertCase['firing'] {
  return Object.fromEntries(Array.from({ length: last - first + 1 }, (_, index) => [first + index, alerts]));
}

function casesOf({ metric, uid, title }: (typeof ALLOWANCES)[number]): AlertCase[] {
  const series = (labels: string) => `${metric}{job="nfm", instance="10.0.0.1:9109", ${labels}}`;
  const one = series('node="n1", eni="eni-1"');
  const labels = { node: 'n1', eni: 'eni-1' };
  const warning = (packets: number, more: Record<string, string> = {}): Firing => ({
    uid: `${uid}-warning`,
    labels: { ...labels, ...more },
    summary: `${title} on n1, eni-1: ${packets} packets in 5 minutes`,
  });
  const critical = (packets: number): Firing => ({
    uid: `${uid}-critical`,
    labels,
    summary: `${title} on n1, eni-1 for 15 minutes: ${packets} packets in the last 5 minutes`,
  });
  const ofSecond = (packets: number): Firing => ({
    uid: `${uid}-warning`,
    labels: { node: 'n2', eni: 'eni-2' },
    summary: `${title} on n2, eni-2: ${packets} packets in 5 minutes`,
  });
  return [
    {
      what: `${metric}: a steady breach fires a warning immediately and is critical after 15 minutes`,
      series: { [one]: repeated(STEADY, 30), [series('node="n1", eni="eni-2"')]: constant('0', 30) },
      firing: { 0: NOTHING, 1: [warning(7)], 15: [warning(35)], 16: [warning(35), critical(35)] },
    },
    {
      what: `${metric}: a burst in one scrape fires a warning for 5 minutes`,
      series: { [one]: `${constant('0', 10)} 0 60 ${constant('0', 30)}` },
      firing: { 10: NOTHING, 11: [warning(60)], 15: [warning(60)], 16: NOTHING, 30: NOTHING },
    },
    {
      what: `${metric}: bursts that are more than 5 minutes apart are never critical`,
      series: { [one]: `0 ${repeated(['60', ...Array<string>(13).fill('0')], 60)}` },
      firing: { 15: [warning(60)], 20: NOTHING, 41: NOTHING, 45: [warning(60)] },
    },
    {
      what: `${metric}: a detached interface, which repeats its last value, is not critical, and neither is an interface whose value never changes`,
      series: {
        [one]: `${repeated(STEADY, 4)} ${constant('7', 60)}`,
        [series('node="n2", eni="eni-9"')]: constant('5', 60),
      },
      firing: { 3: [warning(21)], 9: NOTHING, 16: NOTHING, 20: NOTHING, 40: NOTHING },
    },
    {
      what: `${metric}: a breach continues across a restart of the agent, and no breach begins with the restart`,
      series: {
        [one]: `${repeated(STEADY, 8)} ${constant('_', 2)} ${repeated(STEADY, 20)}`,
        [series('node="n2", eni="eni-2"')]: `${constant('0', 8)} ${constant('_', 2)} ${constant('0', 20)}`,
      },
      firing: { 9: [warning(28)], 10: [warning(21)], 17: [warning(35), critical(35)] },
    },
    {
      what: `${metric}: a driver reset does not count as a breach and does not hide one`,
      series: {
        [one]: `${constant('0', 5)} -5000 ${constant('0', 5)} 0 9 -4000 ${constant('0', 10)}`,
        [series('node="n2", eni="eni-2"')]: `${constant('0', 5)} -5000 ${constant('0', 20)}`,
      },
      firing: { 6: NOTHING, 8: NOTHING, 12: [warning(9)], 20: NOTHING },
    },
    {
      what: `${metric}: failed reads of the counter do not count as a breach, even several in a row and on several interfaces`,
      series: {
        [one]: `${constant('0', 5)} -5000 5000 ${constant('0', 20)}`,
        [series('node="n1", eni="eni-2"')]: `${constant('0', 5)} 0 -5000 5000 ${constant('0', 20)}`,
        [series('node="n1", eni="eni-3"')]: `${constant('0', 5)} -70 0 70 ${constant('0', 20)}`,
        [series('node="n2", eni="eni-4"')]: `${constant('0', 5)} 0 -5000 ${constant('0', 3)} 5000 ${constant('0', 20)}`,
        [series('node="n2", eni="eni-6"')]: `${constant('0', 5)} 0 -9 9 -9 9 ${constant('0', 20)}`,
        [series('node="n2", eni="eni-5"')]:
          `${constant('0', 5)} -9 9 -9 9 ${constant('0', 2)} -9 9 ${constant('0', 20)}`,
      },
      firing: atMinutes(4, 24, NOTHING),
    },
    {
      what: `${metric}: a breach counts the packets that really exceeded the allowance while reads of the counter fail`,
      series: {
        [one]: `${repeated(STEADY, 10)} -1070 1077 ${repeated(STEADY, 20)}`,
        [series('node="n2", eni="eni-2"')]: `${constant('0', 10)} 0 -5000 5060 ${constant('0', 20)}`,
        [series('node="n2", eni="eni-3"')]: `${constant('0', 10)} 0 -5000 0 5000 ${constant('0', 20)}`,
      },
      firing: {
        ...atMinutes(6, 10, [warning(35)]),
        ...atMinutes(11, 15, [warning(35), ofSecond(60)]),
        16: [warning(35), critical(35), ofSecond(60)],
        17: [warning(35), critical(35)],
        20: [warning(35), critical(35)],
      },
    },
    {
      what: `${metric}: a burst counts if a driver reset or a failed read follows, although both cancel out`,
      series: {
        [one]: `${constant('0', 5)} 60 0 -60 ${constant('0', 20)}`,
        [series('node="n2", eni="eni-2"')]: `${constant('0', 15)} 0 60 0 -60 60 ${constant('0', 20)}`,
      },
      firing: {
        4: NOTHING,
        ...atMinutes(5, 10, [warning(60)]),
        11: NOTHING,
        15: NOTHING,
        ...atMinutes(16, 20, [ofSecond(60)]),
        23: NOTHING,
      },
    },
    {
      what: `${metric}: nodes are identified by the agent's label even if Prometheus renames it, and clusters by their label, if any`,
      series: {
        [`${metric}{cluster="east", node="scraped", exported_node="n1", eni="eni-1"}`]: `0 60 ${constant('0', 10)}`,
      },
      firing: { 2: [warning(60, { cluster: 'east' })] },
    },
  ];
}

export const ALLOWANCE_CASES = ALLOWANCES.flatMap(casesOf);
