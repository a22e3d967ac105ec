import { bytesOf } from './flow';
import { joinReports } from './joinReports';
import { type Report } from './report';
import { mergeReports } from './mergeReports';

const report = (over: Partial<Report> = {}): Report => ({
  local: { ip: '10.0.1.5', namespace: 'shop', pod: 'ui-1' },
  remote: { ip: '10.0.2.7', namespace: 'shop', pod: 'carts-1' },
  targetPort: 80,
  category: 'INTER_AZ',
  path: [],
  metric: 'DATA_TRANSFERRED',
  value: 100,
  ...over,
});
const mirror = (over: Partial<Report> = {}) =>
  report({ local: report().remote, remote: report().local, targetPort: 0, ...over });
const bytes = (monitors: Report[][]) =>
  joinReports(mergeReports(monitors)).reduce((sum, flow) => sum + (bytesOf(flow) ?? 0), 0);

describe('mergeReports', () => {
  it('counts connections once that two monitors report', () => {
    expect(
      bytes([
        [report(), mirror()],
        [report(), mirror()],
      ])
    ).toBe(100);
  });

  it('counts connections once if one monitor has both ends and another one only the server', () => {
    expect(bytes([[report(), mirror()], [mirror()]])).toBe(100);
  });

  it('adds rows of one monitor that differ only in their value, and keeps NAT addresses separate', () => {
    const direct = report({ value: 10 });
    const byService = report({ remote: { ...report().remote, ip: '172.20.0.9' }, dnatIp: '10.0.2.7', value: 20 });
    expect(bytes([[direct, byService], [direct]])).toBe(30);
    expect(bytes([[mirror({ value: 1 }), mirror({ value: 2 })], [mirror({ value: 2 })]])).toBe(3);
  });

  it('returns the reports of a single monitor unchanged', () => {
    const reports = [report()];
    expect(mergeReports([reports])).toBe(reports);
  });
});
