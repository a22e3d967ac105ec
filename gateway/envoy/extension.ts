/** A part of Envoy's configuration, as it is written to YAML. */
export type EnvoyConfig = Record<string, unknown>;

/** An extension of Envoy with its configuration. */
export interface Extension extends EnvoyConfig {
  name: string;
  typed_config: EnvoyConfig & { '@type': string };
}

/**
 * An extension by its name and the type of its configuration, which Envoy's documentation lists:
 * https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/api
 *
 * @param type the part of the type after "type.googleapis.com/envoy.".
 */
export function extension(name: string, type: string, config: EnvoyConfig = {}): Extension {
  return { name, typed_config: { '@type': `type.googleapis.com/envoy.${type}`, ...config } };
}

/** An address of a listener or an endpoint. */
export function socketAddress(address: string, port: number): EnvoyConfig {
  return { socket_address: { address, port_value: port } };
}
