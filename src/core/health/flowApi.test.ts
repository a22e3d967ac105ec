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
    'a browser that does not reach Grafana',
    { kind: 'no-grafana' },
    /no response from the Grafana server\. Check the connection.*\/api\/datasources\/proxy/,
  ],
  [
    'no connection',
    { kind: 'no-connection', said: 'Bad Gateway' },
    /cannot connect to http:\/\/gateway:8080: .*does not resolve.*port is closed.*TLS.*Check the URL.*serves HTTP \(or use https/,
  ],
  ['a timeout', { kind: 'no-answer' }, /^http:\/\/gateway:8080 timed out\. Check that firewalls/],
  [
    'a gateway that is not available',
    { kind: 'unavailable', said: 'Later' },
    /not available \(Later\)\. Check that the gateway/,
  ],
  [
    'a user without permission',
    { kind: 'not-allowed-in-grafana', said: 'No' },
    /Grafana does not allow you.*\(No\)\. Ask your Grafana admin/,
  ],
  [
    'a rejected request',
    { kind: 'rejected', said: 'The clock is wrong. Synchronize it.' },
    /^The clock is wrong\. Syn/,
  ],
  ['a missing permission', { kind: 'denied', said: 'No' }, /^networkflowmonitor:ListMonitors is denied \(No\)\. Allow/],
  [
    'another service',
    { kind: 'another-service', said: 'HTTP 404' },
    /not the network-flow API \(HTTP 404\)\. .*sign-in page/,
  ],
  ['any other problem in its own words', { kind: 'failed', said: 'It broke. Fix it.' }, /^It broke\. Fix it\.$/],
])('explains %s and says what to do', (_, problem, text) => {
  expect(found(problem)).toEqual({ part: 'Flow API', state: 'broken', text: expect.stringMatching(text) });
});

it('only warns if the API throttles requests', () => {
  expect(found({ kind: 'throttled', said: 'Rate exceeded' })).toMatchObject({
    state: 'warning',
    text: expect.stringMatching(/throttling requests \(Rate exceeded\)\. Wait a minute/),
  });
});

it.each<[string, ApiProblem['kind'], string, RegExp]>([
  ['an HTTPS URL', 'no-connection', 'https://gateway', /certificate that the Grafana server trusts \(or use http:/],
  [
    'a loopback address',
    'no-connection',
    'http://127.0.0.1:9510',
    /refers to the machine or container that runs Grafana/,
  ],
  ['a URL with a path', 'another-service', 'http://gateway/', /trailing slash/],
])('adds advice for %s', (_, kind, address, text) => {
  expect(found({ kind }, address).text).toMatch(text);
  expect(found({ kind }).text).not.toMatch(text);
});

it.each([
  [undefined, false, 'broken', /^No flow API URL is configured\. Enter/],
  ['', false, 'broken', /^No flow API URL is configured\. Enter/],
  [undefined, true, 'warning', /flows are available from the agents' series only\. Enter/],
  ['gateway:8080', true, 'broken', /"gateway:8080" is not a valid URL.*"http:\/\/gateway:8080"/],
])('requests a URL if the settings have no valid one: %s', (text, hasPrometheus, state, expected) => {
  expect(addressOrFinding(text, hasPrometheus)).toEqual({
    finding: { part: 'Flow API', state, text: expect.stringMatching(expected) },
  });
});

it('does not show the password of a URL', () => {
  const given = addressOrFinding('http://me:secret@gateway', true);
  expect('address' in given && flowApiAnswers(given.address).text).toBe('Reachable at http://gateway.');
});
