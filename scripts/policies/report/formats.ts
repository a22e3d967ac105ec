import { jsonReport } from './jsonReport';
import { junitReport } from './junitReport';
import { markdownReport } from './markdownReport';
import { sarifReport } from './sarifReport';
import { textReport } from './textReport';
import { type VerdictReport } from './verdictReport';

/** How the report is written, by the value of --format. */
export const FORMATS = {
  text: textReport,
  markdown: markdownReport,
  json: jsonReport,
  junit: junitReport,
  sarif: sarifReport,
} satisfies Record<string, (report: VerdictReport) => string>;

export type Format = keyof typeof FORMATS;
