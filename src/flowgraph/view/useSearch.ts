import { useMemo, useState } from 'react';
import { findNodes } from '../model/find';
import { type GraphTree } from '../../core/graph/tree';
import { type TreeNode } from '../../core/graph/treeTopology';

/** A search for nodes by name. */
export interface Search {
  text: string;
  found: readonly TreeNode[];
  /** Index of the current result; -1 before the first. */
  index: number;
  search: (text: string) => void;
  /** Moves to the next (1) or previous (-1) result and wraps around. Returns undefined without results. */
  go: (by: 1 | -1) => TreeNode | undefined;
}

/** Searches the nodes of a tree at any depth. */
export function useSearch(tree: GraphTree): Search {
  const [text, setText] = useState('');
  const [index, setIndex] = useState(-1);
  const found = useMemo(() => findNodes(tree, text), [tree, text]);
  const search = (next: string) => {
    setText(next);
    setIndex(-1);
  };
  const go = (by: 1 | -1) => {
    if (found.length === 0) {
      return undefined;
    }
    const next = index === -1 && by === -1 ? found.length - 1 : (index + by + found.length) % found.length;
    setIndex(next);
    return found[next];
  };
  return { text, found, index: Math.min(index, found.length - 1), search, go };
}
