import { NOON_MS, testWorld } from '../../testing/testWorld';
import { MINUTE_MS } from '../../world/time';
import { type LogGroup, logGroupName, LogsService } from './logsService';

const { facts } = testWorld();
const NAME = logGroupName(facts.name);
const STREAM = 'aws-network-policy-agent-audit-1';
const SECONDS = NOON_MS / 1_000;

const event = (afterMs: number, message: string, logStreamName = STREAM) => ({
  timestamp: NOON_MS + afterMs,
  message,
  logStreamName,
});
const EVENTS = [
  event(0, 'Node: n;SIP: a;SPORT: 1;DIP: b;DPORT: 80;PROTOCOL: TCP;PolicyVerdict: DENY;Tier: DEFAULT'),
  event(1_000, 'Node: n;SIP: a;SPORT: 1;DIP: b;DPORT: 80;PROTOCOL: TCP;PolicyVerdict: DENY;Tier: DEFAULT'),
  event(2_000, 'Node: n;SIP: a;SPORT: 2;DIP: b;DPORT: 80;PROTOCOL: TCP;PolicyVerdict: DENY;Tier: DEFAULT'),
  event(3_000, 'Node: n;SIP: a;SPORT: 2;DIP: b;DPORT: 80;PROTOCOL: TCP;PolicyVerdict: ACCEPT;Tier: DEFAULT'),
  event(MINUTE_MS + 4_000, 'broken'),
  event(MINUTE_MS + 5_000, 'of the API server', 'kube-apiserver-1'),
];

const group: LogGroup = {
  name: NAME,
  events: (fromMs, toMs) => EVENTS.filter(({ timestamp }) => fromMs <= timestamp && timestamp < toMs),
};
let logs: LogsService;

beforeEach(() => (logs = new LogsService(facts, group)));

const RANGE = { startTime: SECONDS, endTime: SECONDS + 3_600 };

interface Results {
  status: string;
  results: Array<Array<{ field: string; value: string }>>;
  statistics: { recordsMatched: number; recordsScanned: number };
}

/** The rows of a query, each as an object. */
function run(queryString: string, more: object = {}): Array<Record<string, string>> {
  const { queryId } = logs.answer('StartQuery', { ...RANGE, queryString, logGroupNames: [NAME], ...more }) as {
    queryId: string;
  };
  logs.answer('GetQueryResults', { queryId });
  const { results } = logs.answer('GetQueryResults', { queryId }) as Results;
  return results.map((row) => Object.fromEntries(row.map(({ field, value }) => [field, value])));
}

const AUDIT = 'filter @logStream like /^aws-network-policy-agent-audit-/';
const GLOB = 'parse @message "*;SPORT: *;DIP: *;PolicyVerdict: DENY*" as before, sport, after, tier';

describe('Logs Insights', () => {
  it('groups lines by the parts that a pattern finds, and the others together', () => {
    const stats =
      'stats count(*) as packets, count_distinct(sport) as attempts, max(@timestamp) as lastMs by before, after, tier';
    expect(run(`${AUDIT} | ${GLOB} | ${stats} | sort packets desc | limit 10`)).toEqual([
      {
        ...{ before: 'Node: n;SIP: a', after: 'b;DPORT: 80;PROTOCOL: TCP', tier: ';Tier: DEFAULT' },
        ...{ packets: '3', attempts: '2', lastMs: String(NOON_MS + 2_000) },
      },
      { packets: '2', attempts: '0', lastMs: String(NOON_MS + MINUTE_MS + 4_000) },
    ]);
  });

  it('has named groups, the latest value, and periods with times as texts', () => {
    const verdict = 'parse @message /PolicyVerdict: (?<verdict>[A-Z]+)/';
    expect(run(`${AUDIT} and @message like "Node" | ${verdict} | stats latest(@message) as last by verdict`)).toEqual([
      { verdict: 'DENY', last: EVENTS[2]?.message },
      { verdict: 'ACCEPT', last: EVENTS[3]?.message },
    ]);
    expect(run('stats count(*) by bin(1m)')).toEqual([
      { 'bin(1m)': expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:00:00\.000$/), 'count(*)': '4' },
      { 'bin(1m)': expect.stringMatching(/:01:00\.000$/), 'count(*)': '2' },
    ]);
  });

  it('accepts what Grafana adds to each query, and returns the chosen fields', () => {
    const added = 'fields @timestamp,ltrim(@log) as log_internal,ltrim(@logStream) as stream_internal|';
    const [row] = run(`${added}filter @message not like /Node/ and ispresent(@message) | limit 1`);
    expect(row).toEqual({
      '@timestamp': expect.stringMatching(/ \d\d:01:04\.000$/),
      log_internal: `${facts.accountId}:${NAME}`,
      stream_internal: STREAM,
    });
    expect(run('filter @message like /Node/ | fields @message | display @logStream | limit 1')).toEqual([
      { '@logStream': STREAM },
    ]);
  });

  it('has results only after polling, for the seconds of the range', () => {
    const request = { ...RANGE, endTime: SECONDS, queryString: 'fields @message', logGroupNames: [NAME] };
    const { queryId } = logs.answer('StartQuery', request) as { queryId: string };
    const poll = () => logs.answer('GetQueryResults', { queryId }) as Results;
    expect(poll()).toMatchObject({ status: 'Running', results: [] });
    expect(poll()).toMatchObject({ status: 'Complete', statistics: { recordsMatched: 1, recordsScanned: 1 } });
    expect(() => logs.answer('StopQuery', { queryId })).toThrow('already ended');
  });

  it('can be stopped', () => {
    const request = { ...RANGE, queryString: 'fields @message', logGroupNames: [NAME] };
    const { queryId } = logs.answer('StartQuery', request) as { queryId: string };
    expect(logs.answer('StopQuery', { queryId })).toEqual({ success: true });
    expect(logs.answer('GetQueryResults', { queryId })).toMatchObject({ status: 'Cancelled', results: [] });
  });

  it.each([
    'dedup @message',
    'filter @message = "a" or @message = "b"',
    'stats avg(@timestamp)',
    'stats count(*) by bin(1y)',
    'fields concat(@log, "a")',
    'parse @message "*;*" as one',
    'parse @message /(?<one>a)(b)/',
    'limit many',
    'sort @timestamp upward',
  ])('rejects what is not simulated: %s', (query) => {
    expect(() => run(query)).toThrow(expect.objectContaining({ code: 'MalformedQueryException' }));
  });

  it.each([
    [{ logGroupNames: ['/aws/eks/other/cluster'] }, 'ResourceNotFoundException'],
    [{ logGroupNames: [NAME, NAME] }, 'InvalidParameterException'],
    [{ queryLanguage: 'SQL' }, 'InvalidParameterException'],
    [{ endTime: 0 }, 'InvalidParameterException'],
  ])('rejects the request with %j', (more, code) => {
    expect(() => run('fields @message', more)).toThrow(expect.objectContaining({ code }));
  });

  it('finds the log group by its ARN, and only if the agents send logs', () => {
    const [found] = (logs.answer('DescribeLogGroups', { logGroupNamePrefix: '/aws/eks' }) as { logGroups: object[] })
      .logGroups as Array<{ logGroupArn: string }>;
    expect(run('limit 1', { logGroupNames: [], logGroupIdentifiers: [found?.logGroupArn] })).toEqual([{}]);
    expect(logs.answer('DescribeLogGroups', { logGroupNamePattern: 'other' })).toEqual({ logGroups: [] });
    logs = new LogsService(facts, undefined);
    expect(logs.answer('DescribeLogGroups', {})).toEqual({ logGroups: [] });
    expect(() => run('limit 1')).toThrow('does not exist');
  });
});
