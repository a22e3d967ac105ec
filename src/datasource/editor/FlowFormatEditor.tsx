import { type DataQuery } from '@grafana/schema';
import { InlineField, Input, MultiCombobox, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { DEFAULT_GROUP_BY, type SavedFlowsQuery } from '../../core/query/flowsQuery';
import { GROUP_FIELDS, groupFieldLabel } from '../../core/flow/groupField';
import { textsOf } from '../../core/query/untrusted';
import { LABEL_WIDTH } from './fields';

type Query = DataQuery & SavedFlowsQuery;

const FORMATS = [
  { value: 'flows' as const, label: 'Flows', description: 'A row per flow, for the flow graph and for tables' },
  { value: 'nodeGraph' as const, label: 'Node graph', description: 'For Grafana’s own node graph panel and Explore' },
  { value: 'topTalkers' as const, label: 'Top talkers', description: 'A row per group of flows' },
  {
    value: 'timeSeries' as const,
    label: 'Time series',
    description: 'Bytes per second of groups, from the agents’ series',
  },
];

const LEVELS = [
  { value: 'namespace' as const, label: 'Namespace' },
  { value: 'workload' as const, label: 'Workload' },
  { value: 'pod' as const, label: 'Pod' },
  { value: 'zone' as const, label: 'Zone' },
];

const GROUP_OPTIONS = GROUP_FIELDS.map((value) => ({ value, label: groupFieldLabel(value) }));

interface Props {
  query: Query;
  onChange: (query: Query) => void;
}

/** What the answer looks like. */
export function FlowFormatEditor({ query, onChange }: Props) {
  const format = query.format ?? 'flows';
  const isGrouped = format === 'topTalkers' || format === 'timeSeries';
  return (
    <>
      <InlineField label="Show as" labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup
          options={FORMATS}
          value={format}
          onChange={(chosen) => onChange({ ...query, format: chosen })}
        />
      </InlineField>
      {format === 'nodeGraph' && (
        <InlineField label="Level" labelWidth={LABEL_WIDTH} tooltip="What a node stands for">
          <RadioButtonGroup
            options={LEVELS}
            value={query.level ?? 'workload'}
            onChange={(chosen) => onChange({ ...query, level: chosen })}
          />
        </InlineField>
      )}
      {format !== 'timeSeries' && (
        <InlineField
          label="Time shift"
          labelWidth={LABEL_WIDTH}
          tooltip="How much earlier than the dashboard's its window is: 1h, 1d, 1w, or a variable that holds one. The flow graph compares two queries of different windows. off asks for nothing."
        >
          <Input
            id={`time-shift-${query.refId}`}
            width={16}
            placeholder="None"
            defaultValue={typeof query.timeShift === 'string' ? query.timeShift : ''}
            onBlur={({ currentTarget: { value } }) => onChange({ ...query, timeShift: value || undefined })}
          />
        </InlineField>
      )}
      {isGrouped && (
        <InlineField label="Group by" labelWidth={LABEL_WIDTH}>
          <MultiCombobox
            id={`group-by-${query.refId}`}
            width={80}
            placeholder="All flows together"
            options={GROUP_OPTIONS}
            value={textsOf(query.groupBy ?? DEFAULT_GROUP_BY)}
            onChange={(chosen) => onChange({ ...query, groupBy: chosen.map(({ value }) => value) })}
          />
        </InlineField>
      )}
    </>
  );
}
