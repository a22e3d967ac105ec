import { type Size } from '../layout/geometry';
import { type DrawContext } from './drawContext';

type Paint = DrawContext['fillStyle'];
type Attributes = Record<string, string | number | undefined>;

/** Position of the origin on the screen, and length of a unit there. */
interface Transform {
  x: number;
  y: number;
  scaleX: number;
  scaleY: number;
}

/** The state that save() stores and restore() restores. */
interface State {
  fillStyle: Paint;
  strokeStyle: Paint;
  lineWidth: number;
  lineCap: CanvasLineCap;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  dash: readonly number[];
  transform: Transform;
}

/** Distance of the baseline below the given point, in font sizes. */
const BASELINES: Partial<Record<CanvasTextBaseline, string>> = { top: '.8em', middle: '.3em', bottom: '-.2em' };
const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end', end: 'end' };

/**
 * Draws into an SVG document. As on a canvas, a transform applies to subsequent drawing, so that all coordinates in the
 * document are screen coordinates. Colors and baselines are written in a form that drawing programs support, which
 * implement less of CSS than browsers.
 */
export class SvgContext implements DrawContext {
  fillStyle: Paint = '#000';
  strokeStyle: Paint = '#000';
  lineWidth = 1;
  lineCap: CanvasLineCap = 'butt';
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  private dash: readonly number[] = [];
  private transform: Transform = { x: 0, y: 0, scaleX: 1, scaleY: 1 };
  private path = '';
  private readonly saved: State[] = [];
  private readonly elements: string[] = [];

  /** The document. Screen readers announce its title. */
  toSvg({ width, height }: Size, title: string): string {
    const root = attributesOf({
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      width: round(width),
      height: round(height),
      role: 'img',
      fill: 'none',
      // The default of a canvas; that of SVG is 4.
      'stroke-miterlimit': 10,
      'xml:space': 'preserve',
    });
    return `<svg${root}>\n<title>${escapeXml(title)}</title>\n${this.elements.join('\n')}\n</svg>\n`;
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineCap, globalAlpha, font, textAlign, textBaseline } = this;
    const { dash, transform } = this;
    const text = { font, textAlign, textBaseline };
    this.saved.push({ fillStyle, strokeStyle, lineWidth, lineCap, globalAlpha, ...text, dash, transform });
  }

  restore(): void {
    Object.assign(this, this.saved.pop());
  }

  translate(dx: number, dy: number): void {
    const { x, y, scaleX, scaleY } = this.transform;
    this.transform = { x: x + dx * scaleX, y: y + dy * scaleY, scaleX, scaleY };
  }

  scale(byX: number, byY: number): void {
    const { x, y, scaleX, scaleY } = this.transform;
    this.transform = { x, y, scaleX: scaleX * byX, scaleY: scaleY * byY };
  }

  beginPath(): void {
    this.path = '';
  }

  moveTo(x: number, y: number): void {
    this.path += `M${this.at(x, y)}`;
  }

  lineTo(x: number, y: number): void {
    this.path += `L${this.at(x, y)}`;
  }

  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void {
    this.path += `Q${this.at(controlX, controlY)} ${this.at(x, y)}`;
  }

  closePath(): void {
    this.path += 'Z';
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const { scaleX, scaleY } = this.transform;
    const r = Math.min(radius, width / 2, height / 2);
    const arc = (toX: number, toY: number) => `A${round(r * scaleX)} ${round(r * scaleY)} 0 0 1 ${this.at(toX, toY)}`;
    const right = x + width;
    const bottom = y + height;
    this.path += `M${this.at(x + r, y)}L${this.at(right - r, y)}${arc(right, y + r)}`;
    this.path += `L${this.at(right, bottom - r)}${arc(right - r, bottom)}`;
    this.path += `L${this.at(x + r, bottom)}${arc(x, bottom - r)}`;
    this.path += `L${this.at(x, y + r)}${arc(x + r, y)}Z`;
  }

  fill(): void {
    this.add('path', { d: this.path, ...this.filling() });
  }

  stroke(): void {
    const { color, opacity } = paintOf(this.strokeStyle, this.globalAlpha);
    const { scaleX, scaleY } = this.transform;
    const scale = Math.sqrt(Math.abs(scaleX * scaleY));
    this.add('path', {
      d: this.path,
      stroke: color,
      'stroke-opacity': opacity,
      'stroke-width': round(this.lineWidth * scale),
      'stroke-linecap': this.lineCap === 'butt' ? undefined : this.lineCap,
      'stroke-dasharray': this.dash.map((length) => round(length * scale)).join(' ') || undefined,
    });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const { scaleX, scaleY } = this.transform;
    const size = { width: round(width * scaleX), height: round(height * scaleY) };
    this.add('rect', { ...this.corner(x, y), ...size, ...this.filling() });
  }

  fillText(text: string, x: number, y: number): void {
    const { size, family, weight } = readFont(this.font);
    const attributes = {
      ...this.corner(x, y),
      dy: BASELINES[this.textBaseline],
      'text-anchor': ANCHORS[this.textAlign],
      'font-family': family,
      'font-size': round(size * this.transform.scaleY),
      'font-weight': weight,
      ...this.filling(),
    };
    this.add('text', attributes, text);
  }

  setLineDash(segments: readonly number[]): void {
    this.dash = [...segments];
  }

  private filling(): Attributes {
    const { color, opacity } = paintOf(this.fillStyle, this.globalAlpha);
    return { fill: color, 'fill-opacity': opacity };
  }

  private at(x: number, y: number): string {
    const corner = this.corner(x, y);
    return `${corner.x} ${corner.y}`;
  }

  private corner(x: number, y: number): { x: number; y: number } {
    const { transform } = this;
    return { x: round(x * transform.scaleX + transform.x), y: round(y * transform.scaleY + transform.y) };
  }

  private add(name: string, attributes: Attributes, text?: string): void {
    const end = text === undefined ? '/>' : `>${escapeXml(text)}</${name}>`;
    this.elements.push(`<${name}${attributesOf(attributes)}${end}`);
  }
}

/** Parses "500 14px Inter, sans-serif", in which the weight is optional. */
function readFont(font: string): { size: number; family?: string; weight?: string } {
  const [, weight, size, family] = /^(?:(\S+) )?(\S+)px (.+)$/.exec(font) ?? [];
  return { size: Number(size), ...(family !== undefined && { family }), ...(weight !== undefined && { weight }) };
}

/** Splits a color into an opaque color and an opacity, which is undefined if it is 1. */
function paintOf(paint: Paint, alpha: number): { color: string; opacity: number | undefined } {
  const text = typeof paint === 'string' ? paint : 'none';
  const [, channels, own] = /^rgba\(([^,]+,[^,]+,[^,]+),([^)]+)\)$/.exec(text) ?? [];
  const opacity = round(alpha * (own === undefined ? 1 : Number(own)), 1_000);
  return { color: channels === undefined ? text : `rgb(${channels})`, opacity: opacity === 1 ? undefined : opacity };
}

function round(value: number, parts = 100): number {
  // Adding 0 makes 0 of -0.
  return Math.round(value * parts) / parts + 0;
}

function attributesOf(attributes: Attributes): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escapeXml(String(value))}"`]))
    .join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Control characters, and lone surrogates, such as a truncated name can contain. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escapeXml(text: string): string {
  return text.replace(NOT_XML, '\u{fffd}').replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
