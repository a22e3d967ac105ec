import { type IconName } from '@grafana/data';
import { getTemplateSrv, locationService } from '@grafana/runtime';
import { edgeEnds } from '../../model/edgeEnds';
import { isOpenInView } from '../../model/viewState';
import { filterFor } from '../../model/filterFor';
import { type GraphNode } from '../../../core/graph/graph';
import { type Target } from '../../canvas/highlight';
import { type GraphModel } from '../../model/graphModel';

/** What can be done with what is selected. */
export interface Action {
  label: string;
  icon: IconName;
  onClick(): void;
}

/** What goes beyond the graph itself: the view moves, the selection ends. */
export interface Effects {
  zoomTo: (id: string) => void;
  deselect: () => void;
}

export function actionsFor(target: Target, model: GraphModel, effects: Effects): Action[] {
  const { tree } = model.data;
  if (target.kind === 'edge') {
    const ends = edgeEnds(tree, target.id);
    return ends ? pairActions([ends.source, ends.target], model) : [];
  }
  const node = tree.nodes.get(target.id)?.node;
  return node ? [...graphActions(node, model, effects), ...filterActions(node, model)] : [];
}

/** Leaves the flows between two, whoever opened them. */
function pairActions(ids: readonly string[], { data, viewState, dispatch }: GraphModel): Action[] {
  const nodes = ids.flatMap((id) => data.tree.nodes.get(id)?.node ?? []);
  const filters = data.flows ? nodes.flatMap((node) => filterFor(node) ?? []) : [];
  return filters.length < ids.length
    ? []
    : [
        {
          label: 'Filter flows',
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
      label: isOpen ? 'Close' : 'Open',
      icon: isOpen ? 'compress-arrows' : 'expand-arrows-alt',
      onClick: () => dispatch({ kind: isOpen ? 'close' : 'open', id }),
    },
    childCount > 0 && {
      label: 'Step into',
      icon: 'import',
      onClick: () => {
        dispatch({ kind: 'open', id });
        dispatch({ kind: 'focus', id });
        effects.zoomTo(id);
      },
    },
    viewState.focus === id
      ? { label: 'Show all again', icon: 'eye', onClick: () => dispatch({ kind: 'unfocus' }) }
      : { label: 'Only this and its neighbours', icon: 'crosshair', onClick: () => dispatch({ kind: 'focus', id }) },
    {
      label: 'Hide',
      icon: 'eye-slash',
      onClick: () => {
        dispatch({ kind: 'hide', id });
        effects.deselect();
      },
    },
  ];
  return actions.filter((action): action is Action => action !== false);
}

/** Dashboard variables that many dashboards have, by what they hold. */
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
      label: 'Filter flows',
      icon: 'filter',
      onClick: () => dispatch({ kind: 'filters', filters: [...viewState.filters, filter] }),
    },
    variable !== undefined &&
      hasVariable(variable) && {
        label: `Filter the dashboard by ${variable}`,
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
