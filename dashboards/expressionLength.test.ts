import fs from 'node:fs';
import path from 'node:path';
import { coreDashboards } from './all';

/** VictoriaMetrics rejects expressions of more than 16,384 bytes by default. */
const MAX_BYTES = 16_000;

/** The longest names that Kubernetes allows. Names of clusters are shorter than their limit of 100 characters here, because they are repeated most. */
const VALUES: Record<string, string> = {
  cluster: 'c'.repeat(40),
  namespace: 'n'.repeat(63),
  workload: 'w'.repeat(63),
  pod: 'p'.repeat(63),
  node: 'ip-100-100-100-100.ap-southeast-1.compute.internal',
  __rate_interval: '2678400s',
  __rate_interval_ms: '2678400000',
  __range: '2678400s',
  __range_s: '2678400',
  __interval: '2678400s',
  __interval_ms: '2678400000',
};

/** All expressions of a dashboard, with variables and macros replaced. */
function expressionsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) {
    return [];
  }
  const own = Object.entries(part).flatMap(([name, value]: [string, unknown]) =>
    (name === 'expr' || name === 'query') && typeof value === 'string' ? [interpolateQuery(value)] : []
  );
  return [...own, ...Object.values(part).flatMap(expressionsIn)];
}

function interpolateQuery(expression: string): string {
  return expression.replace(/\$\{?([a-z_]\w*)\}?/g, (whole, name: string) => VALUES[name] ?? whole);
}

const longest = (expressions: readonly string[]) => Math.max(0, ...expressions.map((text) => Buffer.byteLength(text)));

it.each(Object.entries(coreDashboards()))(
  'keeps the expressions of %s short enough for every engine',
  (_, dashboard) => {
    expect(longest(expressionsIn(dashboard))).toBeLessThanOrEqual(MAX_BYTES);
  }
);

it.each(['prometheus/eastwest.rules.yaml', 'prometheus/eastwest.recording.yaml', 'alerting/eastwest.yaml'])(
  'keeps the expressions of %s short enough for every engine',
  (file) => {
    const text = fs.readFileSync(path.join(__dirname, '../provisioning', file), 'utf8');
    const expressions = [...text.matchAll(/expr: (.*)/g)].map(([, expression = '']) => expression);
    expect(expressions.length).toBeGreaterThan(0);
    expect(longest(expressions)).toBeLessThanOrEqual(MAX_BYTES);
  }
);
