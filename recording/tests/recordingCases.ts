import { constant, repeated } from '../../alerts/tests/alertCase';

/** Series in a simulated Prometheus, and the series that the rules must record from them. */
export interface RecordingCase {
  what: string;
  /** Values in promtool's notation by series, with a sample every 30 seconds. */
  series: Record<string, string>;
  /** All series of the named rules by minutes after the start, with their values. No other series may exist. */
  recorded: Record<number, Record<string, Record<string, number>>>;
}

const MINUTES = 20;
/** 100 bytes per second. Windows that include both of their ends have the same sum as others. */
const STEADY = repeated(['0', '6000'], MINUTES);
const ALWAYS = constant('1', MINUTES);
/** The first samples of a text, then another value until the end. */
const until = (text: string, samples: number, then: string) =>
  [...text.split(' ').slice(0, samples), ...Array<string>(2 * MINUTES - samples).fill(then)].join(' ');
const withSample = (text: string, at: number, value: string) =>
  text
    .split(' ')
    .map((sample, index) => (index === at ? value : sample))
    .join(' ');

const BYTES = 'namespace_pod_node:ingress_bytes:rate4m';
const LARGEST = 'namespace_pod_node:ingress_bytes:topk_rate4m';
const EXCEEDED = 'node_eni:pps_allowance_exceeded:rate4m';
const OPENED = 'namespace_pod_node:egress_flow:rate4m';
const recorded = (pod: string, more = '') => `{${more}namespace="shop", node="n1", pod="${pod}"}`;

/** The series of kube-state-metrics for a pod, and those of its node's agent, which responds and has run for a day. */
function podOn(node: string, pod: string, runs = ALWAYS): Record<string, string> {
  const labels = `namespace="shop", pod="${pod}", uid="${pod}-1"`;
  const agent = `namespace="amazon-network-flow-monitor", pod="agent-${node}", uid="agent-${node}-1"`;
  return {
    [`kube_pod_info{${labels}, node="${node}"}`]: runs,
    [`kube_pod_status_phase{${labels}, phase="Running"}`]: runs,
    [`kube_node_info{node="${node}"}`]: ALWAYS,
    [`bw_in_allowance_exceeded{node="${node}", eni="eni-1"}`]: constant('0', MINUTES),
    [`kube_pod_info{${agent}, node="${node}"}`]: ALWAYS,
    [`kube_pod_container_state_started{${agent}}`]: constant('-86400', MINUTES),
  };
}

const bytes = (pod: string, node = 'n1', iface = `eni-${pod}`) =>
  `ingress_bytes{namespace="shop", pod="${pod}", node="${node}", iface="${iface}"}`;

const exceeded = (eni: string) => `pps_allowance_exceeded{node="n1", eni="${eni}"}`;
const ofInterface = (eni: string) => `{node="n1", eni="${eni}"}`;

export const RECORDING_CASES: RecordingCase[] = [
  {
    what: 'a pod with steady traffic has the same rate in every window, recorded two minutes later',
    series: { ...podOn('n1', 'web-0'), [bytes('web-0')]: STEADY },
    recorded: {
      8: { [BYTES]: { [recorded('web-0')]: 100 } },
      12: { [BYTES]: { [recorded('web-0')]: 100 } },
    },
  },
  {
    what: 'the interfaces of a pod share its bytes and repeat its connections',
    series: {
      ...podOn('n1', 'web-0'),
      [bytes('web-0')]: STEADY,
      [bytes('web-0', 'n1', 'net1')]: STEADY,
      'egress_flow{namespace="shop", pod="web-0", node="n1", iface="eth0"}': repeated(['0', '60'], MINUTES),
      'egress_flow{namespace="shop", pod="web-0", node="n1", iface="net1"}': repeated(['0', '60'], MINUTES),
    },
    recorded: { 12: { [BYTES]: { [recorded('web-0')]: 200 }, [OPENED]: { [recorded('web-0')]: 1 } } },
  },
  {
    what: 'a terminated pod counts until its end, to within half a sample, and not afterwards, although its agent repeats values',
    series: {
      ...podOn('n1', 'job-0', until(ALWAYS, 18, '_')),
      [bytes('job-0')]: until(STEADY, 18, '6000'),
    },
    recorded: {
      8: { [BYTES]: { [recorded('job-0')]: 100 } },
      12: { [BYTES]: { [recorded('job-0')]: 87.5 } },
      16: { [BYTES]: {} },
    },
  },
  {
    what: 'an agent restart causes no spike',
    series: {
      ...podOn('n1', 'web-0'),
      [bytes('web-0')]: withSample(constant('3000', MINUTES), 15, '60000000'),
      'kube_pod_container_state_started{namespace="amazon-network-flow-monitor", pod="agent-n1", uid="agent-n1-1"}':
        until(constant('-86400', MINUTES), 15, '445'),
    },
    // A window contains nine constant values, because it includes both of its ends.
    recorded: { 12: { [BYTES]: { [recorded('web-0')]: 112.5 } }, 16: { [BYTES]: { [recorded('web-0')]: 112.5 } } },
  },
  {
    what: 'a burst without a restart is not removed as a spike, and no traffic is recorded as 0',
    series: { ...podOn('n1', 'web-0'), [bytes('web-0')]: withSample(constant('0', MINUTES), 15, '2400000') },
    recorded: { 8: { [BYTES]: { [recorded('web-0')]: 0 } }, 12: { [BYTES]: { [recorded('web-0')]: 10_000 } } },
  },
  {
    what: 'a missed scrape loses no traffic, because the next sample includes it',
    series: {
      ...podOn('n1', 'web-0'),
      'bw_in_allowance_exceeded{node="n1", eni="eni-1"}': withSample(constant('0', MINUTES), 13, '_'),
      [bytes('web-0')]: withSample(withSample(STEADY, 13, '_'), 14, '6000'),
    },
    recorded: { 12: { [BYTES]: { [recorded('web-0')]: 100 } } },
  },
  {
    what: 'an interface that the agent exposes for several pods is recorded, and its pods are excluded',
    series: {
      ...podOn('n1', 'web-0'),
      ...podOn('n1', 'web-1'),
      [bytes('web-0')]: STEADY,
      [bytes('web-1', 'n1', 'eni-shared')]: STEADY,
      [bytes('job-0', 'n1', 'eni-shared')]: constant('6000', MINUTES),
    },
    recorded: {
      12: {
        [BYTES]: { [recorded('web-0')]: 100 },
        'node_iface:ingress_bytes:count': { '{node="n1", iface="eni-shared"}': 2 },
      },
    },
  },
  {
    what: 'packets above an allowance are recorded by interface, without those of a failed read before the window',
    series: {
      ...podOn('n1', 'web-0'),
      [exceeded('eni-1')]: repeated(['0', '240'], MINUTES),
      [exceeded('eni-2')]: constant('0', MINUTES),
      [exceeded('eni-failing')]: withSample(withSample(constant('0', MINUTES), 11, '-5000'), 15, '5600'),
    },
    recorded: {
      12: { [EXCEEDED]: { [ofInterface('eni-1')]: 4, [ofInterface('eni-failing')]: 2.5 } },
    },
  },
  {
    what: 'a detached interface, whose last value the agent repeats, exceeds no allowance',
    series: {
      ...podOn('n1', 'web-0'),
      [exceeded('eni-detached')]: until(repeated(['0', '240'], 2), 4, '900'),
    },
    recorded: { 20: { [EXCEEDED]: {} } },
  },
  {
    what: 'the thousand largest pods are recorded again',
    series: Object.fromEntries(
      Array.from({ length: 1_001 }, (_, index) => [
        ...Object.entries(podOn('n1', `web-${index}`)),
        [bytes(`web-${index}`), constant(String(240 * (index + 1)), MINUTES)],
      ]).flat()
    ),
    recorded: {
      12: {
        [LARGEST]: Object.fromEntries(
          // A window contains nine constant values, because it includes both of its ends.
          Array.from({ length: 1_000 }, (_, index) => [recorded(`web-${index + 1}`), 9 * (index + 2)])
        ),
      },
    },
  },
  {
    what: 'only pods that ran are counted',
    series: {
      ...podOn('n1', 'web-0'),
      ...podOn('n1', 'web-1'),
      ...podOn('n2', 'web-2'),
      ...podOn('n2', 'gone-0', constant('_', MINUTES)),
      [bytes('web-0')]: STEADY,
      [bytes('web-1')]: STEADY,
      [bytes('web-2', 'n2')]: STEADY,
      [bytes('gone-0', 'n2')]: constant('6000', MINUTES),
    },
    recorded: {
      12: {
        'cluster:namespace_pod_node_ingress_bytes_rate4m:count': { '{}': 3 },
      },
    },
  },
  {
    what: "clusters are distinguished, and pods are identified by the agent's labels even if Prometheus renames them",
    series: {
      ...Object.fromEntries(
        Object.entries(podOn('n1', 'web-0')).map(([name, values]) => [name.replace('{', '{cluster="east", '), values])
      ),
      'ingress_bytes{cluster="east", namespace="amazon-network-flow-monitor", pod="agent-n1", exported_namespace="shop", exported_pod="web-0", node="n1"}':
        STEADY,
    },
    recorded: { 12: { [BYTES]: { [recorded('web-0', 'cluster="east", ')]: 100 } } },
  },
];
