import { type TestDataSourceResponse } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { firstValueFrom } from 'rxjs';
import { type FlowApiClient } from '../flowapi/client';
import { listMonitors } from '../flowapi/monitors';
import { type FlowDataSourceOptions } from './options';

/** "Save & test": whether the flow API answers and the Prometheus data source exists. */
export async function checkHealth(
  settings: FlowDataSourceOptions,
  client: FlowApiClient
): Promise<TestDataSourceResponse> {
  if (!settings.flowApiUrl) {
    return failed('There is no flow API address. Enter where Grafana reaches the flow API or its gateway.');
  }
  try {
    const monitors = await firstValueFrom(listMonitors(client));
    const active = monitors.filter(({ monitorStatus }) => monitorStatus === 'ACTIVE').length;
    const flows = `The flow API answers: ${active} active of ${monitors.length} monitors.`;
    return withPrometheus(flows, settings.prometheusUid);
  } catch (failure) {
    return failed(failure instanceof Error ? failure.message : String(failure));
  }
}

function withPrometheus(flows: string, uid: string | undefined): TestDataSourceResponse {
  if (!uid) {
    return { status: 'success', message: `${flows} No Prometheus data source is chosen: there will be no metrics.` };
  }
  const prometheus = getDataSourceSrv().getInstanceSettings(uid);
  return prometheus
    ? { status: 'success', message: `${flows} Metrics come from "${prometheus.name}".` }
    : failed(`${flows} But the chosen Prometheus data source does not exist any more. Choose another.`);
}

function failed(message: string): TestDataSourceResponse {
  return { status: 'error', message };
}
