import { decodePage } from './decode';

describe('decodePage', () => {
  it('ignores invalid constructs, and keeps the row', () => {
    const page = {
      unit: 'Bytes',
      topContributors: [
        { value: 1, traversedConstructs: [null, { componentType: 'NatGateway', componentId: 'nat-1' }] },
        { value: 2, traversedConstructs: 'none' },
      ],
    };
    const reports = decodePage(Object(page), 'DATA_TRANSFERRED', 'INTERNET');
    expect(reports.map(({ value, path }) => ({ value, path }))).toEqual([
      { value: 1, path: [{ type: 'NatGateway', id: 'nat-1' }] },
      { value: 2, path: [] },
    ]);
  });

  it('returns each address in its canonical form', () => {
    const row = { value: 1, localIp: '::ffff:10.0.3.11', remoteIp: '2600:1F13:0:0::99' };
    const page = { unit: 'Bytes', topContributors: [{ ...row, snatIp: '::ffff:a00:1', dnatIp: '10.0.1.11' }] };
    const [report] = decodePage(Object(page), 'DATA_TRANSFERRED', 'INTRA_AZ');
    expect(report).toMatchObject({
      local: { ip: '10.0.3.11' },
      remote: { ip: '2600:1f13::99' },
      snatIp: '10.0.0.1',
      dnatIp: '10.0.1.11',
    });
  });

  it('returns no address if the agent did not know it', () => {
    const [report] = decodePage({ topContributors: [{ value: 1, localIp: '' }] }, 'TIMEOUTS', 'INTRA_AZ');
    expect([report?.local.ip, report?.remote.ip]).toEqual([undefined, undefined]);
  });
});
