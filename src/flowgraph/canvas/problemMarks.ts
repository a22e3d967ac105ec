import { type ColorStep } from './visualEncoding';

/** The mark of a problem on a line. */
export interface LineMark {
  /** The place in the list of problems, from 1. */
  place: number;
  /** The style of the edge that has the problem, which can be a part of the line. */
  colorStep: ColorStep;
}

/** What connects the list of problems with the map. */
export interface ProblemMarks {
  /** By the id of the edge that a line draws. */
  lines: ReadonlyMap<string, LineMark>;
  /** Colors of frames around the ends of the worst problems, by node id. */
  ends: ReadonlyMap<string, string>;
}

export const NO_MARKS: ProblemMarks = { lines: new Map(), ends: new Map() };
