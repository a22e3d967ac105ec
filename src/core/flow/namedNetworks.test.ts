import { type NamedNetwork, namedNetworks, networksProblem, writeNamedNetworks } from './namedNetworks';

const frankfurt = { cidr: '10.100.0.0/16', name: 'Frankfurt' };

describe('named networks that a hand has provisioned', () => {
  it.each([
    [[{ cidr: '10.0.0.0/8' }, frankfurt], 'The range 10.0.0.0/8 has no name.'],
    [[{ cidr: 10, name: 'Ten' }, frankfurt], 'no range of addresses'],
    [[null, frankfurt], 'null is no named network'],
    [['10.0.0.0/8 Company', frankfurt], 'is no named network'],
  ])('are passed over where they are none: %j', (saved, problem) => {
    const networks = saved as unknown as NamedNetwork[];
    expect(['10.1.1.1', '10.100.1.1'].map(namedNetworks(networks).nameOf)).toEqual([undefined, 'Frankfurt']);
    expect(networksProblem(networks)).toContain(problem);
  });

  it.each([{ '10.0.0.0/8': 'Company' }, '10.0.0.0/8 Company', 3])('may be no list: %j', (saved) => {
    const networks = saved as unknown as NamedNetwork[];
    expect(namedNetworks(networks).nameOf('10.1.1.1')).toBeUndefined();
    expect(writeNamedNetworks(networks)).toBe('');
    expect(networksProblem(networks)).toContain('no list');
  });

  it('are written as far as they can be read', () => {
    const networks = [null, { cidr: '10.0.0.0/8' }, frankfurt] as unknown as NamedNetwork[];
    expect(writeNamedNetworks(networks)).toBe('10.0.0.0/8\n10.100.0.0/16 Frankfurt');
  });

  it('are none where there is nothing', () => {
    expect([undefined, null, [], [frankfurt]].map(networksProblem)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
