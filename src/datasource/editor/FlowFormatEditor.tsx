import { type DataQuery } from '@grafana/schema';
import { InlineField, Input, MultiCombobox, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { DEFAULT_GROUP_BY, type SavedFlowsQuery } from '../../core/query/flowsQuery';
import { GROUP_FIELDS, groupFieldLabel } from '../../core/flow/groupField';
import { textsOf } from '../../core/query/untrusted';
import { choicesFrom } from './choices';
import { LABEL_WIDTH } from './fields';
import { FLOW_FORMATS, FLOWS_EDITOR, FORMAT_LABEL, GRAPH_LEVELS } from './messages';

type Query = DataQuery & SavedFlowsQuery;

const FORMATS = choicesFrom(FLOW_FORMATS);
const LEVELS = choicesFrom(GRAPH_LEVELS);
const GROUP_OPTIONS = GROUP_FIELDS.map((value) => ({ value, label: groupFieldLabel(value) }));

interface Props {
  query: Query;
  onChange: (query: Query) => void;
}

/** The part of the editor of flows queries for the format of the result. */
export function FlowFormatEditor({ query, onChange }: Props) {
  const { timeShift, groupBy } = FLOWS_EDITOR;
  const format = query.format ?? 'flows';
  const isGrouped = format === 'topTalkers' || format === 'timeSeries';
  return (
    <>
      <InlineField label={FORMAT_LABEL} labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup
          options={FORMATS}
          value={format}
          onChange={(selected) => onChange({ ...query, format: selected })}
        />
      </InlineField>
      {format === 'nodeGraph' && (
        <InlineField labelWidth={LABEL_WIDTH} {...FLOWS_EDITOR.level}>
          <RadioButtonGroup
            options={LEVELS}
            value={query.level ?? 'workload'}
            onChange={(level) => onChange({ ...query, level })}
          />
        </InlineField>
      )}
      {format !== 'timeSeries' && (
        <InlineField label={timeShift.label} labelWidth={LABEL_WIDTH} tooltip={timeShift.tooltip}>
          <Input
            id={`time-shift-${query.refId}`}
            width={16}
            placeholder={timeShift.placeholder}
            defaultValue={typeof query.timeShift === 'string' ? query.timeShift : ''}
            onBlur={({ currentTarget: { value } }) => onChange({ ...query, timeShift: value || undefined })}
          />
        </InlineField>
      )}
      {isGrouped && (
        <InlineField label={groupBy.label} labelWidth={LABEL_WIDTH}>
          <MultiCombobox
            id={`group-by-${query.refId}`}
            width={80}
            placeholder={groupBy.placeholder}
            options={GROUP_OPTIONS}
            value={textsOf(query.groupBy ?? DEFAULT_GROUP_BY)}
            onChange={(selected) => onChange({ ...query, groupBy: selected.map(({ value }) => value) })}
          />
        </InlineField>
      )}
    </>
  );
}
