/** The scale of edge widths. The graph and the legend use the same one, so that they always match. */
export interface WidthScale {
  /** The width in pixels at zoom 1; the minimum if the value is not known. */
  widthOf(value: number | undefined): number;
  /** A few round values with their widths, ascending, for the legend. */
  samples: Array<{ value: number; width: number }>;
}

const MIN_WIDTH = 1.25;
const MAX_WIDTH = 6.5;
/** Values that are smaller than the largest by more than this many powers of ten look the same. */
const DECADES = 4;
/** More edges are thinner, so that they do not fill the map and hide what needs attention. */
const FEW_EDGES = 100;

/** Logarithmic: traffic spans many orders of magnitude, and a hundredth of the largest must be visible. */
export function widthScale(values: readonly number[]): WidthScale {
  const largest = values.reduce((most, value) => Math.max(most, value), 0) || 1;
  const crowd = Math.sqrt(Math.min(1, FEW_EDGES / Math.max(values.length, 1)));
  const floor = largest / 10 ** DECADES;
  const widthOf = (value = 0) => {
    const share = value <= floor ? 0 : Math.log10(value / floor) / DECADES;
    return MIN_WIDTH + (MAX_WIDTH - MIN_WIDTH) * crowd * Math.min(share, 1) ** 1.6;
  };
  const top = 10 ** Math.floor(Math.log10(largest));
  return { widthOf, samples: [top / 100, top / 10, top].map((value) => ({ value, width: widthOf(value) })) };
}
