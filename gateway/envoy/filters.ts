import path from 'node:path';
import { targetName } from '../../src/core/prometheus/gateway/gateway';
import { endpointOf, type GatewayLimits, type GatewayOptions, type GatewayTarget } from '../options';
import { type EnvoyConfig, type Extension, extension } from './extension';
import { otherHeaders } from './otherHeaders';

/** The headers of a client that reach AWS. AWS could understand others as instructions, and some identify the user. */
const PASSED_HEADERS = ['content-length', 'content-type', 'transfer-encoding'];

/** The HTTP filters of one target, in their order. */
export function httpFilters(target: GatewayTarget, { clientTokenFile, limits }: GatewayOptions): object[] {
  return [
    ...(clientTokenFile === undefined ? [] : [clientToken(clientTokenFile)]),
    rateLimit(target, limits.requests),
    extension('envoy.filters.http.buffer', 'extensions.filters.http.buffer.v3.Buffer', {
      max_request_bytes: limits.bodyBytes,
    }),
    removedHeaders(),
    signature(target),
    extension('envoy.filters.http.router', 'extensions.filters.http.router.v3.Router', {
      suppress_envoy_headers: true,
    }),
  ];
}

const CLIENT_TOKEN = 'client-token';
const API_KEY_AUTH = 'extensions.filters.http.api_key_auth.v3.ApiKeyAuth';

/** Envoy reads the token from a file of its own, so that the configuration has no secret, and reads it again if it changes. */
function clientToken(file: string): EnvoyConfig {
  return {
    name: CLIENT_TOKEN,
    config_discovery: {
      config_source: {
        // Kubernetes does not replace the file of a Secret, but a link in its folder.
        path_config_source: { path: file, watched_directory: { path: path.dirname(file) } },
        resource_api_version: 'V3',
      },
      type_urls: [`type.googleapis.com/envoy.${API_KEY_AUTH}`],
    },
  };
}

/** The content of the file with the client tokens, of which the client sends one as "Authorization: Bearer <token>". */
export function clientTokenFile(tokens: readonly string[]): EnvoyConfig {
  const { typed_config } = extension(CLIENT_TOKEN, API_KEY_AUTH, {
    credentials: tokens.map((key, index) => ({ key, client: `grafana-${index + 1}` })),
    key_sources: [{ header: 'Authorization' }],
    forwarding: { hide_credentials: true },
  });
  const resource = { '@type': 'type.googleapis.com/envoy.config.core.v3.TypedExtensionConfig', name: CLIENT_TOKEN };
  return { resources: [{ ...resource, typed_config }] };
}

function rateLimit(
  target: GatewayTarget,
  { burst, perInterval, intervalSeconds }: GatewayLimits['requests']
): Extension {
  const always = { default_value: { numerator: 100, denominator: 'HUNDRED' } };
  return extension('envoy.filters.http.local_ratelimit', 'extensions.filters.http.local_ratelimit.v3.LocalRateLimit', {
    stat_prefix: targetName(target),
    token_bucket: { max_tokens: burst, tokens_per_fill: perInterval, fill_interval: `${intervalSeconds}s` },
    filter_enabled: always,
    filter_enforced: always,
  });
}

/**
 * Removes all headers but the listed ones. A filter of its own, because the headers that a route removes are removed after
 * the signature was computed.
 */
function removedHeaders(): Extension {
  const key_matcher = { safe_regex: { regex: otherHeaders(PASSED_HEADERS) } };
  return extension('envoy.filters.http.header_mutation', 'extensions.filters.http.header_mutation.v3.HeaderMutation', {
    mutations: { request_mutations: [{ remove_on_match: { key_matcher } }] },
  });
}

/**
 * Signs with the standard chain of AWS credentials: the environment, the shared credentials file, IRSA, EKS Pod Identity and
 * ECS tasks, and the instance's role. A role of another account is assumed with the same credentials.
 */
function signature(target: GatewayTarget): Extension {
  const { host } = endpointOf(target);
  const { region, roleArn } = target;
  return extension(
    'envoy.filters.http.aws_request_signing',
    'extensions.filters.http.aws_request_signing.v3.AwsRequestSigning',
    {
      service_name: 'networkflowmonitor',
      region,
      host_rewrite: host,
      // The router and other filters add these after the signature.
      match_excluded_headers: [{ prefix: 'x-envoy' }, { prefix: 'x-forwarded' }, { exact: 'x-request-id' }],
      ...(roleArn !== undefined && {
        credential_provider: {
          // Without this, Envoy ignores the role without a word, and signs with its own credentials.
          custom_credential_provider_chain: true,
          assume_role_credential_provider: { role_arn: roleArn, role_session_name: 'eastwest-gateway' },
        },
      }),
    }
  );
}
