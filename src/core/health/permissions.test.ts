import { permissionFindings, type TriedOperation } from './permissions';

const tried = (state: TriedOperation['state'], name = 'GetMonitor', serves = 'details'): TriedOperation => ({
  name,
  serves,
  state,
});
const found = (...operations: TriedOperation[]) =>
  permissionFindings(operations).map(({ state, text }) => [state, text]);

it('says what was allowed, and what was not tried', () => {
  expect(found(tried('allowed'), tried('allowed', 'GetScope'))).toEqual([
    ['fine', expect.stringMatching(/^2 of 2 operations.*Not tried.*networkflowmonitor:StartQuery\*.*StopQuery\*/)],
  ]);
});

it('names the actions that are denied, by what they serve', () => {
  const status = tried('denied', 'GetQueryStatusX', 'flows');
  const results = tried('denied', 'GetQueryResultsX', 'flows');
  expect(found(status, results, tried('denied', 'GetScope', 'accounts'))).toEqual([
    [
      'warning',
      'Denied to the identity that signs the requests: networkflowmonitor:GetQueryStatusX, networkflowmonitor:GetQueryResultsX (flows), ' +
        'networkflowmonitor:GetScope (accounts). Allow these actions in its IAM policy; without them, what is in brackets is missing.',
    ],
  ]);
});

it('only remarks what an older endpoint does not know', () => {
  expect(found(tried('unknown', 'ListPerformanceMonitors', 'network paths'))).toEqual([
    ['info', expect.stringMatching(/ListPerformanceMonitors \(network paths\)\. .*November 2026; update the gateway/)],
  ]);
});

it('says why something could not be tried', () => {
  expect(found({ ...tried('unsure'), said: 'Too often. Wait.' })).toEqual([
    ['warning', 'Could not be tried: networkflowmonitor:GetMonitor (details). Too often. Wait.'],
  ]);
});
