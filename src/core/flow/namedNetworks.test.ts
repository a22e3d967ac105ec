import { type NamedNetwork, namedNetworks, networksProblem, writeNamedNetworks } from './namedNetworks';

const frankfurt = { cidr: '10.100.0.0/16', name: 'Frankfurt' };

describe('manually provisioned named networks', () => {
  it.each([
    [[{ cidr: '10.0.0.0/8' }, frankfurt], 'The range 10.0.0.0/8 has no name'],
    [[{ cidr: 10, name: 'Ten' }, frankfurt], 'not a valid address range'],
    [[null, frankfurt], 'null is not a named network'],
    [['10.0.0.0/8 Company', frankfurt], 'is not a named network'],
  ])('are skipped if they are not valid: %j', (saved, problem) => {
    const networks = saved as unknown as NamedNetwork[];
    expect(['10.1.1.1', '10.100.1.1'].map(namedNetworks(networks).nameOf)).toEqual([undefined, 'Frankfurt']);
    expect(networksProblem(networks)).toContain(problem);
  });

  it.each([{ '10.0.0.0/8': 'Company' }, '10.0.0.0/8 Company', 3])('can be something other than a list: %j', (saved) => {
    const networks = saved as unknown as NamedNetwork[];
    expect(namedNetworks(networks).nameOf('10.1.1.1')).toBeUndefined();
    expect(writeNamedNetworks(networks)).toBe('');
    expect(networksProblem(networks)).toContain('not a list');
  });

  it('are written as far as they are valid', () => {
    const networks = [null, { cidr: '10.0.0.0/8' }, frankfurt] as unknown as NamedNetwork[];
    expect(writeNamedNetworks(networks)).toBe('10.0.0.0/8\n10.100.0.0/16 Frankfurt');
  });

  it('have no problem if they are missing, empty or valid', () => {
    expect([undefined, null, [], [frankfurt]].map(networksProblem)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
