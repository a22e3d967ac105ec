import { compareText } from '../../core/compareText';
import { type FlowGraph } from '../../core/graph/graph';
import { type GraphTree, type TreeNode } from '../../core/graph/tree';
import { type Call, type Ground, type Site } from './ground';
import { siteSize } from './siteSize';

/** Depths in a tree of flows: the cluster, a group (namespace, zone), and what stands in it. */
const GROUP_DEPTH = 1;
const SITE_DEPTH = 2;

/**
 * What needs a place so that graphs of one tree can be drawn: the sites of all nodes that are shown, and
 * the boxes around them. Graphs at other levels share the same places.
 */
export function survey(tree: GraphTree, graphs: readonly FlowGraph[]): Ground {
  const sites = new Map<string, Site>();
  const groups = new Set<string>();
  const calls = new Map<string, Call>();
  for (const { nodes, edges } of graphs) {
    nodes.forEach(({ id }) => note(tree.nodes.get(id), sites, groups));
    edges.forEach(({ source, target }) => {
      const call = callBetween(tree.nodes.get(source), tree.nodes.get(target));
      if (call) {
        calls.set(`${call.source}>${call.target}`, call);
      }
    });
  }
  return {
    sites: [...sites.values()].sort((a, b) => compareText(a.id, b.id)),
    groups: [...groups].sort(),
    calls: [...calls.keys()].sort().flatMap((key) => calls.get(key) ?? []),
  };
}

/** The node that has a place of its own around a node, or is it; undefined for what is larger than a site. */
export function siteOf(node: TreeNode): TreeNode | undefined {
  const depth = node.node.isExternal ? 0 : SITE_DEPTH;
  let at: TreeNode = node;
  while (at.depth > depth && at.parent) {
    at = at.parent;
  }
  return at.depth === depth || isAlone(at) ? at : undefined;
}

/** A node that lies in no group: of data that have none. */
function isAlone({ node, depth, children }: TreeNode): boolean {
  return !node.isExternal && depth === GROUP_DEPTH && children.length === 0;
}

function note(node: TreeNode | undefined, sites: Map<string, Site>, groups: Set<string>): void {
  const site = node && siteOf(node);
  if (site && !sites.has(site.node.id)) {
    const { isExternal, id } = site.node;
    const group = isExternal || site.depth < SITE_DEPTH ? undefined : site.parent?.node.id;
    sites.set(id, { id, isExternal, size: siteSize(site.node), ...(group !== undefined && { group }) });
    if (group !== undefined) {
      groups.add(group);
    }
  } else if (!site && node?.depth === GROUP_DEPTH) {
    groups.add(node.node.id);
  }
}

function callBetween(source: TreeNode | undefined, target: TreeNode | undefined): Call | undefined {
  const from = source && siteOf(source);
  const to = target && siteOf(target);
  return from && to && from !== to ? { source: from.node.id, target: to.node.id } : undefined;
}
