import React, { type KeyboardEvent, memo, useMemo } from 'react';
import { type OutlineItem } from '../../model/outline';
import { windowAround } from '../../model/windowAround';
import { endpointsLabel } from '../../messages/outline';
import { outlineCommand } from './outlineKeys';
import { OutlineRow } from './OutlineRow';
import { useRoving } from './useRoving';

interface Props {
  items: readonly OutlineItem[];
  selected: string | undefined;
  onFocusNode: (id: string) => void;
  onToggle: (id: string) => void;
  onSelect: (id: string) => void;
  /** Moves the focus to the edges of the node. */
  onEdges: () => void;
}

/**
 * The groups and endpoints of the graph as a tree: arrow keys move, Right and Left expand and collapse, Enter shows
 * details, E moves to the edges.
 */
export const OutlineTree = memo(OutlineRows);

function OutlineRows({ items, selected, onFocusNode, onToggle, onSelect, onEdges }: Props) {
  const ids = useMemo(() => items.map(({ node }) => node.id), [items]);
  const { ref, active, goTo, onKey, onFocus, onBlur } = useRoving(ids);
  const { from, to } = windowAround(active, items.length);
  const handleKey = (event: KeyboardEvent) => {
    const id = ids[active];
    if (event.ctrlKey || event.metaKey || event.altKey || id === undefined) {
      return;
    }
    const isMove = onKey(event);
    const command = isMove ? undefined : outlineCommand(event.key, items, active);
    switch (command?.kind) {
      case 'toggle':
        onToggle(id);
        break;
      case 'select':
        onSelect(id);
        break;
      case 'edges':
        onEdges();
        break;
      case 'goTo':
        goTo(command.index);
        break;
    }
    if (isMove || command) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <div ref={ref} role="tree" aria-label={endpointsLabel} tabIndex={-1} onKeyDown={handleKey} onBlur={onBlur}>
      {items.slice(from, to).map((item, offset) => {
        const index = from + offset;
        const { id } = item.node;
        return (
          <OutlineRow
            key={id}
            item={item}
            index={index}
            isActive={index === active}
            isSelected={id === selected}
            onFocus={() => {
              onFocus(index);
              onFocusNode(id);
            }}
            onToggle={onToggle}
            onSelect={onSelect}
          />
        );
      })}
    </div>
  );
}
