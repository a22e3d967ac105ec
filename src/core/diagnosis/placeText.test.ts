import { type Place } from './place';
import { placeFromText, placeToText } from './placeText';

const workload = (name: string): Extract<Place, { kind: 'workload' }> => ({
  kind: 'workload',
  namespace: 'shop',
  workload: name,
});

const PLACES: Place[] = [
  workload('checkout'),
  workload('%/a b?&#ü'),
  { kind: 'node', node: 'ip-10-0-1-2.ec2.internal' },
  { kind: 'external', name: 'Amazon S3 / us-east-1' },
  { kind: 'pair', client: workload('ui/x'), server: { kind: 'external', name: '192.0.2.1' } },
  { kind: 'pair', client: workload('ui'), server: workload('orders'), acrossZones: true },
  { kind: 'interface', node: 'n1', eni: 'eni-0' },
  { kind: 'interface', node: 'n1', eni: '' },
  { kind: 'zonePair', zones: ['us-east-1a', 'us-east-1b'] },
  { kind: 'monitor', monitor: 'demo' },
  { kind: 'cluster' },
];

describe('a place as text', () => {
  it.each(PLACES)('becomes the same place again: %j', (place) => {
    expect(placeFromText(placeToText(place))).toEqual(place);
  });

  it('is readable in a URL', () => {
    expect(placeToText(workload('checkout'))).toBe('workload/shop/checkout');
  });

  it.each([
    '',
    'workload',
    'workload/shop',
    'pair/a/b',
    'pair/cluster/node%2Fn1',
    '%',
    'node/%',
    'zonePair/a/a',
    'x/y',
  ])('is no place if it is %j', (text) => {
    expect(placeFromText(text)).toBeUndefined();
  });
});
