import { isFetchError } from '@grafana/runtime';
import { gatewayRefusalIn } from '../../flowapi/gatewayRefusal';
import { TransportFailure } from '../../flowapi/transport';
import { errorText } from './errorText';

/** The failure of a request that Grafana's client sent. */
export function toTransportFailure(failure: unknown): TransportFailure {
  if (!isFetchError(failure)) {
    return new TransportFailure(undefined, failure instanceof Error ? failure.message : '');
  }
  const { status, data } = failure;
  return new TransportFailure(status > 0 ? status : undefined, errorText(data), gatewayRefusalIn(data));
}
