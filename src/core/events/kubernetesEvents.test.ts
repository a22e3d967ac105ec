import { kubernetesWarnings, warningIn } from './kubernetesEvents';

const MINUTE_MS = 60_000;

/** A line as Grafana Alloy writes it (loki.source.kubernetes_events, parseEvent). */
const logfmt = (fields: { kind?: string; name: string; reason?: string; type?: string; msg?: string }) =>
  `name=${fields.name} kind=${fields.kind ?? 'Pod'} objectAPIversion=v1 objectRV=1 eventRV=2 reportinginstance=ip-10-0-1-2 ` +
  `reportingcontroller=kubelet sourcecomponent=kubelet sourcehost=ip-10-0-1-2 reason=${fields.reason ?? 'BackOff'} ` +
  `type=${fields.type ?? 'Warning'} count=5 msg=${JSON.stringify(fields.msg ?? 'Back-off restarting failed container')}`;

const at = (minute: number, line: string, namespace = 'shop') => ({
  timeMs: minute * MINUTE_MS,
  line,
  labels: { job: 'loki.source.kubernetes_events', namespace },
});

describe('a line of Kubernetes events', () => {
  const expected = {
    timeMs: 0,
    kind: 'Pod',
    namespace: 'shop',
    name: 'web-0',
    reason: 'Unhealthy',
    message: 'Readiness probe failed: Get "http://10.0.1.2/": timeout',
  };
  const { kind, namespace, name, reason, message } = expected;

  it.each([
    ['logfmt of Alloy', logfmt({ name, reason, msg: message })],
    ['JSON of Alloy', JSON.stringify({ name, kind, reason, type: 'Warning', count: 5, msg: message })],
    [
      'JSON of kubernetes-event-exporter',
      JSON.stringify({
        metadata: { name: 'web-0.17f', namespace },
        reason,
        message,
        type: 'Warning',
        involvedObject: { kind, namespace, name, uid: 'u' },
      }),
    ],
  ])('is read from the %s', (_, line) => {
    expect(warningIn(at(0, line))).toEqual(expected);
  });

  it.each([
    '',
    'Warning',
    '{"type":"Warning"',
    '{"type":"Warning"}',
    'type=Warning name= reason=',
    'level=info msg="Warning"',
    'null',
  ])('is none if it is %j', (line) => {
    expect(warningIn(at(0, line))).toBeUndefined();
  });

  it('is none if it is no warning', () => {
    expect(warningIn(at(0, logfmt({ name: 'web-0', reason: 'Pulled', type: 'Normal' })))).toBeUndefined();
  });
});

describe('warnings', () => {
  it('are one event for each workload and reason, until a longer pause', () => {
    const events = kubernetesWarnings([
      at(9, logfmt({ name: 'web-1' })),
      at(5, logfmt({ name: 'web-0' })),
      at(6, logfmt({ name: 'web-0', reason: 'Unhealthy', msg: 'Readiness probe failed' })),
      at(40, logfmt({ name: 'web-0' })),
      at(5, logfmt({ name: 'web-0' }), 'bank'),
    ]);
    expect(events.map(({ startMs, endMs = startMs, title, text }) => [startMs, endMs, title, text])).toEqual([
      [5 * MINUTE_MS, 9 * MINUTE_MS, 'BackOff: shop/web', 'Back-off restarting failed container (2 times)'],
      [40 * MINUTE_MS, 40 * MINUTE_MS, 'BackOff: shop/web', 'Back-off restarting failed container'],
      [6 * MINUTE_MS, 6 * MINUTE_MS, 'Unhealthy: shop/web', 'Readiness probe failed'],
      [5 * MINUTE_MS, 5 * MINUTE_MS, 'BackOff: bank/web', 'Back-off restarting failed container'],
    ]);
    expect(events[0]).toMatchObject({
      tags: ['Kubernetes warning', 'shop', 'web', 'BackOff'],
      pods: [
        { namespace: 'shop', pod: 'web-0' },
        { namespace: 'shop', pod: 'web-1' },
      ],
    });
  });

  it('of a node name the node', () => {
    expect(
      kubernetesWarnings([at(0, logfmt({ kind: 'Node', name: 'n1', reason: 'NodeNotReady', msg: 'm' }), 'default')])
    ).toEqual([
      {
        startMs: 0,
        title: 'NodeNotReady: n1',
        text: 'm',
        tags: ['Kubernetes warning of a node', 'n1', 'NodeNotReady'],
      },
    ]);
  });
});
