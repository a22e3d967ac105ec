import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { nodeDetail } from '../../../core/graph/nodeDetail';
import { type OutlineItem } from '../../model/outline';

interface Props {
  item: OutlineItem;
  index: number;
  /** Whether the Tab key reaches this row. */
  isActive: boolean;
  isSelected: boolean;
  onFocus: () => void;
  onToggle: (id: string) => void;
  onSelect: (id: string) => void;
}

/** In CSS pixels per level. */
const INDENT = 14;

/** A group or endpoint in the list. */
export function OutlineRow({ item, index, isActive, isSelected, onFocus, onToggle, onSelect }: Props) {
  const { node, level, position, setSize, isOpen } = item;
  const styles = useStyles2(getStyles);
  return (
    <div
      role="treeitem"
      data-index={index}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={setSize}
      aria-expanded={isOpen}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      className={cx(styles.item, isSelected && styles.selected)}
      style={{ paddingLeft: 6 + (level - 1) * INDENT }}
      onFocus={onFocus}
      onClick={() => onSelect(node.id)}
      onDoubleClick={() => isOpen !== undefined && onToggle(node.id)}
    >
      <span aria-hidden="true" className={styles.sign}>
        {isOpen === undefined ? '' : isOpen ? '▾' : '▸'}
      </span>
      <span className={styles.label}>{node.label}</span>
      <span className={styles.detail}>{nodeDetail(node)}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.25, 0.75),
    cursor: 'pointer',
    whiteSpace: 'nowrap',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  // Secondary text would have too little contrast on this background.
  selected: css({ background: theme.colors.action.selected, '& > span': { color: theme.colors.text.primary } }),
  sign: css({ width: 10, flex: 'none', color: theme.colors.text.secondary }),
  label: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  detail: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
