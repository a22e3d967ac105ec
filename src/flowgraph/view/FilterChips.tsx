import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, IconButton, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
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

/** Buttons for the quick filters, and a chip for each active filter. */
export function FilterChips({ filters, quickFilters, onFilters, onQuickFilters }: Props) {
  const active = quickFilters.find((quick) => filters.length > 0 && isSame(quick.filters, filters));
  return (
    <>
      {quickFilters.map((quick) =>
        quick === active ? (
          <React.Fragment key={quick.name}>
            <ActiveChip name={quick.name} onRemove={() => onFilters([])}>
              <QuickFilterButton quick={quick} isOn onClick={() => onFilters([])} />
            </ActiveChip>
            <IconButton
              name="trash-alt"
              tooltip={messages.deleteQuickFilter(quick.name)}
              onClick={() => onQuickFilters(quickFilters.filter((other) => other !== quick))}
            />
          </React.Fragment>
        ) : (
          <QuickFilterButton key={quick.name} quick={quick} isOn={false} onClick={() => onFilters(quick.filters)} />
        )
      )}
      {!active &&
        filters.map((filter, index) => (
          <ActiveChip
            key={filterText(filter)}
            name={filterText(filter)}
            onRemove={() => onFilters(filters.filter((_, other) => other !== index))}
          >
            <ChipText text={filterText(filter)} title={filterText(filter)} />
          </ActiveChip>
        ))}
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

interface ActiveChipProps {
  name: string;
  onRemove: () => void;
  children: ReactNode;
}

/** A filter that is on: filled, with a button that removes it. */
function ActiveChip({ name, onRemove, children }: ActiveChipProps) {
  const styles = useStyles2(getStyles);
  return (
    <span className={cx(styles.pill, styles.active)}>
      {children}
      <IconButton name="times" size="sm" tooltip={messages.removeFilter(name)} onClick={onRemove} />
    </span>
  );
}

interface QuickFilterProps {
  quick: QuickFilter;
  isOn: boolean;
  onClick: () => void;
}

/** A toggle: an outlined button with a plus sign while it is off, and pressed, within a chip, while it is on. */
function QuickFilterButton({ quick: { name, filters }, isOn, onClick }: QuickFilterProps) {
  const styles = useStyles2(getStyles);
  return (
    <button
      type="button"
      className={isOn ? cx(styles.button, styles.pressed) : cx(styles.button, styles.pill, styles.offered)}
      aria-pressed={isOn}
      title={isOn ? messages.clearQuickFilter : messages.applyQuickFilter(nameOf(filters))}
      onClick={onClick}
    >
      <Icon name={isOn ? 'check' : 'plus'} size="sm" />
      <ChipText text={name} />
    </button>
  );
}

function ChipText({ text, title }: { text: string; title?: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.text} title={title}>
      {text}
    </span>
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
    padding: theme.spacing(0, 0.75),
    border: `1px solid transparent`,
    borderRadius: theme.shape.radius.pill,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  active: css({
    borderColor: theme.colors.primary.border,
    background: theme.colors.primary.transparent,
    color: theme.colors.text.primary,
    '& > :last-child': { marginRight: 0 },
  }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', maxWidth: 200 }),
  button: css({
    background: 'none',
    color: theme.colors.text.secondary,
    fontSize: 'inherit',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  offered: css({
    borderColor: theme.colors.border.strong,
    '&:hover': { background: theme.colors.action.hover, color: theme.colors.text.primary },
  }),
  pressed: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    height: '100%',
    padding: 0,
    border: 'none',
    borderRadius: theme.shape.radius.pill,
    color: theme.colors.text.primary,
  }),
});
