import { type DataQuery } from '@grafana/schema';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { type SavedInventoryQuery } from '../../core/query/inventoryQuery';
import { LABEL_WIDTH } from './fields';
import { type NameOptions, NameField } from './NameField';

type Query = DataQuery & SavedInventoryQuery;

interface Props {
  query: Query;
  /** Names of monitors, and dashboard variables that may hold one. */
  monitors: () => Promise<NameOptions>;
  onChange: (query: Query) => void;
}

const KINDS = [
  { value: 'monitors' as const, label: 'Monitors', description: 'Monitors, their status and what they watch' },
  {
    value: 'performanceMonitors' as const,
    label: 'Performance monitors',
    description: 'What watches the AWS network between zones and Regions',
  },
  { value: 'scopes' as const, label: 'Scopes', description: 'Scopes and the accounts that they cover' },
  {
    value: 'scopeSuggestions' as const,
    label: 'Scope suggestions',
    description: 'Accounts that monitors see traffic of and the scope does not cover',
  },
  { value: 'agents' as const, label: 'Agents', description: 'Which nodes have an agent that answers, from Prometheus' },
];

/** Which list of the inventory a query shows. */
export function InventoryQueryEditor({ query, monitors, onChange }: Props) {
  const kind = query.kind ?? 'monitors';
  return (
    <>
      <InlineField label="List" labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup options={KINDS} value={kind} onChange={(chosen) => onChange({ ...query, kind: chosen })} />
      </InlineField>
      {kind === 'scopeSuggestions' && (
        <InlineField label="Monitor" labelWidth={LABEL_WIDTH} tooltip="Empty: all monitors">
          <NameField
            id={`inventory-monitor-${query.refId}`}
            placeholder="All"
            value={query.monitor}
            names={monitors}
            onChange={(monitor) => onChange({ ...query, monitor })}
          />
        </InlineField>
      )}
    </>
  );
}
