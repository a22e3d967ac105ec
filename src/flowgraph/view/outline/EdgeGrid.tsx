import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ForwardedRef, forwardRef, type KeyboardEvent, memo, useImperativeHandle, useMemo } from 'react';
import { type GraphEdge } from '../../../core/graph/graph';
import { hasDenied } from '../../../core/graph/edgeVerdicts';
import { isLossy } from '../../../core/graph/loss';
import { type Measure } from '../../../core/graph/measure';
import { type GraphTree } from '../../../core/graph/tree';
import { measureText } from '../../model/measureText';
import { verdictText } from '../../model/verdictText';
import { useRoving } from './useRoving';
import { windowAround } from '../../model/windowAround';
import * as messages from '../../messages/outline';

interface Props {
  label: string;
  edges: readonly GraphEdge[];
  tree: GraphTree;
  measures: readonly Measure[];
  selected: string | undefined;
  onFocusEdge: (id: string) => void;
  onSelect: (id: string) => void;
  /** Returns the focus to the endpoints. */
  onLeave: () => void;
}

export interface EdgeGridHandle {
  focus: () => void;
}

/** A row for each edge with its values, the one with most losses first: arrow keys move, Enter shows details, Escape returns. */
export const EdgeGrid = memo(forwardRef(EdgeRows));

function EdgeRows(
  { label, edges, tree, measures, selected, onFocusEdge, onSelect, onLeave }: Props,
  handle: ForwardedRef<EdgeGridHandle>
) {
  const styles = useStyles2(getStyles);
  const ids = useMemo(() => edges.map(({ id }) => id), [edges]);
  const { ref, active, goTo, onKey, onFocus, onBlur } = useRoving(ids);
  const { from, to } = windowAround(active, edges.length);
  useImperativeHandle(handle, () => ({ focus: () => goTo(0) }));
  const key = (event: KeyboardEvent) => {
    const edge = edges[active];
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Escape') {
      onLeave();
    } else if (edge && (event.key === 'Enter' || event.key === ' ')) {
      onSelect(edge.id);
    } else if (!onKey(event)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const hasVerdicts = edges.some(({ verdicts }) => verdicts);
  const nameOf = (id: string) => tree.nodes.get(id)?.node.label ?? id;
  return (
    <div
      ref={ref}
      role="grid"
      aria-label={label}
      aria-rowcount={edges.length + 1}
      aria-colcount={measures.length + (hasVerdicts ? 3 : 2)}
      tabIndex={-1}
      onKeyDown={key}
      onBlur={onBlur}
    >
      <div role="row" aria-rowindex={1} className={cx(styles.row, styles.head)}>
        <span role="columnheader" className={styles.name}>
          {messages.source}
        </span>
        <span role="columnheader" className={styles.name}>
          {messages.target}
        </span>
        {hasVerdicts && (
          <span role="columnheader" className={styles.name}>
            {messages.verdict}
          </span>
        )}
        {measures.map((measure) => (
          <span key={measure.id} role="columnheader" className={styles.number} title={measure.label}>
            {measure.label}
          </span>
        ))}
      </div>
      {edges.slice(from, to).map((edge, offset) => {
        const index = from + offset;
        return (
          <div
            key={edge.id}
            role="row"
            data-index={index}
            aria-rowindex={index + 2}
            aria-selected={edge.id === selected}
            tabIndex={index === active ? 0 : -1}
            className={cx(styles.row, styles.line, edge.id === selected && styles.selected)}
            onFocus={() => {
              onFocus(index);
              onFocusEdge(edge.id);
            }}
            onClick={() => onSelect(edge.id)}
          >
            <span role="gridcell" className={styles.name}>
              {(isLossy(edge) || hasDenied(edge)) && <span className={styles.lossy}>⚠ </span>}
              {nameOf(edge.source)}
            </span>
            <span role="gridcell" className={styles.name}>
              {nameOf(edge.target)}
            </span>
            {hasVerdicts && (
              <span role="gridcell" className={styles.name}>
                {verdictText(edge)}
              </span>
            )}
            {measures.map((measure) => (
              <span key={measure.id} role="gridcell" className={styles.number}>
                {measureText(measure, edge)}
              </span>
            ))}
          </div>
        );
      })}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', gap: theme.spacing(1), padding: theme.spacing(0.25, 0.75), minWidth: 'max-content' }),
  head: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  line: css({
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  // Secondary text would have too little contrast on this background.
  selected: css({ background: theme.colors.action.selected, '& > span': { color: theme.colors.text.primary } }),
  name: css({ width: 104, flex: 'none', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  number: css({
    width: 84,
    flex: 'none',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
  }),
  lossy: css({ color: theme.colors.error.text }),
});
