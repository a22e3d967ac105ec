import { type GatewayLimits } from '../options';
import { GATEWAY_OPERATIONS, type GatewayOperation } from '../operations';
import { refusalBody } from '../refusals';
import { type EnvoyConfig } from './extension';

/**
 * The characters of the labels in paths, by the API's model. There are no upper limits of length, because Envoy refuses the
 * large regular expressions that they become.
 */
const LABELS: Record<string, string> = {
  monitorName: '[a-zA-Z0-9_.-]+',
  queryId: '[a-zA-Z0-9-]+',
  scopeId: '[a-zA-Z0-9-]+',
};

/**
 * The characters of query parameters: unreserved and escaped ones, and those of ARNs and Base64. A plus sign must be escaped,
 * because it has two meanings, and signers and servers choose different ones.
 */
const VALUE = '([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*';

/** The routes of one target: one for each operation, and one that refuses everything else. */
export function routes(cluster: string, { responseSeconds }: GatewayLimits): EnvoyConfig[] {
  return [
    ...GATEWAY_OPERATIONS.map((operation) => ({
      name: operation.name,
      match: match(operation),
      route: { cluster, timeout: `${responseSeconds}s` },
    })),
    {
      name: 'refused',
      match: { prefix: '/' },
      direct_response: { status: 403, body: { inline_string: JSON.stringify(refusalBody('operation')) } },
      response_headers_to_add: [{ header: { key: 'content-type', value: 'application/json' } }],
    },
  ];
}

/** Envoy compares the regular expression with the whole path and query string, after it has normalized the path. */
function match(operation: GatewayOperation): EnvoyConfig {
  return {
    prefix: '/',
    headers: [
      { name: ':method', string_match: { exact: operation.method } },
      { name: ':path', string_match: { safe_regex: { regex: pathPattern(operation) } } },
    ],
  };
}

/** An RE2 expression for the path and the query string of an operation. */
export function pathPattern({ path, parameters }: GatewayOperation): string {
  const pattern = path.replace(/\{(\w+)\}/g, (_, label: string) => labelPattern(label));
  if (parameters.length === 0) {
    return pattern;
  }
  const parameter = `(${parameters.join('|')})=${VALUE}`;
  return `${pattern}(\\?${parameter}(&${parameter})*)?`;
}

function labelPattern(label: string): string {
  const pattern = LABELS[label];
  if (pattern === undefined) {
    throw new Error(`The label {${label}} has no pattern.`);
  }
  return pattern;
}
