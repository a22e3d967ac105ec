import { type GatewayRefusal } from '../../src/flowapi/gatewayRefusal';
import { refusalBody } from '../refusals';
import { type EnvoyConfig } from './extension';

/** The responses that Envoy makes itself, in the JSON format that the data source understands. */
export function localReplies(): EnvoyConfig {
  return {
    mappers: [
      reply('rate', status(429)),
      reply('timeout', responseFlags('UT', 'SI')),
      reply('unreachable', responseFlags('UF', 'UO', 'NR', 'UC', 'UR', 'LR', 'UH', 'DF')),
      reply('size', status(413)),
      // Grafana's proxy would replace a 401 and its body.
      { ...reply('token', status(401)), status_code: 403 },
      reply('operation', status(403)),
      reply('request', { not_health_check_filter: {} }),
    ],
  };
}

function reply(refusal: GatewayRefusal, filter: EnvoyConfig): EnvoyConfig {
  return { filter, body_format_override: { json_format: refusalBody(refusal) } };
}

function responseFlags(...flags: readonly string[]): EnvoyConfig {
  return { response_flag_filter: { flags } };
}

function status(code: number): EnvoyConfig {
  const value = { default_value: code, runtime_key: `local_reply_${code}` };
  return { status_code_filter: { comparison: { op: 'EQ', value } } };
}
