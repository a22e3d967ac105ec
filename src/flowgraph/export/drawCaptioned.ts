import { draw } from '../canvas/draw';
import { type DrawContext } from '../canvas/drawContext';
import { type RenderInput } from '../canvas/renderInput';
import { canvasFitter } from '../canvas/text';
import { type Size } from '../layout/geometry';

const FONT_PIXELS = 12;
const LINE_PIXELS = 24;
const MARGIN_PIXELS = 8;
/** Wider than the characters of a usual text: nothing measures texts for a file. */
const CHARACTER_PIXELS = 0.6 * FONT_PIXELS;

/** The size of a picture with its caption below, in CSS pixels. */
export function captionedSize({ screen }: RenderInput, facts: readonly string[]): Size {
  return { width: screen.width, height: screen.height + LINE_PIXELS * linesOf(facts, screen.width).length };
}

/**
 * Draws a picture and, below it, what it shows and how much of it: a file is read where nothing else says so.
 *
 * @param facts each on one line, as many on a line as fit
 */
export function drawCaptioned(context: DrawContext, input: RenderInput, facts: readonly string[]): void {
  const { screen, palette } = input;
  draw(context, input, canvasFitter(palette.fontFamily));
  context.save();
  context.fillStyle = palette.background;
  const lines = linesOf(facts, screen.width);
  context.fillRect(0, screen.height, screen.width, LINE_PIXELS * lines.length);
  context.fillStyle = palette.secondaryText;
  context.font = `${FONT_PIXELS}px ${palette.fontFamily}`;
  context.textAlign = 'start';
  context.textBaseline = 'middle';
  lines.forEach((line, index) =>
    context.fillText(line, MARGIN_PIXELS, screen.height + LINE_PIXELS * index + LINE_PIXELS / 2)
  );
  context.restore();
}

function linesOf(facts: readonly string[], width: number): string[] {
  const most = (width - 2 * MARGIN_PIXELS) / CHARACTER_PIXELS;
  return facts.reduce<string[]>((lines, fact) => {
    const longer = `${lines.at(-1)} · ${fact}`;
    return lines.length > 0 && longer.length <= most ? [...lines.slice(0, -1), longer] : [...lines, fact];
  }, []);
}
