import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type FlowFilter } from '../../core/flow/filter';
import { filterText } from '../model/filterFor';
import { type QuickFilter } from '../model/options';
import * as messages from '../messages/overlays';

interface Props {
  filters: readonly FlowFilter[];
  quickFilters: readonly QuickFilter[];
  onFilters: (filters: readonly FlowFilter[]) => void;
  onQuickFilters: (quickFilters: QuickFilter[]) => void;
}

/** The active filters, and quick filters to toggle. */
export function FilterChips({ filters, quickFilters, onFilters, onQuickFilters }: Props) {
  const active = quickFilters.find((quick) => filters.length > 0 && isSame(quick.filters, filters));
  return (
    <>
      {quickFilters.map((quick) => (
        <QuickFilterButton
          key={quick.name}
          name={quick.name}
          isOn={quick === active}
          onClick={() => onFilters(quick === active ? [] : quick.filters)}
        />
      ))}
      {active ? (
        <IconButton
          name="trash-alt"
          tooltip={messages.deleteQuickFilter(active.name)}
          onClick={() => onQuickFilters(quickFilters.filter((quick) => quick !== active))}
        />
      ) : (
        <ChosenFilters filters={filters} onFilters={onFilters} />
      )}
      {filters.length > 0 && !active && (
        <IconButton
          name="star"
          tooltip={messages.saveQuickFilter}
          onClick={() => onQuickFilters([...quickFilters, { name: nameOf(filters), filters: [...filters] }])}
        />
      )}
    </>
  );
}

interface QuickFilterProps {
  name: string;
  isOn: boolean;
  onClick: () => void;
}

/** A toggle: outlined while it is off, filled and with a check mark while it is on. */
function QuickFilterButton({ name, isOn, onClick }: QuickFilterProps) {
  const styles = useStyles2(getStyles);
  return (
    <button
      type="button"
      className={cx(styles.pill, styles.quick, isOn && styles.on)}
      aria-pressed={isOn}
      title={isOn ? messages.clearQuickFilter : messages.applyQuickFilter(name)}
      onClick={onClick}
    >
      {isOn && <Icon name="check" size="sm" />}
      <span className={styles.text}>{name}</span>
    </button>
  );
}

function ChosenFilters({ filters, onFilters }: Pick<Props, 'filters' | 'onFilters'>) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {filters.map((filter, index) => (
        <span key={filterText(filter)} className={cx(styles.pill, styles.on)}>
          <span className={styles.text} title={filterText(filter)}>
            {filterText(filter)}
          </span>
          <IconButton
            name="times"
            size="sm"
            tooltip={messages.removeFilter(filterText(filter))}
            onClick={() => onFilters(filters.filter((_, other) => other !== index))}
          />
        </span>
      ))}
    </>
  );
}

function isSame(some: readonly FlowFilter[], others: readonly FlowFilter[]): boolean {
  return nameOf(some) === nameOf(others);
}

function nameOf(filters: readonly FlowFilter[]): string {
  return filters.map(filterText).join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  pill: css({
    display: 'inline-flex',
    flexShrink: 0,
    alignItems: 'center',
    gap: theme.spacing(0.5),
    height: 24,
    padding: theme.spacing(0, 1),
    border: `1px solid transparent`,
    borderRadius: theme.shape.radius.pill,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  on: css({ background: theme.colors.primary.transparent, color: theme.colors.text.primary }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', maxWidth: 200 }),
  quick: css({
    background: 'none',
    borderColor: theme.colors.border.strong,
    color: theme.colors.text.secondary,
    '&:hover': { background: theme.colors.action.hover, color: theme.colors.text.primary },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
    '&[aria-pressed="true"]': {
      borderColor: theme.colors.primary.border,
      background: theme.colors.primary.transparent,
      color: theme.colors.text.primary,
    },
  }),
});
