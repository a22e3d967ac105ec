import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type FlowFilter } from '../../core/flow/filter';
import { filterText } from '../../core/graph/filterFor';
import { type QuickFilter } from '../options';

interface Props {
  filters: readonly FlowFilter[];
  quickFilters: readonly QuickFilter[];
  onFilters: (filters: readonly FlowFilter[]) => void;
  onQuickFilters: (quickFilters: QuickFilter[]) => void;
}

/** What the flows are narrowed to, and filters that somebody kept. */
export function FilterChips({ filters, quickFilters, onFilters, onQuickFilters }: Props) {
  const styles = useStyles2(getStyles);
  const name = filters.map(filterText).join(', ');
  const isKept = quickFilters.some((quick) => quick.name === name);
  return (
    <>
      {filters.map((filter, index) => (
        <span key={filterText(filter)} className={styles.chip}>
          <span className={styles.text} title={filterText(filter)}>
            {filterText(filter)}
          </span>
          <IconButton
            name="times"
            size="sm"
            tooltip={`Remove ${filterText(filter)}`}
            onClick={() => onFilters(filters.filter((_, other) => other !== index))}
          />
        </span>
      ))}
      {filters.length > 0 && !isKept && (
        <IconButton
          name="star"
          tooltip="Keep as a quick filter of this panel"
          onClick={() => onQuickFilters([...quickFilters, { name, filters: [...filters] }])}
        />
      )}
      {filters.length === 0 &&
        quickFilters.map((quick) => (
          <span key={quick.name} className={styles.chip}>
            <button type="button" className={styles.quick} onClick={() => onFilters(quick.filters)} title={quick.name}>
              {quick.name}
            </button>
            <IconButton
              name="times"
              size="sm"
              tooltip={`Forget the quick filter ${quick.name}`}
              onClick={() => onQuickFilters(quickFilters.filter(({ name: other }) => other !== quick.name))}
            />
          </span>
        ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  chip: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: 0,
    height: 24,
    padding: theme.spacing(0, 0.75),
    borderRadius: theme.shape.radius.pill,
    background: theme.colors.action.selected,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', maxWidth: 200 }),
  quick: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.link,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    maxWidth: 200,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
