import { type IconName } from '@grafana/data';
import { getTemplateSrv, locationService } from '@grafana/runtime';
import { edgeEnds } from '../../model/edgeEnds';
import { isOpenInView } from '../../model/viewState';
import { filterFor } from '../../model/filterFor';
import { type GraphNode } from '../../../core/graph/graph';
import { type Target } from '../../canvas/highlight';
import { type GraphModel } from '../../model/graphModel';
import * as messages from '../../messages/details';

/** An action on the selection. */
export interface Action {
  label: string;
  icon: IconName;
  onClick(): void;
}

/** Effects of actions outside of the view state: on the viewport and on the selection. */
export interface Effects {
  zoomTo: (id: string) => void;
  deselect: () => void;
}

/** The actions on a node, group or edge. */
export function actionsFor(target: Target, model: GraphModel, effects: Effects): Action[] {
  const { tree } = model.data;
  if (target.kind === 'edge') {
    const ends = edgeEnds(tree, target.id);
    return ends ? pairActions([ends.source, ends.target], model) : [];
  }
  const node = tree.nodes.get(target.id)?.node;
  return node ? [...graphActions(node, model, effects), ...filterActions(node, model)] : [];
}

/** Filters the flows between two nodes, in both directions. */
function pairActions(ids: readonly string[], { data, viewState, dispatch }: GraphModel): Action[] {
  const nodes = ids.flatMap((id) => data.tree.nodes.get(id)?.node ?? []);
  const filters = data.flows ? nodes.flatMap((node) => filterFor(node) ?? []) : [];
  return filters.length < ids.length
    ? []
    : [
        {
          label: messages.filterFlows,
          icon: 'filter',
          onClick: () => dispatch({ kind: 'filters', filters: [...viewState.filters, ...filters] }),
        },
      ];
}

function graphActions(
  node: GraphNode,
  { data, viewState, zoomedView, dispatch }: GraphModel,
  effects: Effects
): Action[] {
  const { id, childCount } = node;
  const treeNode = data.tree.nodes.get(id);
  const isOpen = treeNode !== undefined && isOpenInView(treeNode, zoomedView);
  const actions: Array<Action | false> = [
    childCount > 0 && {
      label: isOpen ? messages.collapse : messages.expand,
      icon: isOpen ? 'compress-arrows' : 'expand-arrows-alt',
      onClick: () => dispatch({ kind: isOpen ? 'close' : 'open', id }),
    },
    childCount > 0 && {
      label: messages.focusContents,
      icon: 'import',
      onClick: () => {
        dispatch({ kind: 'open', id });
        dispatch({ kind: 'focus', id });
        effects.zoomTo(id);
      },
    },
    viewState.focus === id
      ? { label: messages.clearFocus, icon: 'eye', onClick: () => dispatch({ kind: 'unfocus' }) }
      : { label: messages.focusNode, icon: 'crosshair', onClick: () => dispatch({ kind: 'focus', id }) },
    {
      label: messages.hide,
      icon: 'eye-slash',
      onClick: () => {
        dispatch({ kind: 'hide', id });
        effects.deselect();
      },
    },
  ];
  return actions.filter((action): action is Action => action !== false);
}

/** Names that dashboard variables commonly have, by the kind of node that they hold. */
const VARIABLES: Partial<Record<GraphNode['kind'], string>> = {
  namespace: 'namespace',
  node: 'node',
  pod: 'pod',
  zone: 'zone',
};

function filterActions(node: GraphNode, { data, viewState, dispatch }: GraphModel): Action[] {
  const filter = data.flows && filterFor(node);
  const variable = VARIABLES[node.kind];
  const actions: Array<Action | undefined | false> = [
    filter && {
      label: messages.filterFlows,
      icon: 'filter',
      onClick: () => dispatch({ kind: 'filters', filters: [...viewState.filters, filter] }),
    },
    variable !== undefined &&
      hasVariable(variable) && {
        label: messages.filterDashboard(variable),
        icon: 'apps',
        onClick: () => locationService.partial({ [`var-${variable}`]: node.label }, true),
      },
  ];
  return actions.filter((action): action is Action => action !== undefined && action !== false);
}

function hasVariable(name: string): boolean {
  return getTemplateSrv()
    .getVariables()
    .some((variable) => variable.name === name);
}
