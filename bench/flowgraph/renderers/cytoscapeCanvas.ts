import cytoscape from 'cytoscape';
import { edgeStyle } from '../../shared/cytoscapeEdges';
import { type SimulatedWorld, type WorldEdge } from '../../shared/world/scenarios';
import { fit, inView, type Transform } from './fit';
import { edgeColor, edgeWidth, LABEL_COLOR, NODE_RADIUS, nodeColor } from './look';
import { type Renderer, type View } from './renderer';

/** What Cytoscape's own mouse listener calls; its types leave it out. */
interface HoverSearch {
  renderer(): {
    findNearestElement(
      x: number,
      y: number,
      interactiveOnly: boolean,
      isTouch: boolean
    ): cytoscape.Singular | undefined;
  };
}

const STYLE: cytoscape.StylesheetJson = [
  {
    selector: 'node',
    style: {
      width: 2 * NODE_RADIUS,
      height: 2 * NODE_RADIUS,
      'background-color': 'data(color)',
      label: 'data(label)',
      color: LABEL_COLOR,
      'font-size': 5,
      'text-valign': 'bottom',
      // As its documentation recommends for large graphs: no illegible labels.
      'min-zoomed-font-size': 7,
    },
  },
  edgeStyle(0.6),
];

class CytoscapeCanvas implements Renderer {
  readonly name = 'Cytoscape.js, canvas';
  private fitted: Transform = { scale: 1, x: 0, y: 0 };
  private cy?: cytoscape.Core;

  paint(container: HTMLElement, world: SimulatedWorld): void {
    this.fitted = fit(world);
    const { scale, x, y } = this.fitted;
    this.cy = cytoscape({
      container,
      elements: elementsOf(world),
      style: STYLE,
      layout: { name: 'preset', fit: false },
      zoom: scale,
      pan: { x, y },
    });
  }

  setView(view: View): void {
    const { scale, x, y } = inView(this.fitted, view);
    this.cy?.viewport({ zoom: scale, pan: { x, y } });
  }

  hitTest(x: number, y: number): string | undefined {
    return this.cy && elementAt(this.cy, x, y)?.id();
  }

  update({ edges }: SimulatedWorld): void {
    this.cy?.batch(() => edges.forEach((edge) => this.cy?.getElementById(edge.id).data(lookOf(edge))));
  }

  destroy(): void {
    this.cy?.destroy();
  }
}

export function createRenderer(): Renderer {
  return new CytoscapeCanvas();
}

function elementAt(cy: cytoscape.Core, x: number, y: number): cytoscape.Singular | undefined {
  const [zoom, pan] = [cy.zoom(), cy.pan()];
  const renderer = (cy as unknown as HoverSearch).renderer();
  return renderer.findNearestElement((x - pan.x) / zoom, (y - pan.y) / zoom, true, false);
}

function elementsOf({ nodes, edges }: SimulatedWorld): cytoscape.ElementsDefinition {
  return {
    nodes: nodes.map((node) => ({
      data: { id: node.id, label: node.pod, color: nodeColor(node) },
      position: { x: node.x, y: node.y },
    })),
    edges: edges.map((edge) => ({
      data: { id: edge.id, source: edge.client, target: edge.server, ...lookOf(edge) },
    })),
  };
}

function lookOf(edge: WorldEdge) {
  return { width: edgeWidth(edge), color: edgeColor(edge) };
}
