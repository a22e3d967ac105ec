import { objectLines } from './objectLines';

it('has the lines of objects in documents and in lists', () => {
  const text = [
    '# Web',
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    'metadata: { namespace: shop, name: web }',
    '---',
    'kind: NetworkPolicy',
    'metadata: { name: everything }',
    '---',
    'kind: List',
    'items:',
    '  - kind: ClusterNetworkPolicy',
    '    metadata:',
    '      name: tenants',
    '  - kind: Pod',
    '    metadata: { namespace: shop, name: web-1 }',
    '---',
    'just text',
  ].join('\n');
  expect(objectLines(text)).toEqual([
    { object: 'NetworkPolicy shop/web', line: 2 },
    { object: 'NetworkPolicy default/everything', line: 6 },
    { object: 'ClusterNetworkPolicy tenants', line: 11 },
    { object: 'Pod shop/web-1', line: 14 },
  ]);
});

it('has none in JSON, which is not edited', () => {
  expect(objectLines('{"kind": "NetworkPolicy", "metadata": {"name": "web"}}')).toEqual([]);
});
