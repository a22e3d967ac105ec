import { type DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { Field, Input, Switch } from '@grafana/ui';
import React, { type ChangeEvent } from 'react';
import { DEFAULT_INGESTION_LAG_SECONDS, DEFAULT_MOST_QUERIES, type FlowDataSourceOptions } from '../settings/options';
import { isPrometheusCompatible } from '../prometheus/prometheusCompatible';
import { DataSourceField } from './DataSourceField';
import { NamedNetworksField } from './NamedNetworksField';
import { PricesField } from './PricesField';

/** The data source's settings: where flows and metrics come from. */
export function ConfigEditor({ options, onOptionsChange }: DataSourcePluginOptionsEditorProps<FlowDataSourceOptions>) {
  const { jsonData, readOnly } = options;
  const set = (change: Partial<FlowDataSourceOptions>) =>
    onOptionsChange({ ...options, jsonData: { ...jsonData, ...change } });
  const text = (event: ChangeEvent<HTMLInputElement>) => event.currentTarget.value.trim();

  return (
    <>
      <Field
        label="Flow API address"
        description="Where Grafana's server reaches the network-flow API, or the gateway in front of it. No credentials."
      >
        <Input
          id="flow-api-url"
          width={60}
          disabled={readOnly}
          placeholder="http://127.0.0.1:9510"
          value={jsonData.flowApiUrl ?? ''}
          // A trailing slash would be doubled by the routes.
          onChange={(event: ChangeEvent<HTMLInputElement>) => set({ flowApiUrl: text(event).replace(/\/+$/, '') })}
        />
      </Field>
      <DataSourceField
        label="Prometheus data source"
        description="Where the network agents' metrics are: Prometheus, Amazon Managed Service for Prometheus, Mimir, Thanos or VictoriaMetrics."
        disabled={readOnly}
        uid={jsonData.prometheusUid}
        filter={isPrometheusCompatible}
        onChange={(prometheusUid) => set({ prometheusUid })}
      />
      <DataSourceField
        label="CloudWatch data source"
        description="Optional. It counts all bytes of a monitor, so that flows show their share of them where the flow API's limit of 500 rows leaves some out."
        isOptional
        disabled={readOnly}
        uid={jsonData.cloudWatchUid}
        filter={({ type }) => type === 'cloudwatch'}
        onChange={(cloudWatchUid) => set({ cloudWatchUid })}
      />
      <Field
        label="kube-state-metrics"
        description="Is it in the same Prometheus? It tells running pods from others, whose series freeze at their last value."
      >
        <Switch
          id="kube-state-metrics"
          disabled={readOnly}
          value={jsonData.hasKubeStateMetrics ?? true}
          onChange={(event) => set({ hasKubeStateMetrics: event.currentTarget.checked })}
        />
      </Field>
      <Field
        label="Cluster label"
        description="Where this Prometheus holds several clusters: the label that tells them apart. Empty: it holds one."
      >
        <Input
          id="cluster-label"
          width={20}
          disabled={readOnly}
          placeholder="None"
          value={jsonData.clusterLabel ?? ''}
          onChange={(event: ChangeEvent<HTMLInputElement>) => set({ clusterLabel: text(event) || undefined })}
        />
      </Field>
      <Field
        label="Ingestion lag (seconds)"
        description="How far the flow API is behind now. A time range that ends now is moved back by this."
      >
        <Input
          id="ingestion-lag"
          type="number"
          min={0}
          width={20}
          disabled={readOnly}
          placeholder={String(DEFAULT_INGESTION_LAG_SECONDS)}
          value={jsonData.ingestionLagSeconds ?? ''}
          onChange={(event: ChangeEvent<HTMLInputElement>) => set({ ingestionLagSeconds: lagSeconds(text(event)) })}
        />
      </Field>
      <NamedNetworksField
        disabled={readOnly}
        networks={jsonData.namedNetworks ?? []}
        onChange={(namedNetworks) => set({ namedNetworks })}
      />
      <PricesField disabled={readOnly} prices={jsonData.prices ?? {}} onChange={(prices) => set({ prices })} />
      <Field
        label="Most queries per picture"
        description="A long range takes one query of the flow API per hour, metric and category. What would take more is left out, and said."
      >
        <Input
          id="most-queries"
          type="number"
          min={1}
          width={20}
          disabled={readOnly}
          placeholder={String(DEFAULT_MOST_QUERIES)}
          value={jsonData.mostQueries ?? ''}
          onChange={(event: ChangeEvent<HTMLInputElement>) => set({ mostQueries: wholeNumber(text(event)) })}
        />
      </Field>
    </>
  );
}

function wholeNumber(text: string): number | undefined {
  const number = Math.floor(Number(text));
  return text === '' || !(number >= 1) ? undefined : number;
}

function lagSeconds(text: string): number | undefined {
  const seconds = Number(text);
  return text === '' || !Number.isFinite(seconds) || seconds < 0 ? undefined : seconds;
}
