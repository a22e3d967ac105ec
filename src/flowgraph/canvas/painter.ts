import { type Size } from '../layout/geometry';
import { draw, drawOverlay, isEmpty, type Overlay } from './draw';
import { type Picture } from './picture';
import { canvasFitter, type TextFitter } from './text';
import { type View } from './view';

/** A frame that took longer than this is not drawn again at every step of a move. */
const SLOW_FRAME_MS = 12;
/** After so much rest a moved picture is drawn anew. */
const REST_MS = 120;
/** Above twice the pixels nobody sees the difference, and the raster costs four times as much. */
const MAX_PIXEL_RATIO = 2;
const CROWD = 3_000;

/**
 * Draws pictures on two canvases: the graph, and over it what is chosen. While the view of a slow
 * picture moves, the canvas is moved instead, and drawn sharp at rest.
 */
export class Painter {
  private frame = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private painted: { picture: Picture; costMs: number } | undefined;
  private wanted: { picture: Picture; overlay: Overlay } | undefined;
  /** Whether anything lies over the base. */
  private isCovered = false;
  private texts: { fitter: TextFitter; fontFamily: string } | undefined;

  constructor(
    private readonly base: HTMLCanvasElement,
    private readonly overlay: HTMLCanvasElement
  ) {}

  show(picture: Picture, overlay: Overlay): void {
    this.wanted = { picture, overlay };
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
  }

  private paint(): void {
    this.frame = 0;
    const { wanted, painted } = this;
    if (!wanted) {
      return;
    }
    const { picture, overlay } = wanted;
    if (painted && painted.costMs > SLOW_FRAME_MS && onlyMoved(painted.picture, picture)) {
      this.move(painted.picture.view, picture.view);
    } else if (!painted || painted.picture !== picture) {
      this.paintBase(picture);
    }
    this.paintOverlay(picture, overlay);
  }

  private move(from: View, to: View): void {
    const zoom = to.zoom / from.zoom;
    const x = to.offsetX - from.offsetX * zoom;
    const y = to.offsetY - from.offsetY * zoom;
    this.base.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      if (this.wanted) {
        this.paintBase(this.wanted.picture);
      }
    }, REST_MS);
  }

  private paintBase(picture: Picture): void {
    clearTimeout(this.rest);
    const startMs = performance.now();
    const context = prepare(this.base, picture.screen, ratioFor(picture));
    if (context) {
      draw(context, picture, this.fitter(picture));
    }
    this.base.style.transform = '';
    this.painted = { picture, costMs: performance.now() - startMs };
  }

  private paintOverlay(picture: Picture, overlay: Overlay): void {
    if (isEmpty(overlay) && !this.isCovered) {
      return;
    }
    this.isCovered = !isEmpty(overlay);
    const context = prepare(this.overlay, picture.screen, ratioFor(picture));
    if (context) {
      context.clearRect(0, 0, picture.screen.width, picture.screen.height);
      drawOverlay(context, picture, overlay, this.fitter(picture));
    }
  }

  private fitter({ palette: { fontFamily } }: Picture): TextFitter {
    if (this.texts?.fontFamily !== fontFamily) {
      this.texts = { fitter: canvasFitter(fontFamily), fontFamily };
    }
    return this.texts.fitter;
  }
}

function onlyMoved(before: Picture, after: Picture): boolean {
  return (
    before.view !== after.view &&
    before.nodes === after.nodes &&
    before.edges === after.edges &&
    before.palette === after.palette &&
    before.screen.width === after.screen.width &&
    before.screen.height === after.screen.height
  );
}

function ratioFor({ edges }: Picture): number {
  return edges.length > CROWD ? 1 : Math.min(window.devicePixelRatio || 1, MAX_PIXEL_RATIO);
}

/** A context whose unit is the CSS pixel, on a canvas as large as the screen; undefined where there is none. */
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
