/** @jest-environment node */
import { findingsIn } from './modelValidator';

describe('findingsIn', () => {
  it.each([
    ['ListMonitors', {}, ['ListMonitors.monitors: required and missing']],
    ['ListMonitors', { monitors: [], more: 1 }, ['ListMonitors.more: not in the model']],
    ['GetQueryStatusPerformanceMonitor', { status: 'DONE' }, ['…status: "DONE" is not in the enum']],
    ['GetQueryResultsPerformanceMonitor', { fields: [], data: [['a', null]] }, []],
    ['GetQueryResultsPerformanceMonitor', { fields: [], data: [[1]] }, ['…data[0][0]: 1 is not a string']],
    ['GetQueryResultsMonitorTopContributors', { unit: null, topContributors: [{ localSubnetId: '' }] }, []],
    [
      'GetQueryResultsMonitorTopContributors',
      { topContributors: [{ localSubnetId: 'sub', value: 1.5 }] },
      [
        '…topContributors[0].localSubnetId: "sub" does not match subnet-[a-zA-Z0-9]{8,32}',
        '…topContributors[0].value: 1.5 is not a long',
      ],
    ],
    [
      'GetMonitorScopeSuggestions',
      { status: 'COMPLETE', accountsToAdd: [], updatedAt: '2026-11-22T12:00:00Z' },
      ['…updatedAt: 2026-11-22T12:00:00Z is not a timestamp in the format unixTimestamp'],
    ],
  ])('%s %j', (operation, body, findings) => {
    expect(findingsIn(operation, body)).toEqual(findings.map((finding) => finding.replace('…', `${operation}.`)));
  });
});
