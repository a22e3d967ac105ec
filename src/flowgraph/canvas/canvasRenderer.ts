import { type Size } from '../layout/geometry';
import { draw, drawOverlay, isEmpty, type Overlay } from './draw';
import { type RenderInput } from './renderInput';
import { canvasFitter, type TextFitter } from './text';
import { type Viewport } from './viewport';

/** A frame that takes longer is not redrawn for every step of a movement. */
const SLOW_FRAME_MS = 12;
/** A moved frame is redrawn after this time without movement. */
const REST_MS = 120;
/** A higher ratio makes no visible difference, and rasterizing costs four times as much. */
const MAX_PIXEL_RATIO = 2;
/** With more edges, one pixel per CSS pixel is enough. */
const CROWD = 3_000;

/**
 * Draws on two canvases: the graph, and the overlay on top of it. While the viewport of a slow graph moves, the canvas is
 * transformed instead, and redrawn when the movement ends.
 */
export class CanvasRenderer {
  private frame = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private rendered: { input: RenderInput; costMs: number } | undefined;
  private requested: { input: RenderInput; overlay: Overlay } | undefined;
  /** Whether anything is drawn on the overlay. */
  private isCovered = false;
  private texts: { fitter: TextFitter; fontFamily: string } | undefined;

  constructor(
    private readonly base: HTMLCanvasElement,
    private readonly overlay: HTMLCanvasElement
  ) {}

  /** Draws in the next animation frame. */
  show(input: RenderInput, overlay: Overlay): void {
    this.requested = { input, overlay };
    this.frame ||= requestAnimationFrame(() => this.render());
  }

  /** Cancels pending frames. */
  stop(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
  }

  private render(): void {
    this.frame = 0;
    const { requested, rendered } = this;
    if (!requested) {
      return;
    }
    const { input, overlay } = requested;
    if (rendered && rendered.costMs > SLOW_FRAME_MS && onlyMoved(rendered.input, input)) {
      this.move(rendered.input.viewport, input.viewport);
    } else if (!rendered || rendered.input !== input) {
      this.renderBase(input);
    }
    this.renderOverlay(input, overlay);
  }

  private move(from: Viewport, to: Viewport): void {
    const zoom = to.zoom / from.zoom;
    const x = to.offsetX - from.offsetX * zoom;
    const y = to.offsetY - from.offsetY * zoom;
    this.base.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      if (this.requested) {
        this.renderBase(this.requested.input);
      }
    }, REST_MS);
  }

  private renderBase(input: RenderInput): void {
    clearTimeout(this.rest);
    const startMs = performance.now();
    const context = prepare(this.base, input.screen, ratioFor(input));
    if (context) {
      draw(context, input, this.fitter(input));
    }
    this.base.style.transform = '';
    this.rendered = { input, costMs: performance.now() - startMs };
  }

  private renderOverlay(input: RenderInput, overlay: Overlay): void {
    if (isEmpty(overlay) && !this.isCovered) {
      return;
    }
    this.isCovered = !isEmpty(overlay);
    const context = prepare(this.overlay, input.screen, ratioFor(input));
    if (context) {
      context.clearRect(0, 0, input.screen.width, input.screen.height);
      drawOverlay(context, input, overlay, this.fitter(input));
    }
  }

  private fitter({ palette: { fontFamily } }: RenderInput): TextFitter {
    if (this.texts?.fontFamily !== fontFamily) {
      this.texts = { fitter: canvasFitter(fontFamily), fontFamily };
    }
    return this.texts.fitter;
  }
}

function onlyMoved(before: RenderInput, after: RenderInput): boolean {
  return (
    before.viewport !== after.viewport &&
    before.nodes === after.nodes &&
    before.edges === after.edges &&
    before.palette === after.palette &&
    before.screen.width === after.screen.width &&
    before.screen.height === after.screen.height
  );
}

function ratioFor({ edges }: RenderInput): number {
  return edges.length > CROWD ? 1 : Math.min(window.devicePixelRatio || 1, MAX_PIXEL_RATIO);
}

/** A context whose unit is the CSS pixel, on a canvas of the size of the screen; undefined if the browser has none. */
function prepare(canvas: HTMLCanvasElement, screen: Size, ratio: number): CanvasRenderingContext2D | undefined {
  const width = Math.max(1, Math.round(screen.width * ratio));
  const height = Math.max(1, Math.round(screen.height * ratio));
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context ?? undefined;
}
