import { compareText } from '../../core/compareText';
import { type Figure } from '../../core/graph/graph';
import { type GraphTree, type TreeNode } from '../../core/graph/tree';
import { type Call, type Ground, type Site } from './ground';
import { siteSize } from './siteSize';

/** Depths in a tree of flows: the cluster, a group (namespace, zone), and what stands in it. */
const GROUP_DEPTH = 1;
const SITE_DEPTH = 2;

/**
 * What needs a place so that figures of one tree can be drawn: the sites of all nodes that are shown, and
 * the boxes around them. Figures at other levels share the same places.
 */
export function survey(tree: Pick<GraphTree, 'nodes'>, figures: readonly Figure[]): Ground {
  const sites = new Map<string, Site>();
  const groups = new Set<string>();
  const callees = new Map<string, Set<string>>();
  for (const { nodes, ties } of figures) {
    const siteIds = new Map<string, string>();
    for (const { id } of nodes) {
      const siteId = note(tree.nodes.get(id), sites, groups);
      if (siteId !== undefined) {
        siteIds.set(id, siteId);
      }
    }
    ties.forEach(({ source, target }) => noteCall(callees, siteIds.get(source), siteIds.get(target)));
  }
  return {
    sites: [...sites.values()].sort((a, b) => compareText(a.id, b.id)),
    groups: [...groups].sort(),
    calls: [...callees.keys()].sort().flatMap((source) => callsFrom(source, callees)),
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

/** @returns the id of the site on which a node stands */
function note(node: TreeNode | undefined, sites: Map<string, Site>, groups: Set<string>): string | undefined {
  const site = node && siteOf(node);
  if (!site) {
    if (node?.depth === GROUP_DEPTH) {
      groups.add(node.node.id);
    }
    return undefined;
  }
  const { isExternal, id } = site.node;
  if (!sites.has(id)) {
    const group = isExternal || site.depth < SITE_DEPTH ? undefined : site.parent?.node.id;
    sites.set(id, { id, isExternal, size: siteSize(site.node), ...(group !== undefined && { group }) });
    if (group !== undefined) {
      groups.add(group);
    }
  }
  return id;
}

function noteCall(callees: Map<string, Set<string>>, source: string | undefined, target: string | undefined): void {
  if (source !== undefined && target !== undefined && source !== target) {
    let known = callees.get(source);
    if (!known) {
      known = new Set();
      callees.set(source, known);
    }
    known.add(target);
  }
}

function callsFrom(source: string, callees: ReadonlyMap<string, ReadonlySet<string>>): Call[] {
  return [...(callees.get(source) ?? [])].sort().map((target) => ({ source, target }));
}
