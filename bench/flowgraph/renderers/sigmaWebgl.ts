import { DirectedGraph } from 'graphology';
import Sigma from 'sigma';
import { type EdgeProgramType } from 'sigma/rendering';
import { type MouseCoords } from 'sigma/types';
import { type SimulatedWorld, type WorldEdge } from '../../shared/world/scenarios';
import { fit, MARGIN } from './fit';
import { edgeColor, edgeWidth, LABEL_COLOR, NODE_RADIUS, nodeColor } from './look';
import { type Renderer, SIZE, type View } from './renderer';

/** Sigma.js, which draws with WebGL, with one way to draw edges. */
export class SigmaWebgl implements Renderer {
  private sigma?: Sigma;
  private hovered?: string;

  constructor(
    readonly name: string,
    private readonly edgeProgram: EdgeProgramType
  ) {}

  paint(container: HTMLElement, world: SimulatedWorld): void {
    this.sigma = new Sigma(graphOf(world), container, {
      defaultEdgeType: 'flow',
      edgeProgramClasses: { flow: this.edgeProgram },
      enableEdgeEvents: true,
      // Sizes in world px, which grow with the zoom: what other renderers draw.
      itemSizesReference: 'positions',
      zoomToSizeRatioFunction: (ratio) => ratio,
      minEdgeThickness: 0.5,
      labelColor: { color: LABEL_COLOR },
      stagePadding: MARGIN + fit(world).scale * NODE_RADIUS,
    });
    this.rememberHovered(this.sigma);
  }

  setView({ zoom, offsetX, offsetY }: View): void {
    // The point of the fitted graph that is now in the middle.
    const middle = { x: (SIZE.width / 2 - offsetX) / zoom, y: (SIZE.height / 2 - offsetY) / zoom };
    const cameraState = { x: 0.5, y: 0.5, angle: 0, ratio: 1 };
    const center = this.sigma?.viewportToFramedGraph(middle, { cameraState });
    this.sigma?.getCamera().setState({ ...center, ratio: 1 / zoom });
  }

  hitTest(x: number, y: number): string | undefined {
    this.sigma?.getMouseCaptor().emit('mousemove', mouseAt(x, y));
    return this.hovered;
  }

  update({ edges }: SimulatedWorld): void {
    const edgeOf = new Map(edges.map((edge) => [edge.id, edge]));
    this.sigma?.getGraph().updateEachEdgeAttributes(
      (id, attributes) => {
        const edge = edgeOf.get(id);
        return edge ? { ...attributes, ...lookOf(edge) } : attributes;
      },
      { attributes: ['size', 'color'] }
    );
  }

  destroy(): void {
    this.sigma?.kill();
  }

  private rememberHovered(sigma: Sigma): void {
    const forget = () => (this.hovered = undefined);
    sigma.on('enterNode', ({ node }) => (this.hovered = node));
    sigma.on('enterEdge', ({ edge }) => (this.hovered = edge));
    sigma.on('leaveNode', forget);
    sigma.on('leaveEdge', forget);
  }
}

function graphOf({ nodes, edges }: SimulatedWorld): DirectedGraph {
  const graph = new DirectedGraph();
  for (const node of nodes) {
    // Its y axis points up.
    graph.addNode(node.id, { x: node.x, y: -node.y, size: NODE_RADIUS, label: node.pod, color: nodeColor(node) });
  }
  for (const edge of edges) {
    graph.addDirectedEdgeWithKey(edge.id, edge.client, edge.server, lookOf(edge));
  }
  return graph;
}

function lookOf(edge: WorldEdge) {
  return { size: edgeWidth(edge), color: edgeColor(edge) };
}

function mouseAt(x: number, y: number): MouseCoords {
  return {
    x,
    y,
    sigmaDefaultPrevented: false,
    preventSigmaDefault: () => undefined,
    original: new MouseEvent('mousemove'),
  };
}
