import { css } from '@emotion/css';
import { CoreApp, type QueryEditorProps } from '@grafana/data';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import React, { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { migrateQuery } from '../../core/query/migrateQuery';
import { QUERY_VERSION } from '../../core/query/savedQuery';
import { type FlowDataSource } from '../DataSource';
import { type FlowDataQuery, type FlowDataSourceOptions } from '../settings/options';
import { EventsQueryEditor } from './EventsQueryEditor';
import { LABEL_WIDTH } from './fields';
import { FlowsQueryEditor } from './FlowsQueryEditor';
import { InsightsQueryEditor } from './InsightsQueryEditor';
import { InventoryQueryEditor } from './InventoryQueryEditor';
import { MetricQueryEditor } from './MetricQueryEditor';
import { namesAndVariables } from './options';
import { PathsQueryEditor } from './PathsQueryEditor';

const QUERY_TYPES = [
  { label: 'Flows', value: 'flows' as const, description: 'Who talks to whom, from the network-flow API' },
  { label: 'Agent metric', value: 'metric' as const, description: 'The network agents’ metrics, from Prometheus' },
  { label: 'Events', value: 'events' as const, description: 'Exceeded allowances, agent restarts and rollouts' },
  { label: 'Workload insights', value: 'insights' as const, description: 'Top contributors by subnet and zone' },
  {
    label: 'Network paths',
    value: 'paths' as const,
    description: 'Between zones and Regions, of performance monitors',
  },
  { label: 'Inventory', value: 'inventory' as const, description: 'What is watched, and by what' },
];

type Props = QueryEditorProps<FlowDataSource, FlowDataQuery, FlowDataSourceOptions>;

export function QueryEditor({ query: saved, onChange, onRunQuery, datasource, app }: Props) {
  const query: FlowDataQuery = migrateQuery(saved);
  useEffect(() => {
    // Explore runs no query without content, and would begin with "No data".
    if (app === CoreApp.Explore && saved.queryType === undefined) {
      onChange(migrateQuery(saved));
      onRunQuery();
    }
  }, [app, saved, onChange, onRunQuery]);
  const current = useRef(query);
  useLayoutEffect(() => {
    current.current = query;
  });
  const change = (changed: FlowDataQuery) => {
    // A drop-down of Grafana 12.4 tells of a choice again each time that it is drawn, until something else
    // happens to it: with an answer that is at hand, for ever.
    if (JSON.stringify(changed) !== JSON.stringify(current.current)) {
      onChange(changed);
      onRunQuery();
    }
  };
  const { refId, datasource: ref, hide } = query;
  return (
    <>
      <InlineField label="Query" labelWidth={LABEL_WIDTH} shrink>
        <RadioButtonGroup
          className={wrapping}
          options={QUERY_TYPES}
          value={query.queryType}
          onChange={(queryType) => change({ refId, datasource: ref, hide, version: QUERY_VERSION, queryType })}
        />
      </InlineField>
      <EditorOf query={query} datasource={datasource} onChange={change} />
    </>
  );
}

interface EditorProps {
  query: FlowDataQuery;
  datasource: FlowDataSource;
  onChange: (query: FlowDataQuery) => void;
}

function EditorOf({ query, datasource, onChange }: EditorProps) {
  const scopes = useCallback(() => namesAndVariables(datasource, 'scopes'), [datasource]);
  const paths = useCallback(() => namesAndVariables(datasource, 'performanceMonitors'), [datasource]);
  const clusters = useCallback(() => namesAndVariables(datasource, 'clusters'), [datasource]);
  const monitors = useCallback(() => namesAndVariables(datasource, 'monitors'), [datasource]);
  switch (query.queryType) {
    case 'flows':
      return <FlowsQueryEditor query={query} monitors={monitors} clusters={clusters} onChange={onChange} />;
    case 'metric':
      return <MetricQueryEditor query={query} datasource={datasource} onChange={onChange} />;
    case 'events':
      return <EventsQueryEditor query={query} onChange={onChange} />;
    case 'insights':
      return <InsightsQueryEditor query={query} scopes={scopes} onChange={onChange} />;
    case 'paths':
      return <PathsQueryEditor query={query} monitors={paths} onChange={onChange} />;
    case 'inventory':
      return <InventoryQueryEditor query={query} monitors={monitors} onChange={onChange} />;
  }
}

/** In a narrow editor all types stay within reach. */
const wrapping = css({ flexWrap: 'wrap', height: 'auto' });
