import { decodePage } from './decode';

describe('decodePage', () => {
  it('passes over what stands for no construct, and keeps the row', () => {
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
});
