import { type Point } from '../layout/geometry';
import { type DrawContext } from './drawContext';
import { type LineMark } from './problemMarks';
import { WEIGHT } from './text';
import { type Palette } from './visualEncoding';

/** Width of a triangle, in CSS pixels. */
export const TRIANGLE_PIXELS = 10;
/** Diameter of a badge, in CSS pixels. */
export const BADGE_PIXELS = 15;
const NUMBER_PIXELS = { oneDigit: 11, twoDigits: 9 };
/** Keeps marks apart from the line below. */
const OUTLINE_PIXELS = 3;

/** Draws a triangle for an edge that needs attention, so that color is not the only indication. */
export function drawTriangle(context: DrawContext, { x, y }: Point, color: string, { background }: Palette): void {
  const reach = TRIANGLE_PIXELS / 2;
  context.beginPath();
  context.moveTo(x, y - reach);
  context.lineTo(x + reach, y + reach * 0.8);
  context.lineTo(x - reach, y + reach * 0.8);
  context.closePath();
  context.strokeStyle = background;
  context.lineWidth = OUTLINE_PIXELS;
  context.stroke();
  context.fillStyle = color;
  context.fill();
}

/** Draws a round badge with the place of a problem, as in the list of problems. */
export function drawBadge(
  context: DrawContext,
  { x, y }: Point,
  { place, colorStep }: LineMark,
  palette: Palette
): void {
  const radius = BADGE_PIXELS / 2;
  context.beginPath();
  context.roundRect(x - radius, y - radius, BADGE_PIXELS, BADGE_PIXELS, radius);
  context.strokeStyle = palette.background;
  context.lineWidth = OUTLINE_PIXELS;
  context.stroke();
  context.fillStyle = colorStep.color;
  context.fill();
  const size = place < 10 ? NUMBER_PIXELS.oneDigit : NUMBER_PIXELS.twoDigits;
  context.font = `${WEIGHT} ${size}px ${palette.fontFamily}`;
  context.textAlign = 'center';
  context.fillStyle = palette.textOn(colorStep.color);
  context.fillText(String(place), x, y);
}
