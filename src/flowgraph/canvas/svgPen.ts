import { type Size } from '../layout/geometry';
import { type Pen } from './pen';
import { attributesOf, escapeXml, paintOf, round } from './svgText';

type Paint = Pen['fillStyle'];

/** What save() keeps and restore() brings back. */
interface State {
  offsetX: number;
  offsetY: number;
  scaleX: number;
  scaleY: number;
  fillStyle: Paint;
  strokeStyle: Paint;
  lineWidth: number;
  lineCap: CanvasLineCap;
  dash: readonly number[];
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
}

/** How far below the given point a text's baseline lies, in font sizes: the em square as Chromium has it. */
const BASELINES: Partial<Record<CanvasTextBaseline, number>> = { top: 0.8, hanging: 0.8, middle: 0.3, bottom: -0.2 };
const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end', end: 'end' };

/**
 * Draws into an SVG document. Coordinates are those of the screen, with transforms applied, as a canvas
 * does it; fonts, colours and offsets are written so that old programs and editors read them as well.
 */
export class SvgPen implements Pen {
  fillStyle: Paint = '#000';
  strokeStyle: Paint = '#000';
  lineWidth = 1;
  lineCap: CanvasLineCap = 'butt';
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  private dash: readonly number[] = [];
  private offsetX = 0;
  private offsetY = 0;
  private scaleX = 1;
  private scaleY = 1;
  private readonly saved: State[] = [];
  private readonly elements: string[] = [];
  private path: string[] = [];

  /** The document. Its title is what a screen reader says, and a browser shows on hover. */
  toSvg({ width, height }: Size, title: string): string {
    const root = attributesOf({
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      width: round(width),
      height: round(height),
      role: 'img',
      fill: 'none',
      // A canvas' own; SVG's is 4.
      'stroke-miterlimit': 10,
      'xml:space': 'preserve',
    });
    return [`<svg${root}>`, `<title>${escapeXml(title)}</title>`, ...this.elements, '</svg>', ''].join('\n');
  }

  save(): void {
    const { offsetX, offsetY, scaleX, scaleY, fillStyle, strokeStyle, lineWidth, lineCap, dash, globalAlpha } = this;
    const { font, textAlign, textBaseline } = this;
    const place = { offsetX, offsetY, scaleX, scaleY };
    const lines = { fillStyle, strokeStyle, lineWidth, lineCap, dash, globalAlpha };
    this.saved.push({ ...place, ...lines, font, textAlign, textBaseline });
  }

  restore(): void {
    Object.assign(this, this.saved.pop());
  }

  translate(x: number, y: number): void {
    this.offsetX += x * this.scaleX;
    this.offsetY += y * this.scaleY;
  }

  scale(x: number, y: number): void {
    this.scaleX *= x;
    this.scaleY *= y;
  }

  beginPath(): void {
    this.path = [];
  }

  moveTo(x: number, y: number): void {
    this.path.push(`M${this.at(x, y)}`);
  }

  lineTo(x: number, y: number): void {
    this.path.push(`${this.path.length === 0 ? 'M' : 'L'}${this.at(x, y)}`);
  }

  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void {
    this.path.push(`Q${this.at(controlX, controlY)} ${this.at(x, y)}`);
  }

  closePath(): void {
    this.path.push('Z');
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.min(radius, width / 2, height / 2);
    const arcTo = (toX: number, toY: number) =>
      `A${round(r * this.scaleX)} ${round(r * this.scaleY)} 0 0 1 ${this.at(toX, toY)}`;
    this.moveTo(x + r, y);
    this.lineTo(x + width - r, y);
    this.path.push(arcTo(x + width, y + r));
    this.lineTo(x + width, y + height - r);
    this.path.push(arcTo(x + width - r, y + height));
    this.lineTo(x + r, y + height);
    this.path.push(arcTo(x, y + height - r));
    this.lineTo(x, y + r);
    this.path.push(arcTo(x + r, y), 'Z');
  }

  fill(): void {
    this.add('path', { d: this.path.join(''), ...this.filled() });
  }

  stroke(): void {
    const scale = this.lineScale();
    const { color, opacity } = paintOf(this.strokeStyle, this.globalAlpha);
    this.add('path', {
      d: this.path.join(''),
      stroke: color,
      'stroke-opacity': opacity,
      'stroke-width': round(this.lineWidth * scale),
      'stroke-linecap': this.lineCap === 'butt' ? undefined : this.lineCap,
      'stroke-dasharray': this.dash.length === 0 ? undefined : this.dash.map((length) => round(length * scale)).join(' '),
    });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.add('rect', {
      x: round(x * this.scaleX + this.offsetX),
      y: round(y * this.scaleY + this.offsetY),
      width: round(width * this.scaleX),
      height: round(height * this.scaleY),
      ...this.filled(),
    });
  }

  fillText(text: string, x: number, y: number): void {
    const [, weight, size = '10', family] = /^(?:(\S+) )?(\S+)px (.+)$/.exec(this.font) ?? [];
    const attributes = {
      x: round(x * this.scaleX + this.offsetX),
      y: round(y * this.scaleY + this.offsetY),
      dy: BASELINES[this.textBaseline] === undefined ? undefined : `${BASELINES[this.textBaseline]}em`,
      'text-anchor': ANCHORS[this.textAlign],
      'font-family': family,
      'font-size': round(Number(size) * this.scaleY),
      'font-weight': weight,
      ...this.filled(),
    };
    this.add('text', attributes, text);
  }

  setLineDash(segments: readonly number[]): void {
    this.dash = [...segments];
  }

  private filled() {
    const { color, opacity } = paintOf(this.fillStyle, this.globalAlpha);
    return { fill: color, 'fill-opacity': opacity };
  }

  private lineScale(): number {
    return Math.sqrt(Math.abs(this.scaleX * this.scaleY));
  }

  private at(x: number, y: number): string {
    return `${round(x * this.scaleX + this.offsetX)} ${round(y * this.scaleY + this.offsetY)}`;
  }

  private add(name: string, attributes: Parameters<typeof attributesOf>[0], text?: string): void {
    const content = text === undefined ? '/>' : `>${escapeXml(text)}</${name}>`;
    this.elements.push(`<${name}${attributesOf(attributes)}${content}`);
  }
}
