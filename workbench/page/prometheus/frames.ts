import { createDataFrame, type DataFrame, type Field, FieldType, type QueryResultMetaNotice } from '@grafana/data';
import { legendOf } from './legend';
import { type PromAnswer, type PromLabels, type PromQuery, type PromResult, type PromSample } from './types';

/** A query with everything that it was executed with. */
export interface ExecutedQuery {
  query: PromQuery;
  /** After interpolation. */
  expr: string;
  stepMs: number;
}

interface Series {
  labels: PromLabels;
  samples: PromSample[];
}

/** One frame per series, as Grafana's Prometheus data source returns for the format `time_series`. */
export function seriesFrames(answer: PromAnswer<PromResult>, executed: ExecutedQuery): DataFrame[] {
  const frames = toSeries(answer.data).map((series) => seriesFrame(series, executed, answer.data.resultType));
  return withNotices(frames, answer);
}

function seriesFrame({ labels, samples }: Series, executed: ExecutedQuery, resultType: string): DataFrame {
  const { query, expr, stepMs } = executed;
  const displayNameFromDS = legendOf(query, labels, expr);
  return createDataFrame({
    refId: query.refId,
    name: displayNameFromDS,
    meta: {
      executedQueryString: `Expr: ${expr}\nStep: ${stepMs / 1000}s`,
      typeVersion: [0, 1],
      custom: { resultType },
    },
    fields: [
      { name: 'Time', type: FieldType.time, values: samples.map(timeOf), config: { interval: stepMs } },
      {
        name: 'Value',
        type: FieldType.number,
        values: samples.map(valueOf),
        labels,
        config: displayNameFromDS === undefined ? {} : { displayNameFromDS },
      },
    ],
  });
}

/**
 * One frame with one column per label, as for the format `table`; `valueName` is `Value`, or `Value #A` if there are
 * several tables.
 */
export function tableFrame(answer: PromAnswer<PromResult>, executed: ExecutedQuery, valueName: string): DataFrame[] {
  const rows = toSeries(answer.data).flatMap(({ labels, samples }) => samples.map((sample) => ({ labels, sample })));
  const names = [...new Set(rows.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const labelFields = names.map((name): Field => {
    const values = rows.map(({ labels }) => labels[name] ?? '');
    return { name, type: FieldType.string, config: { filterable: true }, values };
  });
  const frame = createDataFrame({
    refId: executed.query.refId,
    meta: {
      executedQueryString: `Expr: ${executed.expr}\nStep: ${executed.stepMs / 1000}s`,
      preferredVisualisationType: 'table',
    },
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: rows.map(({ sample }) => timeOf(sample)) },
      ...labelFields,
      { name: valueName, type: FieldType.number, config: {}, values: rows.map(({ sample }) => valueOf(sample)) },
    ],
  });
  return withNotices([frame], answer);
}

function toSeries(data: PromResult): Series[] {
  switch (data.resultType) {
    case 'matrix':
      return data.result.map(({ metric, values }) => ({ labels: metric, samples: values }));
    case 'vector':
      return data.result.map(({ metric, value }) => ({ labels: metric, samples: [value] }));
    default:
      return [{ labels: {}, samples: [data.result] }];
  }
}

function withNotices(frames: DataFrame[], { warnings = [], infos = [] }: PromAnswer<unknown>): DataFrame[] {
  const notices: QueryResultMetaNotice[] = [
    ...warnings.map((text) => ({ severity: 'warning' as const, text })),
    ...infos.map((text) => ({ severity: 'info' as const, text })),
  ];
  const [first, ...more] = frames;
  return first === undefined || notices.length === 0
    ? frames
    : [{ ...first, meta: { ...first.meta, notices } }, ...more];
}

function timeOf([seconds]: PromSample): number {
  return Math.round(seconds * 1000);
}

/** Parses a number, which Prometheus writes as text; special values are `NaN`, `+Inf` and `-Inf`. */
function valueOf([, text]: PromSample): number {
  return text.endsWith('Inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}
