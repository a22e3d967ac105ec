const ELLIPSIS = '…';
const REFERENCE_PIXELS = 100;
/** Enough for everything that a screen can show, several times over. */
const MAX_ENTRIES = 5_000;

/** What is drawn of a text: as much of its beginning as fits. Remembers what it has measured. */
export class TextFitter {
  private readonly fitted = new Map<string, string>();
  private readonly widths = new Map<string, number>();

  /** @param measure the width of a text in a font, in pixels */
  constructor(
    private readonly measure: (text: string, font: string) => number,
    private readonly fontFamily: string
  ) {}

  /** How wide a text is, in multiples of the font's size. */
  widthOf(text: string): number {
    let width = this.widths.get(text);
    if (width === undefined) {
      width = this.measureText(text);
      remember(this.widths, text, width);
    }
    return width;
  }

  private measureText(text: string): number {
    return this.measure(text, `500 ${REFERENCE_PIXELS}px ${this.fontFamily}`) / REFERENCE_PIXELS;
  }

  /** The text, or as much of its beginning as fits in a room of so many font sizes. */
  fit(text: string, room: number): string {
    const steps = Math.floor(room * 2);
    const key = `${steps} ${text}`;
    let fitted = this.fitted.get(key);
    if (fitted === undefined) {
      fitted = this.shorten(text, steps / 2);
      remember(this.fitted, key, fitted);
    }
    return fitted;
  }

  private shorten(text: string, room: number): string {
    // A character takes at least a quarter of the font's size: what is longer need not be measured.
    const longest = Math.max(1, Math.ceil(room * 4));
    if (text.length <= longest && this.widthOf(text) <= room) {
      return text;
    }
    let low = 0;
    let high = Math.min(text.length, longest);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.measureText(text.slice(0, middle) + ELLIPSIS) <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low === 0 ? '' : text.slice(0, low) + ELLIPSIS;
  }
}

function remember<T>(cache: Map<string, T>, key: string, value: T): void {
  if (cache.size >= MAX_ENTRIES) {
    cache.clear();
  }
  cache.set(key, value);
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
