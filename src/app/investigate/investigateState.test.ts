import { investigateUrl, readInvestigateState } from './investigateState';

/** The state of the page at an address. */
function stateAt(url: string) {
  return readInvestigateState(Object.fromEntries(new URL(url, 'http://grafana').searchParams));
}

const TIME = 'from=2026-03-01T10:00:00.000Z&to=2026-03-01T10:30:00.000Z';

describe('the state of "Investigate" in its URL', () => {
  it('is the same after it is written and read', () => {
    const state = {
      dataSource: 'eastwest',
      watched: { kind: 'cluster', name: 'arn:aws:eks:eu-west-1:123456789012:cluster/shop' },
      from: '2026-03-01T10:00:00+02:00',
      to: 'now',
      place: {
        kind: 'pair',
        client: { kind: 'workload', namespace: 'shop', workload: 'ui' },
        server: { kind: 'external', name: 'Amazon S3 (*, $1 & more)' },
      },
      alert: 'High loss: ${workload}',
      comparison: 'day',
      pins: [
        { kind: 'external', name: 'Payment, Inc.' },
        { kind: 'workload', namespace: 'shop', workload: 'ui' },
      ],
      notes: 'Rolled back at 10:20.\nLosses ended, see #42 & more.',
    } as const;
    expect(stateAt(investigateUrl(state))).toEqual(state);
  });

  it('has what a dashboard selects', () => {
    expect(stateAt(`/a/x/investigate?ds=f1&monitor=m1&place=workload/shop/ui&${TIME}`)).toEqual({
      dataSource: 'f1',
      watched: { kind: 'monitor', name: 'm1' },
      place: { kind: 'workload', namespace: 'shop', workload: 'ui' },
      from: '2026-03-01T10:00:00.000Z',
      to: '2026-03-01T10:30:00.000Z',
    });
  });

  it.each([
    ['All', 'workload/shop/.*'],
    ['several values', 'workload/shop/ui,cart'],
    ['several encoded values', 'workload/shop/%7Bui%2Ccart%7D'],
    ['several texts', 'monitor/m1 %2B m2'],
    ['the text of All', 'monitor/All'],
    ['a variable that the dashboard does not have', 'node/${node:percentencode}'],
    ['no value', 'node/'],
    ['a field that the row does not have', 'pair/node%2Fn1/node%2F%24%7B__data.fields.Node%7D'],
  ])('has no place if a variable has %s', (_, place) => {
    expect(stateAt(`/a/x/investigate?place=${place}`)).toEqual({ from: 'now-30m', to: 'now' });
  });

  it.each(['$monitor', '${monitor:percentencode}', 'All', 'm1 %2B m2', '.*', ''])(
    'has no data source, monitor, or cluster if these are "%s"',
    (value) => {
      const url = `/a/x/investigate?ds=${value}&monitor=${value}&cluster=${value}`;
      expect(stateAt(url)).toEqual({ from: 'now-30m', to: 'now' });
    }
  );
});
