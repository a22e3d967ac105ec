import { type DataFrame } from '@grafana/data';
import { DEFAULT_OPTIONS } from '../../../src/flowgraph/model/options';
import { HostedPanel } from '../../shared/panel/hostedPanel';
import { frameOf } from '../../shared/world/frames';
import { type SimulatedWorld } from '../../shared/world/scenarios';
import { OURS, type Renderer, SIZE, type View, WHOLE } from './renderer';

const nothing = () => undefined;
/** Every pod and every edge, as the others draw them. */
const EVERYTHING = { ...DEFAULT_OPTIONS, level: 'pod', maxEdges: Number.MAX_SAFE_INTEGER, opensByZoom: false } as const;
const MIDDLE = { x: SIZE.width / 2, y: SIZE.height / 2 };
/** As the panel's wheel has it: so much of a logarithm of zoom for a pixel. */
const ZOOM_OF_PIXEL = 0.0015;
/** More than a click may move. */
const DRAG_PIXELS = 10;

/** The panel as Grafana has it: with React, toolbar, legend, caption, and the accessible list. */
class FlowgraphPanel implements Renderer {
  readonly name = `${OURS}, the whole panel`;
  private frame?: DataFrame;
  private panel?: HostedPanel;
  private surface?: HTMLElement;
  private view: View = WHOLE;
  private pointer = { ...MIDDLE };

  /** The panel has no way to be handed places. */
  prepare(world: SimulatedWorld): void {
    this.frame = frameOf(world);
  }

  paint(container: HTMLElement): void {
    this.panel = new HostedPanel(container);
    this.show();
  }

  update(): void {
    this.show();
  }

  /** As a person does, who zooms with the wheel and pans by dragging. */
  setView({ zoom, offsetX, offsetY }: View): void {
    const ratio = zoom / this.view.zoom;
    if (ratio !== 1) {
      this.wheel(-Math.log(ratio) / ZOOM_OF_PIXEL);
    }
    const zoomed = (offset: number, middle: number) => middle - (middle - offset) * ratio;
    this.drag(offsetX - zoomed(this.view.offsetX, MIDDLE.x), offsetY - zoomed(this.view.offsetY, MIDDLE.y));
    this.view = { zoom, offsetX, offsetY };
  }

  destroy(): void {
    this.panel?.destroy();
  }

  private show(): void {
    this.panel?.show({ frame: this.frame, options: EVERYTHING, size: SIZE, mode: 'dark' });
  }

  private wheel(deltaY: number): void {
    this.held().dispatchEvent(new WheelEvent('wheel', { ...at(MIDDLE), deltaY, ctrlKey: true }));
  }

  private drag(x: number, y: number): void {
    const surface = this.held();
    this.pointer = { x: this.pointer.x + x, y: this.pointer.y + y };
    surface.dispatchEvent(new PointerEvent('pointermove', at(this.pointer)));
  }

  /** What is drawn on, with a button pressed on it all the while. */
  private held(): HTMLElement {
    if (!this.surface) {
      const surface = document.querySelector<HTMLElement>('canvas[role="img"]');
      if (!surface) {
        throw new Error('The panel shows no graph.');
      }
      // Without a real pointer, none can be captured.
      surface.setPointerCapture = nothing;
      surface.dispatchEvent(new PointerEvent('pointerdown', at(MIDDLE)));
      surface.dispatchEvent(new PointerEvent('pointermove', at({ ...MIDDLE, x: MIDDLE.x + DRAG_PIXELS })));
      surface.dispatchEvent(new PointerEvent('pointermove', at(MIDDLE)));
      this.surface = surface;
    }
    return this.surface;
  }
}

function at({ x, y }: { x: number; y: number }): PointerEventInit {
  return { clientX: x, clientY: y, pointerId: 1, isPrimary: true, button: 0, bubbles: true, cancelable: true };
}

export function createRenderer(): Renderer {
  return new FlowgraphPanel();
}
