import { appPublicPath } from './appPublicPath';

it.each([
  ['/public/plugins/eastwest-flowgraph-panel/', '/public/plugins/eastwest-networkflow-app/'],
  ['/grafana/public/plugins/eastwest-flowgraph-panel/', '/grafana/public/plugins/eastwest-networkflow-app/'],
  // The frontend sandbox gives modules a URL relative to the base of the page.
  ['public/plugins/eastwest-networkflow-datasource/', 'public/plugins/eastwest-networkflow-app/'],
  [
    'https://cdn.test/eastwest-networkflow-app/0.1.0/public/plugins/eastwest-networkflow-app/flowgraph/',
    'https://cdn.test/eastwest-networkflow-app/0.1.0/public/plugins/eastwest-networkflow-app/',
  ],
  [
    'https://grafana.test/public/plugins/public/plugins/eastwest-flowgraph-panel/',
    'https://grafana.test/public/plugins/public/plugins/eastwest-networkflow-app/',
  ],
])('finds the chunks of the nested plugin at %s in %s', (ofModule, ofChunks) => {
  expect(appPublicPath(ofModule)).toBe(ofChunks);
});
