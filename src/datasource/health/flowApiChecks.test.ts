import { NEVER, type Observable, of, throwError, VirtualTimeScheduler } from 'rxjs';
import { type Finding } from '../../core/health/finding';
import { FlowApiClient } from '../../flowapi/client';
import { type FlowApiAnswer, type FlowApiRequest, TransportFailure } from '../../flowapi/transport';
import { type FlowDataSourceOptions } from '../settings/options';
import { flowApiChecks } from './flowApiChecks';

const ADDRESS = 'http://gateway:8080';
const MONITORS = [
  { monitorArn: 'arn:old', monitorName: 'old', monitorStatus: 'INACTIVE' },
  { monitorArn: 'arn:demo', monitorName: 'demo', monitorStatus: 'ACTIVE' },
];

/** Answers by path; "hangs" never comes. */
type Answers = (request: FlowApiRequest) => object | string | number | TransportFailure;

const healthy: Answers = ({ path }) => {
  switch (path) {
    case '/monitors':
      return { monitors: MONITORS };
    case '/scopes':
      return { scopes: [{ scopeId: 's', scopeArn: 'arn:s', status: 'SUCCEEDED' }] };
    case '/performance-monitors':
      return { monitors: [{ monitorName: 'paths', monitorArn: 'arn:p', monitorStatus: 'ACTIVE' }] };
    default:
      return /Queries|queries/.test(path) ? 404 : {};
  }
};

function check(answers: Answers, settings: FlowDataSourceOptions = { flowApiUrl: ADDRESS }, triesPermissions = true) {
  const scheduler = new VirtualTimeScheduler();
  const requests: FlowApiRequest[] = [];
  const transport = (request: FlowApiRequest): Observable<FlowApiAnswer> => {
    requests.push(request);
    const answer = answers(request);
    if (answer === 'hangs') {
      return NEVER;
    }
    const failure = typeof answer === 'number' ? new TransportFailure(answer, '') : answer;
    return failure instanceof TransportFailure ? throwError(() => failure) : of({ body: answer });
  };
  const client = new FlowApiClient(transport, { scheduler, random: () => 0.5 });
  const emissions: Finding[][] = [];
  let endMs = NaN;
  flowApiChecks({ settings, transport, client }, triesPermissions).subscribe((findings) => {
    emissions.push(findings);
    endMs = scheduler.now();
  });
  scheduler.flush();
  expect(emissions).toHaveLength(1);
  const [findings = []] = emissions;
  return { states: findings.map(({ part, state }) => [part, state]), findings, requests, endMs };
}

const textOf = (findings: readonly Finding[], part: Finding['part'], state?: Finding['state']) =>
  findings.find((one) => one.part === part && (state === undefined || one.state === state))?.text;

it('finds no problem, and does not start or stop queries', () => {
  const { states, requests } = check(healthy);
  expect(states).toEqual([
    ['Flow API', 'fine'],
    ['Monitors', 'fine'],
    ['Monitors', 'info'],
    ['Permissions', 'fine'],
  ]);
  expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  expect(requests).toContainEqual({ method: 'GET', path: '/monitors/demo' });
  expect(requests).toContainEqual(expect.objectContaining({ parameters: { monitorArn: 'arn:demo' } }));
  expect(
    requests.filter(({ path }) =>
      /^\/(monitors\/demo|workloadInsights\/s|performance-monitors\/paths)\/.*ueries\/0{8}/.test(path)
    )
  ).toHaveLength(8);
});

it('sends no requests that a healthy API answers with an error, if permissions are not tried', () => {
  const { states, requests } = check(healthy, { flowApiUrl: ADDRESS }, false);
  expect(states).toEqual([
    ['Flow API', 'fine'],
    ['Monitors', 'fine'],
    ['Monitors', 'info'],
  ]);
  expect(requests.map(({ path }) => path)).toEqual(['/monitors']);
  const denied = check(() => new TransportFailure(403, 'User is not authorized'), { flowApiUrl: ADDRESS }, false);
  expect(denied.states).toEqual([['Flow API', 'broken']]);
  expect(textOf(denied.findings, 'Flow API')).toMatch(/^networkflowmonitor:ListMonitors is denied/);
});

it('sends no requests without a URL', () => {
  for (const flowApiUrl of [undefined, '', 'gateway:8080']) {
    const { states, requests } = check(healthy, { flowApiUrl });
    expect([states, requests]).toEqual([[['Flow API', 'broken']], []]);
  }
  expect(check(healthy, { prometheusUid: 'prom' }).states).toEqual([['Flow API', 'warning']]);
});

it.each<[string, Answers, Finding['state'], RegExp]>([
  ['no connection', () => 502, 'broken', /cannot connect to http:\/\/gateway:8080/],
  ['no answer in time', () => 504, 'broken', /timed out/],
  ['nothing at all', () => 'hangs', 'broken', /timed out/],
  ['a gateway that is down', () => 503, 'broken', /not available/],
  ['no Grafana', () => new TransportFailure(undefined, ''), 'broken', /no response from the Grafana server/],
  [
    'a 401 by way of Grafana',
    () => new TransportFailure(400, 'Authentication to data source failed'),
    'broken',
    /requires authentication.*token in the data source settings/,
  ],
  [
    'expired credentials',
    () => new TransportFailure(403, 'The security token included in the request is expired'),
    'broken',
    /credentials of the gateway have expired \(The security token/,
  ],
  [
    'an operation that the gateway refuses',
    () => new TransportFailure(403, 'The gateway does not allow this operation.', 'operation'),
    'broken',
    /gateway does not allow this operation.*Update the gateway/,
  ],
  [
    'an Infinity data source that does not exist',
    () => new TransportFailure(404, 'Data source not found', 'infinity-missing'),
    'broken',
    /Infinity data source.*\(Data source not found\).*Select another Infinity data source in the settings/,
  ],
  [
    'an Infinity data source that does not allow the URL',
    () => new TransportFailure(undefined, 'requested URL not allowed', 'infinity-failed'),
    'broken',
    /Infinity data source got no response.*\(requested URL not allowed\).*allow the host of the flow API URL/,
  ],
  [
    'a user without the permission in Grafana',
    () => new TransportFailure(403, "You'll need additional permissions to perform this action"),
    'broken',
    /Grafana does not allow you/,
  ],
  ['a sign-in page', () => '<html>Sign in</html>', 'broken', /not the network-flow API.*sign-in page/],
  ['another JSON', () => ({ status: 'ok' }), 'broken', /not the network-flow API.*"monitors"/],
  ['another path', () => 404, 'broken', /not the network-flow API \(HTTP 404\)/],
  [
    'throttled requests',
    () => new TransportFailure(429, 'Rate exceeded'),
    'warning',
    /throttling requests \(Rate exceeded\)/,
  ],
  ['an internal error', () => new TransportFailure(500, 'Oh'), 'broken', /internal error \(Oh\).*AWS Health Dashboard/],
])('is one finding where there is no way to the API: %s', (_, answers, state, text) => {
  const { findings, states, endMs } = check(answers);
  expect(states).toEqual([['Flow API', state]]);
  expect(textOf(findings, 'Flow API')).toMatch(text);
  expect(endMs).toBeLessThanOrEqual(40_000);
});

it('names every denied action, and the first one as the cause', () => {
  const denied = new TransportFailure(403, 'User is not authorized');
  const all = check(() => denied);
  expect(all.states).toEqual([
    ['Flow API', 'broken'],
    ['Permissions', 'warning'],
  ]);
  expect(textOf(all.findings, 'Flow API')).toMatch(/^networkflowmonitor:ListMonitors is denied \(User is not/);
  expect(textOf(all.findings, 'Permissions')).toMatch(/:ListScopes .*:ListPerformanceMonitors/);

  const queriesDenied: Answers = (request) => (/topContributorsQueries/.test(request.path) ? denied : healthy(request));
  const { states, findings } = check(queriesDenied);
  expect(states).toContainEqual(['Permissions', 'warning']);
  const text = textOf(findings, 'Permissions');
  expect(text).toContain(
    'networkflowmonitor:GetQueryStatusMonitorTopContributors, networkflowmonitor:GetQueryResultsMonitorTopContributors (flows)'
  );
  expect(text).not.toContain('GetMonitor (');
});

it('reports operations that the endpoint does not support', () => {
  const older: Answers = (request) => (/performance|suggestions/.test(request.path) ? 404 : healthy(request));
  const { states, findings } = check(older);
  expect(states).toContainEqual(['Permissions', 'info']);
  expect(textOf(findings, 'Permissions', 'info')).toMatch(/:ListPerformanceMonitors.*:GetMonitorScopeSuggestions/);
});

it('warns about an operation without a response, and returns the findings of the others', () => {
  const hanging: Answers = (request) => (request.path === '/scopes/s' ? 'hangs' : healthy(request));
  const { states, findings, endMs } = check(hanging);
  expect(states).toEqual([
    ['Flow API', 'fine'],
    ['Monitors', 'fine'],
    ['Monitors', 'info'],
    ['Permissions', 'warning'],
    ['Permissions', 'fine'],
  ]);
  expect(textOf(findings, 'Permissions')).toMatch(/: networkflowmonitor:GetScope .*no response within 20 s/);
  expect(endMs).toBe(20_000);
});
