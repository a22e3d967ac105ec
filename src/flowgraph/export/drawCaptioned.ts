import { draw } from '../canvas/draw';
import { type DrawContext } from '../canvas/drawContext';
import { type RenderInput } from '../canvas/renderInput';
import { canvasFitter } from '../canvas/text';
import { type Size } from '../layout/geometry';

const FONT_PIXELS = 12;
const LINE_PIXELS = 24;
const MARGIN_PIXELS = 8;
/** An upper estimate of character widths, because nothing measures texts for a file. */
const CHARACTER_PIXELS = 0.6 * FONT_PIXELS;

/** The size of the graph with its caption below, in CSS pixels. */
export function captionedSize({ screen }: RenderInput, facts: readonly string[]): Size {
  return { width: screen.width, height: screen.height + LINE_PIXELS * linesOf(facts, screen.width).length };
}

/**
 * Draws the graph with a caption below that describes what it shows, because a file is read without the panel.
 *
 * @param facts parts of the caption; a line contains as many as fit, and no part is split
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
