import { readAddress } from './address';
import { addressOrFinding, type ApiProblem, flowApiAnswers, flowApiFails } from './flowApi';

const ACTION = 'networkflowmonitor:ListMonitors';

function found(problem: ApiProblem, text = 'http://gateway:8080') {
  const address = readAddress(text);
  if (!address) {
    throw new Error(`no address: ${text}`);
  }
  return flowApiFails(problem, address, ACTION);
}

it.each<[string, ApiProblem, RegExp]>([
  [
    'no way from the browser',
    { kind: 'no-grafana' },
    /Grafana's own server.*Check the connection.*\/api\/datasources\/proxy/,
  ],
  [
    'no connection',
    { kind: 'no-connection', said: 'Bad Gateway' },
    /no connection to http:\/\/gateway:8080: .*does not resolve.*nothing listens.*TLS.*Check the address.*speaks http \(or write https/,
  ],
  ['no answer in time', { kind: 'no-answer' }, /^http:\/\/gateway:8080 gives no answer in time\. Check that firewalls/],
  [
    'a gateway that is down',
    { kind: 'unavailable', said: 'Later' },
    /not available \(Later\)\. Check that the gateway/,
  ],
  [
    'a user without permission',
    { kind: 'not-allowed-in-grafana', said: 'No' },
    /Grafana does not let you.*Ask its admin/,
  ],
  ['credentials', { kind: 'not-authenticated', said: 'Expired' }, /\(Expired\)\. Check the AWS credentials.*clock/],
  ['a missing permission', { kind: 'denied', said: 'No' }, /^networkflowmonitor:ListMonitors is denied \(No\)\. Allow/],
  [
    'another service',
    { kind: 'another-service', said: 'HTTP 404' },
    /not the network-flow API \(HTTP 404\)\. .*sign-in page/,
  ],
  ['something else, as it was told', { kind: 'failed', said: 'It broke. Mend it.' }, /^It broke\. Mend it\.$/],
])('tells %s, and what to do', (_, problem, text) => {
  expect(found(problem)).toEqual({ part: 'Flow API', state: 'broken', text: expect.stringMatching(text) });
});

it('is only a warning where the API was asked too often', () => {
  expect(found({ kind: 'throttled', said: 'Rate exceeded' })).toMatchObject({
    state: 'warning',
    text: expect.stringMatching(/too often \(Rate exceeded\)\. Wait a minute/),
  });
});

it.each<[string, ApiProblem['kind'], string, RegExp]>([
  ['https', 'no-connection', 'https://gateway', /certificate that Grafana's machine trusts \(or write http:/],
  ['loopback', 'no-connection', 'http://127.0.0.1:9510', /means Grafana's own machine or container/],
  ['AWS itself', 'not-authenticated', 'https://networkflowmonitor.eu-west-1.api.aws', /Grafana signs none.*gateway/],
  ['a path', 'another-service', 'http://gateway/', /no slash too many/],
])('knows what is special about an address: %s', (_, kind, address, text) => {
  expect(found({ kind }, address).text).toMatch(text);
  expect(found({ kind }).text).not.toMatch(text);
});

it.each([
  [undefined, false, 'broken', /^There is no flow API address\. Enter/],
  ['', false, 'broken', /^There is no flow API address\. Enter/],
  [undefined, true, 'warning', /flows can only come from the agents' series\. Enter/],
  ['gateway:8080', true, 'broken', /"gateway:8080" is no address.*"http:\/\/gateway:8080"/],
])('asks for an address where there is none: %s', (text, hasPrometheus, state, expected) => {
  expect(addressOrFinding(text, hasPrometheus)).toEqual({
    finding: { part: 'Flow API', state, text: expect.stringMatching(expected) },
  });
});

it('shows no password', () => {
  const given = addressOrFinding('http://me:secret@gateway', true);
  expect('address' in given && flowApiAnswers(given.address).text).toBe('http://gateway answers.');
});
