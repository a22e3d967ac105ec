const ELLIPSIS = '…';
/** Of the fonts of names and numbers: in a bolder one they would be wider than they are measured. */
export const WEIGHT = 500;
const REFERENCE_PIXELS = 100;
const ROUNDING = 0.01;
/** Enough for everything that a screen can show, several times over. */
const MAX_ENTRIES = 5_000;

/**
 * What is drawn of a text: as much of its beginning as fits. Characters are measured once each and
 * added up: measuring thousands of names is what a first picture would wait for.
 */
export class TextFitter {
  private readonly fitted = new Map<string, string>();
  private readonly characters = new Map<string, number>();

  /** @param measure the width of a text in a font, in pixels */
  constructor(
    private readonly measure: (text: string, font: string) => number,
    private readonly fontFamily: string
  ) {}

  /** How wide a text is, in multiples of the font's size. */
  widthOf(text: string): number {
    let width = 0;
    for (const character of text) {
      width += this.characterWidth(character);
    }
    return width;
  }

  /** The text, or as much of its beginning as fits in a room of so many font sizes. */
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

/** Measures with a canvas of its own, so that nobody's font changes by it. */
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
