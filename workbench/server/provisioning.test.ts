/** @jest-environment node */
import { expandEnvironment, parseDataSources } from './provisioning';

const env = { HOST: 'prom', PORT: '9090' };

it.each([
  ['http://$HOST:$PORT', 'http://prom:9090'],
  ['http://${HOST}:${PORT}/x', 'http://prom:9090/x'],
  ['$__env{HOST}', 'prom'],
  ['$MISSING-', '-'],
  ['price: $$5', 'price: $5'],
  ['no variables', 'no variables'],
])('expands %s to %s', (text, expanded) => {
  expect(expandEnvironment(text, env)).toBe(expanded);
});

it('reads the data sources of a provisioning file', () => {
  const yaml = `
apiVersion: 1
datasources:
  - name: My Prometheus
    type: prometheus
    url: http://\${HOST}
    isDefault: true
    jsonData: { timeInterval: 15s, nested: { list: [$PORT] } }
  - { name: Flows, uid: flows, type: acme-test-datasource }
`;
  expect(parseDataSources(yaml, env)).toEqual([
    {
      uid: 'my-prometheus',
      name: 'My Prometheus',
      type: 'prometheus',
      url: 'http://prom',
      isDefault: true,
      jsonData: { timeInterval: '15s', nested: { list: ['9090'] } },
      secureJsonData: {},
    },
    {
      uid: 'flows',
      name: 'Flows',
      type: 'acme-test-datasource',
      url: '',
      isDefault: false,
      jsonData: {},
      secureJsonData: {},
    },
  ]);
});

it('reads nothing from an empty file', () => {
  expect(parseDataSources('', env)).toEqual([]);
});
