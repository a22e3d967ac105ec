/**
 * The scale of edge widths. The drawing and the legend both take it from here, so the legend cannot
 * tell another story than the edges.
 */
export interface WidthScale {
  widthOf(bytes: number): number;
  /** A few round amounts with their widths, ascending, for the legend. */
  samples: Array<{ bytes: number; width: number }>;
}

const MIN_WIDTH = 1.25;
const MAX_WIDTH = 9;
/** Amounts smaller than the largest by more than this factor all look the same. */
const DECADES = 4;

/** Logarithmic: traffic spans many orders of magnitude, and a hundredth of the largest must be visible. */
export function widthScale(bytes: readonly number[]): WidthScale {
  const largest = Math.max(1, ...bytes);
  const floor = largest / 10 ** DECADES;
  const widthOf = (amount: number) => {
    const share = amount <= floor ? 0 : Math.log10(amount / floor) / DECADES;
    return MIN_WIDTH + (MAX_WIDTH - MIN_WIDTH) * Math.min(share, 1) ** 1.6;
  };
  const top = 10 ** Math.floor(Math.log10(largest));
  const samples = [top / 100, top / 10, top].filter((amount) => amount >= 1);
  return { widthOf, samples: samples.map((amount) => ({ bytes: amount, width: widthOf(amount) })) };
}
