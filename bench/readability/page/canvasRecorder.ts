import { type DrawContext, type DrawnPart } from '../../../src/flowgraph/canvas/drawContext';
import { type Point } from '../../../src/flowgraph/layout/geometry';
import { type Drawn } from '../picture/drawn';
import { flattenQuadratic } from '../picture/paths';

/** What only changes the state of the canvas, which is read when something is drawn. */
type StateCall = 'save' | 'restore' | 'translate' | 'scale' | 'setLineDash';
type Call = {
  [Name in keyof DrawContext]-?: NonNullable<DrawContext[Name]> extends (...args: never) => void ? Name : never;
}[keyof DrawContext];
/** A new call that drawing uses must be recorded, too. */
type Recorded = { [Name in Exclude<Call, StateCall>]: NonNullable<DrawContext[Name]> };

interface SubPath {
  points: Point[];
  isRectangle: boolean;
  of: DrawnPart | undefined;
}

/** Records what is drawn on a canvas while the canvas draws it. */
export class CanvasRecorder {
  /** What is drawn since the last frame began. */
  drawn: Drawn[] = [];
  /** Number of frames so far. */
  frames = 0;
  /** Draws on the canvas, and records it. */
  readonly context: CanvasRenderingContext2D;
  private of: DrawnPart | undefined;
  private paths: SubPath[] = [];

  constructor(private readonly canvas: CanvasRenderingContext2D) {
    const recorded: Recorded = this.recorded();
    const isRecorded = (name: PropertyKey): name is keyof Recorded => name in recorded;
    this.context = new Proxy(canvas, {
      get: (target, name) => {
        if (isRecorded(name)) {
          return recorded[name];
        }
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
      set: (target, name, value) => Reflect.set(target, name, value),
    });
  }

  /** Forgets the last frame. */
  beginFrame(): void {
    this.drawn = [];
    this.of = undefined;
    this.frames += 1;
  }

  private recorded(): Recorded {
    const { canvas } = this;
    return {
      announce: (part) => {
        this.of = part;
      },
      beginPath: () => {
        canvas.beginPath();
        this.paths = [];
      },
      moveTo: (x, y) => {
        canvas.moveTo(x, y);
        this.paths.push({ points: [this.onScreen(x, y)], isRectangle: false, of: this.of });
      },
      lineTo: (x, y) => {
        canvas.lineTo(x, y);
        this.paths.at(-1)?.points.push(this.onScreen(x, y));
      },
      quadraticCurveTo: (controlX, controlY, x, y) => {
        canvas.quadraticCurveTo(controlX, controlY, x, y);
        const points = this.paths.at(-1)?.points;
        const from = points?.at(-1);
        if (from) {
          points?.push(...flattenQuadratic(from, this.onScreen(controlX, controlY), this.onScreen(x, y)));
        }
      },
      closePath: () => {
        canvas.closePath();
        const points = this.paths.at(-1)?.points;
        points?.push(...points.slice(0, 1));
      },
      roundRect: (x, y, width, height, radii) => {
        canvas.roundRect(x, y, width, height, radii);
        this.paths.push({ points: this.corners(x, y, width, height), isRectangle: true, of: this.of });
      },
      fill: () => {
        canvas.fill();
        this.paths.forEach(({ points, isRectangle, of }) =>
          this.add({ kind: isRectangle ? 'rectangle' : 'polygon', points, of, ...this.filling() })
        );
      },
      stroke: () => {
        canvas.stroke();
        const width = canvas.lineWidth * this.scale();
        this.paths.forEach(({ points, of }) =>
          this.add({ kind: 'line', points, width, of, color: String(canvas.strokeStyle), opacity: canvas.globalAlpha })
        );
      },
      fillRect: (x, y, width, height) => {
        canvas.fillRect(x, y, width, height);
        this.add({ kind: 'rectangle', points: this.corners(x, y, width, height), of: this.of, ...this.filling() });
      },
      fillText: (text, x, y) => {
        canvas.fillText(text, x, y);
        this.addText(text, x, y);
      },
    };
  }

  private addText(text: string, x: number, y: number): void {
    const { canvas } = this;
    const { actualBoundingBoxLeft, actualBoundingBoxRight, actualBoundingBoxAscent, actualBoundingBoxDescent } =
      canvas.measureText(text);
    const { x: left, y: top } = this.onScreen(x - actualBoundingBoxLeft, y - actualBoundingBoxAscent);
    this.add({
      kind: 'text',
      text,
      fontPixels: parseFloat(/([\d.]+)px/.exec(canvas.font)?.[1] ?? '') * this.scale(),
      rect: {
        x: left,
        y: top,
        width: (actualBoundingBoxLeft + actualBoundingBoxRight) * this.scale(),
        height: (actualBoundingBoxAscent + actualBoundingBoxDescent) * this.scale(),
      },
      of: this.of,
      ...this.filling(),
    });
  }

  private add(drawn: Drawn): void {
    this.drawn.push(drawn);
  }

  private filling(): Pick<Drawn, 'color' | 'opacity'> {
    return { color: String(this.canvas.fillStyle), opacity: this.canvas.globalAlpha };
  }

  private corners(x: number, y: number, width: number, height: number): Point[] {
    return [this.onScreen(x, y), this.onScreen(x + width, y + height)];
  }

  private onScreen(x: number, y: number): Point {
    const { a, d, e, f } = this.canvas.getTransform();
    return { x: a * x + e, y: d * y + f };
  }

  /** CSS pixels per unit. Drawing scales both axes equally. */
  private scale(): number {
    return this.canvas.getTransform().a;
  }
}

const recorders = new WeakMap<HTMLCanvasElement, CanvasRecorder>();

/** The recorder of a canvas that has been drawn on. */
export function recorderOf(canvas: HTMLCanvasElement): CanvasRecorder | undefined {
  return recorders.get(canvas);
}

/** Records all canvases of the page from now on. Renderers get the context of a canvas at the beginning of each frame. */
export function recordCanvases(): void {
  const original = HTMLCanvasElement.prototype.getContext as (
    type: string,
    options?: unknown
  ) => RenderingContext | null;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, type: string, options?: unknown) {
    const context = original.call(this, type, options);
    if (!(context instanceof CanvasRenderingContext2D)) {
      return context;
    }
    const recorder = recorders.get(this) ?? new CanvasRecorder(context);
    recorders.set(this, recorder);
    recorder.beginFrame();
    return recorder.context;
  } as typeof HTMLCanvasElement.prototype.getContext;
}
