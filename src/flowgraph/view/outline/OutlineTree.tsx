import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent, memo, useMemo } from 'react';
import { nodeDetail } from '../../../core/graph/nodeDetail';
import { type OutlineItem } from '../../../core/graph/outline';
import { useRoving } from './useRoving';
import { windowAround } from './windowAround';

interface Props {
  items: readonly OutlineItem[];
  selected: string | undefined;
  onFocusNode: (id: string) => void;
  onToggle: (id: string) => void;
  onSelect: (id: string) => void;
  /** To the edges of a node. */
  onEdges: () => void;
}

const INDENT = 14;

/**
 * The boxes and endpoints of the graph in words, as a tree: arrow keys move, right and left open and close,
 * Enter shows details, E goes to the edges.
 */
export const OutlineTree = memo(OutlineRows);

function OutlineRows({ items, selected, onFocusNode, onToggle, onSelect, onEdges }: Props) {
  const styles = useStyles2(getStyles);
  const ids = useMemo(() => items.map(({ node }) => node.id), [items]);
  const { ref, active, goTo, onKey, onFocus, onBlur } = useRoving(ids);
  const { from, to } = windowAround(active, items.length);
  const key = (event: KeyboardEvent) => {
    const item = items[active];
    if (event.ctrlKey || event.metaKey || event.altKey || !item) {
      return;
    }
    if (onKey(event) || treeKey(event.key, item)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const treeKey = (pressed: string, { node, isOpen, level }: OutlineItem): boolean => {
    switch (pressed) {
      case 'ArrowRight':
        return isOpen === false ? act(() => onToggle(node.id)) : isOpen === true && act(() => goTo(active + 1));
      case 'ArrowLeft':
        return isOpen === true ? act(() => onToggle(node.id)) : act(() => goTo(indexOfGroup(items, active, level)));
      case 'Enter':
      case ' ':
        return act(() => onSelect(node.id));
      case 'e':
      case 'E':
        return act(onEdges);
      default:
        return false;
    }
  };
  return (
    <div
      ref={ref}
      role="tree"
      aria-label="Endpoints. Arrow keys move, left and right close and open, Enter shows details, E goes to connections."
      tabIndex={-1}
      onKeyDown={key}
      onBlur={onBlur}
    >
      {items.slice(from, to).map(({ node, level, position, setSize, isOpen }, offset) => {
        const index = from + offset;
        return (
          <div
            key={node.id}
            role="treeitem"
            data-index={index}
            aria-level={level}
            aria-posinset={position}
            aria-setsize={setSize}
            aria-expanded={isOpen}
            aria-selected={node.id === selected}
            tabIndex={index === active ? 0 : -1}
            className={cx(styles.item, node.id === selected && styles.selected)}
            style={{ paddingLeft: 6 + (level - 1) * INDENT }}
            onFocus={() => {
              onFocus(index);
              onFocusNode(node.id);
            }}
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
      })}
    </div>
  );
}

function act(what: () => void): true {
  what();
  return true;
}

/** The line of the box around one, or that line itself. */
function indexOfGroup(items: readonly OutlineItem[], index: number, level: number): number {
  for (let above = index - 1; above >= 0; above--) {
    if ((items[above]?.level ?? 0) < level) {
      return above;
    }
  }
  return index;
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
  // Secondary text on it would be too faint.
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
