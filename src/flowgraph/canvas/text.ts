const ELLIPSIS = '…';
/** Font weight of names and numbers. A bolder font would be wider than measured. */
export const WEIGHT = 500;
const REFERENCE_PIXELS = 100;
const ROUNDING = 0.01;
/** Several times the number of texts that fit on a screen. */
const MAX_ENTRIES = 5_000;

/**
 * Truncates texts to the available width. The width of a text is the sum of its characters, each of which is measured
 * once: measuring thousands of names would delay the first frame.
 */
export class TextFitter {
  private readonly fitted = new Map<string, string>();
  private readonly characters = new Map<string, number>();

  /** @param measure returns the width of a text in a font, in pixels */
  constructor(
    private readonly measure: (text: string, font: string) => number,
    private readonly fontFamily: string
  ) {}

  /** The width of a text, in multiples of the font size. */
  widthOf(text: string): number {
    let width = 0;
    for (const character of text) {
      width += this.characterWidth(character);
    }
    return width;
  }

  /**
   * The text, or as much of its beginning as fits, with an ellipsis.
   *
   * @param room available width in multiples of the font size
   */
  fit(text: string, room: number): string {
    if (this.widthOf(text) <= room + ROUNDING) {
      return text;
    }
    const steps = Math.floor(room * 2);
    const key = `${steps} ${text}`;
    let fitted = this.fitted.get(key);
    if (fitted === undefined) {
      fitted = this.shorten(text, steps / 2);
      if (this.fitted.size >= MAX_ENTRIES) {
        this.fitted.clear();
      }
      this.fitted.set(key, fitted);
    }
    return fitted;
  }

  private shorten(text: string, room: number): string {
    let width = 0;
    let whole = '';
    let cut = '';
    const ellipsis = this.characterWidth(ELLIPSIS);
    for (const character of text) {
      width += this.characterWidth(character);
      if (width > room) {
        return cut === '' ? '' : cut + ELLIPSIS;
      }
      whole += character;
      if (width + ellipsis <= room) {
        cut = whole;
      }
    }
    return whole;
  }

  private characterWidth(character: string): number {
    let width = this.characters.get(character);
    if (width === undefined) {
      width = this.measure(character, `${WEIGHT} ${REFERENCE_PIXELS}px ${this.fontFamily}`) / REFERENCE_PIXELS;
      this.characters.set(character, width);
    }
    return width;
  }
}

/** Measures with a separate canvas, so that the font of no other canvas changes. */
export function canvasFitter(fontFamily: string): TextFitter {
  const context = document.createElement('canvas').getContext('2d');
  return new TextFitter((text, font) => {
    if (!context) {
      return 0;
    }
    context.font = font;
    return context.measureText(text).width;
  }, fontFamily);
}
