import { type QueryEditorProps } from '@grafana/data';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { migrateQuery } from '../../core/query/migrateQuery';
import { QUERY_VERSION } from '../../core/query/savedQuery';
import { type FlowDataSource } from '../DataSource';
import { type FlowDataQuery, type FlowDataSourceOptions } from '../options';
import { FlowsQueryEditor } from './FlowsQueryEditor';
import { MetricQueryEditor } from './MetricQueryEditor';

const QUERY_TYPES = [
  { label: 'Flows', value: 'flows' as const, description: 'Who talks to whom, from the network-flow API' },
  { label: 'Agent metric', value: 'metric' as const, description: 'The network agents’ metrics, from Prometheus' },
];

type Props = QueryEditorProps<FlowDataSource, FlowDataQuery, FlowDataSourceOptions>;

export function QueryEditor({ query: saved, onChange, onRunQuery, datasource }: Props) {
  const query: FlowDataQuery = migrateQuery(saved);
  const change = (changed: FlowDataQuery) => {
    onChange(changed);
    onRunQuery();
  };
  const { refId, datasource: ref, hide } = query;
  return (
    <>
      <InlineField label="Query" labelWidth={16}>
        <RadioButtonGroup
          options={QUERY_TYPES}
          value={query.queryType}
          onChange={(queryType) => change({ refId, datasource: ref, hide, version: QUERY_VERSION, queryType })}
        />
      </InlineField>
      {query.queryType === 'flows' ? (
        <FlowsQueryEditor query={query} datasource={datasource} onChange={change} />
      ) : (
        <MetricQueryEditor query={query} datasource={datasource} onChange={change} />
      )}
    </>
  );
}
