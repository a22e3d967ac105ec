import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

/** Requests JSON of Grafana's own API as the user. Rejects if Grafana does not allow it; then Grafana shows no message. */
export async function getJson(url: string, params: Record<string, string | number>): Promise<unknown> {
  const request = getBackendSrv().fetch<unknown>({ url, params, showErrorAlert: false });
  return (await lastValueFrom(request)).data;
}
