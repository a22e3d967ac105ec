/** A color: channels from 0 to 255, and an opacity from 0 to 1. */
export interface Color {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

/**
 * Reads a color in the forms in which browsers return colors: "#ff8000", "rgb(…)", and "rgba(…)".
 *
 * @param opacity multiplies the color's own opacity
 */
export function colorOf(text: string, opacity = 1): Color {
  const [, hex] = /^#([0-9a-f]{6})$/i.exec(text) ?? [];
  const channels =
    hex === undefined
      ? (/^rgba?\(([^)]*)\)$/.exec(text)?.[1] ?? '').split(/[\s,/]+/).map(Number)
      : [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [red = NaN, green = NaN, blue = NaN, alpha = 1] = channels;
  if (Number.isNaN(red + green + blue + alpha)) {
    throw new Error(`"${text}" is not a color in a form that browsers return.`);
  }
  return { red, green, blue, alpha: alpha * opacity };
}

/** The color that results from painting a color over an opaque one. */
export function paintOver(behind: Color, { red, green, blue, alpha }: Color): Color {
  const mix = (below: number, above: number) => below + (above - below) * alpha;
  return { red: mix(behind.red, red), green: mix(behind.green, green), blue: mix(behind.blue, blue), alpha: 1 };
}

/**
 * The contrast ratio of two opaque colors, from 1 to 21.
 * Source: WCAG 2.2, "contrast ratio", https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrastRatio(a: Color, b: Color): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Source: WCAG 2.2, "relative luminance", https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance({ red, green, blue }: Color): number {
  return 0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
