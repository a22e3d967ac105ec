import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useDeferredValue, useMemo, useRef, useState } from 'react';
import { liesIn } from '../../model/viewState';
import { worstEdgesFirst } from '../../model/edgeOrder';
import { outlineOf } from '../../model/outline';
import { type Target } from '../../canvas/highlight';
import { type GraphModel } from '../../model/graphModel';
import { useHandler } from '../shared/useHandler';
import { EdgeGrid, type EdgeGridHandle } from './EdgeGrid';
import { OutlineTree } from './OutlineTree';
import * as messages from '../../messages/outline';

interface Props {
  model: GraphModel;
  selected: Target | undefined;
  /** Whether the list is always visible; otherwise only while it has keyboard focus. */
  isPinned: boolean;
  /** Reports the item that has keyboard focus: the graph highlights it and scrolls it into view. */
  onFocus: (target: Target | undefined) => void;
  onToggle: (id: string) => void;
  onSelect: (target: Target) => void;
}

/**
 * The graph as a list of the same groups, endpoints and edges, for keyboards and screen readers. The graph does not wait
 * for the list to render, unless the list has keyboard focus: a key must act on the state that is current when it is
 * pressed.
 */
export function Outline({ model, selected, isPinned, onFocus, onToggle, onSelect }: Props) {
  const styles = useStyles2(getStyles);
  const [hasFocus, setHasFocus] = useState(false);
  const late = { graph: useDeferredValue(model.graph), data: useDeferredValue(model.data) };
  const { graph, data } = hasFocus ? model : late;
  const [focused, setFocused] = useState<string>();
  const node = focused !== undefined && data.tree.nodes.has(focused) ? focused : undefined;
  const frame = useRef<HTMLDivElement>(null);
  const grid = useRef<EdgeGridHandle>(null);
  const { nodes, groups } = graph;
  const items = useMemo(() => outlineOf({ nodes, groups }), [nodes, groups]);
  const edges = useMemo(() => {
    const isOf = (id: string) => node === undefined || liesIn(data.tree.nodes.get(id), node);
    return worstEdgesFirst({ edges: graph.edges.filter(({ source, target }) => isOf(source) || isOf(target)) });
  }, [graph, data, node]);
  const name = node === undefined ? undefined : data.tree.nodes.get(node)?.node.label;
  const focusNode = useHandler((id: string) => {
    setFocused(id);
    onFocus({ kind: 'node', id });
  });
  const focusEdge = useHandler((id: string) => onFocus({ kind: 'edge', id }));
  const selectNode = useHandler((id: string) => onSelect({ kind: 'node', id }));
  const selectEdge = useHandler((id: string) => onSelect({ kind: 'edge', id }));
  const toggle = useHandler(onToggle);
  const toEdges = useHandler(() => grid.current?.focus());
  const toTree = useHandler(() =>
    frame.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus()
  );
  return (
    <div
      ref={frame}
      className={cx(styles.frame, !isPinned && !hasFocus && styles.unseen)}
      role="region"
      aria-label={messages.listLabel}
      onFocus={() => setHasFocus(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) {
          setHasFocus(false);
          onFocus(undefined);
        }
      }}
    >
      <div className={styles.part}>
        <OutlineTree
          items={items}
          selected={selected?.kind === 'node' ? selected.id : undefined}
          onFocusNode={focusNode}
          onToggle={toggle}
          onSelect={selectNode}
          onEdges={toEdges}
        />
      </div>
      <div className={styles.heading}>{messages.connectionsHeading(name, edges.length)}</div>
      <div className={styles.part}>
        <EdgeGrid
          ref={grid}
          label={messages.connectionsLabel(name)}
          edges={edges}
          tree={data.tree}
          measures={data.measures}
          selected={selected?.kind === 'edge' ? selected.id : undefined}
          onFocusEdge={focusEdge}
          onSelect={selectEdge}
          onLeave={toTree}
        />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    position: 'absolute',
    zIndex: 1,
    top: 0,
    bottom: 0,
    left: 0,
    width: 'min(320px, 60%)',
    display: 'flex',
    flexDirection: 'column',
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
    boxShadow: theme.shadows.z1,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  // Present for screen readers and the Tab key, but not visible until it has keyboard focus.
  unseen: css({ width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
  part: css({ flex: '1 1 0', minHeight: 0, overflow: 'auto' }),
  heading: css({
    padding: theme.spacing(0.5, 0.75),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    flex: 'none',
  }),
});
