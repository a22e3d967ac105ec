import { css } from '@emotion/css';
import { CoreApp, type QueryEditorProps } from '@grafana/data';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import React, { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { migrateQuery } from '../../core/query/migrateQuery';
import { QUERY_VERSION } from '../../core/query/savedQuery';
import { type FlowDataSource } from '../DataSource';
import { type FlowDataQuery, type FlowDataSourceOptions } from '../settings/options';
import { DeniedQueryEditor } from './DeniedQueryEditor';
import { EventsQueryEditor } from './EventsQueryEditor';
import { choicesFrom } from './choices';
import { LABEL_WIDTH } from './fields';
import { FlowsQueryEditor } from './FlowsQueryEditor';
import { InsightsQueryEditor } from './InsightsQueryEditor';
import { InventoryQueryEditor } from './InventoryQueryEditor';
import { MetricQueryEditor } from './MetricQueryEditor';
import { QUERY_TYPE_LABEL, QUERY_TYPES } from './messages';
import { namesAndVariables } from './options';
import { PathsQueryEditor } from './PathsQueryEditor';

const TYPES = choicesFrom(QUERY_TYPES);

type Props = QueryEditorProps<FlowDataSource, FlowDataQuery, FlowDataSourceOptions>;

/** The query editor: the type of the query, and the editor of this type. */
export function QueryEditor({ query: saved, onChange, onRunQuery, datasource, app }: Props) {
  const query: FlowDataQuery = migrateQuery(saved);
  useEffect(() => {
    // Explore does not run empty queries, and would show "No data" at first.
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
    // The Combobox of Grafana 12.4 repeats its last change each time it is rendered. If results are cached, running the query
    // each time would never end.
    if (JSON.stringify(changed) !== JSON.stringify(current.current)) {
      onChange(changed);
      onRunQuery();
    }
  };
  const { refId, datasource: ref, hide } = query;
  return (
    <>
      <InlineField label={QUERY_TYPE_LABEL} labelWidth={LABEL_WIDTH} shrink>
        <RadioButtonGroup
          className={wrapping}
          options={TYPES}
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
    case 'deniedConnections':
      return <DeniedQueryEditor query={query} clusters={clusters} onChange={onChange} />;
    case 'inventory':
      return <InventoryQueryEditor query={query} monitors={monitors} onChange={onChange} />;
  }
}

/** Wraps the types in narrow editors. */
const wrapping = css({ flexWrap: 'wrap', height: 'auto' });
