import { type Attack, attack } from './attack';

const QUERIES = 'topContributorsQueries';

/** Paths that some servers read as the path of another resource. */
const PATHS = [
  `/monitors/demo-monitor/${QUERIES}/..`,
  `/monitors/demo-monitor/${QUERIES}/../`,
  `/monitors/demo-monitor/${QUERIES}/%2e%2e`,
  `/monitors/demo-monitor/${QUERIES}/%2E%2E/`,
  `/monitors/demo-monitor/${QUERIES}/.%2e`,
  `/monitors/demo-monitor/${QUERIES}/%252e%252e`,
  `/monitors/demo-monitor/${QUERIES}/%c0%ae%c0%ae`,
  `/monitors/demo-monitor/${QUERIES}/q/../..`,
  `/monitors/demo-monitor/${QUERIES}/..;/`,
  `/monitors/demo-monitor/${QUERIES}/q;/../..`,
  `/monitors/demo-monitor;/${QUERIES}/q`,
  `/monitors/demo-monitor;a=b`,
  '/monitors/x/../demo-monitor',
  '/monitors/x/%2e%2e/demo-monitor',
  '/monitors/./demo-monitor',
  '/monitors/%2e/demo-monitor',
  '/monitors//demo-monitor',
  '//monitors/demo-monitor',
  '///monitors///demo-monitor',
  '/monitors/demo-monitor/',
  '/monitors/demo-monitor//',
  '/monitors/demo-monitor/.',
  '/monitors%2fdemo-monitor',
  '/monitors/demo-monitor%2f',
  '/monitors/demo-monitor%2F..%2Fdemo-monitor',
  `/monitors/demo-monitor%2f${QUERIES}%2fq`,
  `/monitors/demo-monitor%252f${QUERIES}%252fq`,
  `/monitors/demo-monitor%5c${QUERIES}%5cq`,
  `/monitors\\demo-monitor`,
  `/monitors/demo-monitor/..\\..\\scopes`,
  `/monitors/demo-monitor%00/${QUERIES}/q`,
  '/monitors/demo-monitor%00',
  `/monitors/demo-monitor%0d%0aX-Other:%20a/${QUERIES}/q`,
  '/monitors/demo-monitor%20',
  '/monitors/demo-monitor%09',
  '/monitors/%64emo-monitor',
  '/%6donitors/demo-monitor',
  '/MONITORS/demo-monitor',
  '/Monitors/Demo-Monitor',
  `/monitors/demo-monitor/${QUERIES.toUpperCase()}/q`,
  `/monitors/demo-monitor?/${QUERIES}/q`,
  `/monitors/demo-monitor#/${QUERIES}/q`,
  `/monitors/demo-monitor%3f/${QUERIES}/q`,
  `/monitors/demo-monitor%23/${QUERIES}/q`,
  `/monitors/demo-monitor/${QUERIES}/q/../../../../scopes/4f2a9c1e-7b3d-4e58-9a60-1d2c3b4a5f60`,
  '/performance-monitors/..%2fmonitors%2fdemo-monitor',
  '/performance-monitors/../monitors/demo-monitor',
  '/workloadInsights/../scopes/4f2a9c1e-7b3d-4e58-9a60-1d2c3b4a5f60',
  '/workloadInsights/%2e%2e/scopes/4f2a9c1e-7b3d-4e58-9a60-1d2c3b4a5f60',
  `/monitors/demo-monitor/${QUERIES}/\u00e2\u0080\u00a5`,
  `/monitors/\u00ef\u00bc\u008e\u00ef\u00bc\u008e/demo-monitor`,
  '/monitors/%ef%bc%8e%ef%bc%8e/demo-monitor',
  `/monitors/${'a'.repeat(9_000)}`,
  `/monitors/${'x/../'.repeat(500)}demo-monitor`,
  '/../../monitors/demo-monitor',
  '/monitors/http:%2f%2f169.254.169.254%2flatest',
  '/monitors/http://169.254.169.254/latest',
  '/monitors/@169.254.169.254',
  '/monitors/demo-monitor@example.org:443',
  '//example.org/monitors/demo-monitor',
];

/** Query strings of reads that the gateway must not pass on, or that must not have another meaning. */
const QUERY_STRINGS = [
  '_method=DELETE',
  'X-HTTP-Method-Override=DELETE',
  'Action=DeleteMonitor',
  'maxResults=1&other=2',
  'maxResults=1;other=2',
  'maxResults[]=1',
  'maxResults=1&maxResults=2',
  'maxResults',
  'nextToken=http://169.254.169.254/',
  'nextToken=a%0d%0aX-Other:%20b',
  'nextToken=a+b',
  'nextToken=%',
  'nextToken=%00',
  'nextToken=../../scopes',
  'nextToken=<script>',
  `nextToken=${'a'.repeat(9_000)}`,
  'monitorStatus=ACTIVE#&other=1',
  'monitorStatus=ACTIVE?DELETE',
  'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A%2F20261129%2Fus-east-1%2Fnetworkflowmonitor%2Faws4_request&X-Amz-Date=20261129T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=00',
  'X-Amz-Security-Token=stolen',
];

/** Unusual paths with the methods that the routes of the plugin know. */
export function attacksByPath(): Attack[] {
  const paths = PATHS.flatMap((path) =>
    ['DELETE', 'POST'].map((method) =>
      attack({ name: `${method} ${path.slice(0, 80)}`, method, path, ...(method === 'POST' && { body: '{}' }) })
    )
  );
  const reads = QUERY_STRINGS.map((query) =>
    attack({ name: `the query string ${query.slice(0, 60)}`, path: `/monitors?${query}` })
  );
  return [...paths, ...reads];
}
