import { aggregateFlows } from '../graph/aggregate';
import { lossLevel } from '../graph/loss';
import { joinReports } from './joinReports';
import { type Report } from './report';
import { withZeroBytes } from './zeroBytes';

const web = { ip: '10.0.1.11', namespace: 'shop', pod: 'web-0' };
const database = { ip: '10.0.3.11', namespace: 'data', pod: 'orders-db-0' };

function report(metric: Report['metric'], value: number, more: Partial<Report> = {}): Report {
  return { local: web, remote: database, targetPort: 5432, category: 'INTER_AZ', path: [], metric, value, ...more };
}

const fromServer = { local: database, remote: web, targetPort: 0 };
const LOSSES = [report('RETRANSMISSIONS', 40), report('TIMEOUTS', 40)];

function edgeOf(reports: readonly Report[], categories = ['INTER_AZ']) {
  const flows = joinReports(withZeroBytes(reports, categories));
  const [edge] = aggregateFlows(flows, { level: 'workload', maxEdges: Infinity }).edges;
  return edge && { bytes: edge.bytes, level: lossLevel(edge) };
}

describe('withZeroBytes', () => {
  it('makes losses severe if nothing arrives', () => {
    expect(edgeOf(LOSSES)).toEqual({ bytes: 0, level: 'severe' });
  });

  it('leaves bytes unknown if only the largest flows of the category are known', () => {
    expect(edgeOf(LOSSES, ['INTRA_AZ'])).toEqual({ bytes: undefined, level: 'some' });
  });

  it.each([
    ['by the same end', {}],
    ['by the other end', fromServer],
    [
      'by the other end, which knows a translated address',
      { ...fromServer, remote: { ip: '10.0.9.9' }, snatIp: '10.0.3.11', dnatIp: web.ip },
    ],
  ])('leaves bytes as they are reported %s', (_, by) => {
    const bytes = report('DATA_TRANSFERRED', 1e9, by);
    expect(withZeroBytes([...LOSSES, bytes], ['INTER_AZ'])).toEqual([...LOSSES, bytes]);
  });

  it('counts losses that only the server reports', () => {
    expect(edgeOf([report('TIMEOUTS', 40, fromServer)])).toEqual({ bytes: 0, level: 'severe' });
  });
});
