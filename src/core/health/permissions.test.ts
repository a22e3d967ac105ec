import { permissionFindings, type TriedOperation } from './permissions';

const tried = (state: TriedOperation['state'], name = 'GetMonitor', serves = 'details'): TriedOperation => ({
  name,
  serves,
  state,
});
const found = (...operations: TriedOperation[]) =>
  permissionFindings(operations).map(({ state, text }) => [state, text]);

it('says what is allowed and what was not tested', () => {
  expect(found(tried('allowed'), tried('allowed', 'GetScope'))).toEqual([
    [
      'fine',
      expect.stringMatching(/^2 of 2 read-only operations.*Not tested.*networkflowmonitor:StartQuery\*.*StopQuery\*/),
    ],
  ]);
});

it('names the denied actions by the features that need them', () => {
  const status = tried('denied', 'GetQueryStatusX', 'flows');
  const results = tried('denied', 'GetQueryResultsX', 'flows');
  expect(found(status, results, tried('denied', 'GetScope', 'accounts'))).toEqual([
    [
      'warning',
      'Denied to the identity that signs the requests: networkflowmonitor:GetQueryStatusX, networkflowmonitor:GetQueryResultsX (flows), ' +
        'networkflowmonitor:GetScope (accounts). Allow these actions in its IAM policy. Without them, the features in parentheses are not available.',
    ],
  ]);
});

it('only notes what an older endpoint does not support', () => {
  expect(found(tried('unknown', 'ListPerformanceMonitors', 'network paths'))).toEqual([
    ['info', expect.stringMatching(/ListPerformanceMonitors \(network paths\)\. .*November 2026\. Update the gateway/)],
  ]);
});

it('says why an operation could not be tested', () => {
  expect(found({ ...tried('unsure'), said: 'Too often. Wait.' })).toEqual([
    ['warning', 'Could not be tested: networkflowmonitor:GetMonitor (details). Too often. Wait.'],
  ]);
});
