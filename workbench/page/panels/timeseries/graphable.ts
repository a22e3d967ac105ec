import { type DataFrame, type Field, FieldType } from '@grafana/data';

/** The frames that can be drawn over time: those with a time field and at least one number field. */
export function graphableFrames(frames: DataFrame[]): DataFrame[] {
  return frames
    .filter(({ fields, length }) => length > 0 && fields.some(isTime) && fields.some(isNumber))
    .map((frame) => ({ ...frame, fields: frame.fields.map(withoutNaN) }));
}

function isTime({ type }: Field): boolean {
  return type === FieldType.time;
}

function isNumber({ type }: Field): boolean {
  return type === FieldType.number;
}

/** uPlot draws gaps for null; NaN and infinities would break the scale. */
function withoutNaN(field: Field): Field {
  if (!isNumber(field) || field.values.every((value) => value === null || Number.isFinite(value))) {
    return field;
  }
  return { ...field, values: field.values.map((value) => (Number.isFinite(value) ? value : null)) };
}
