import { type DataQuery } from '@grafana/schema';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { type SavedInventoryQuery } from '../../core/query/inventoryQuery';
import { choicesFrom } from './choices';
import { LABEL_WIDTH } from './fields';
import { INVENTORY_EDITOR, INVENTORY_LISTS } from './messages';
import { type NameOptions, NameField } from './NameField';

type Query = DataQuery & SavedInventoryQuery;

interface Props {
  query: Query;
  /** Names of monitors, and dashboard variables. */
  monitors: () => Promise<NameOptions>;
  onChange: (query: Query) => void;
}

const LISTS = choicesFrom(INVENTORY_LISTS);

/** The editor of inventory queries. */
export function InventoryQueryEditor({ query, monitors, onChange }: Props) {
  const { list, monitor: monitorTexts } = INVENTORY_EDITOR;
  const kind = query.kind ?? 'monitors';
  return (
    <>
      <InlineField labelWidth={LABEL_WIDTH} {...list}>
        <RadioButtonGroup
          options={LISTS}
          value={kind}
          onChange={(selected) => onChange({ ...query, kind: selected })}
        />
      </InlineField>
      {kind === 'scopeSuggestions' && (
        <InlineField label={monitorTexts.label} labelWidth={LABEL_WIDTH} tooltip={monitorTexts.tooltip}>
          <NameField
            id={`inventory-monitor-${query.refId}`}
            placeholder={monitorTexts.placeholder}
            value={query.monitor}
            names={monitors}
            onChange={(monitor) => onChange({ ...query, monitor })}
          />
        </InlineField>
      )}
    </>
  );
}
