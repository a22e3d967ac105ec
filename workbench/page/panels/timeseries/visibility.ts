import { type DataFrame, type Field, FieldType, getFieldDisplayName } from '@grafana/data';

/** The names of the series that are visible after clicks on the legend; undefined means all. */
export type Isolated = ReadonlySet<string> | undefined;

/**
 * A plain click shows only one series, and a second click all series again; with a modifier key, a click toggles one.
 */
export function nextIsolated(current: Isolated, label: string, toggle: boolean, all: string[]): Isolated {
  if (!toggle) {
    return current?.size === 1 && current.has(label) ? undefined : new Set([label]);
  }
  const next = new Set(current ?? all);
  if (!next.delete(label)) {
    next.add(label);
  }
  return next.size === 0 || next.size === all.length ? undefined : next;
}

/** The names of all series as the legend shows them. */
export function seriesNames(frames: DataFrame[]): string[] {
  return frames.flatMap((frame) =>
    frame.fields
      .filter(({ type }) => type === FieldType.number)
      .map((field) => getFieldDisplayName(field, frame, frames))
  );
}

/** Hides every series that is not among the isolated ones from the plot; the legend shows it grayed out. */
export function hideOthers(frames: DataFrame[], isolated: Isolated): DataFrame[] {
  if (isolated === undefined) {
    return frames;
  }
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) =>
      field.type === FieldType.number && !isolated.has(getFieldDisplayName(field, frame, frames))
        ? hidden(field)
        : field
    ),
  }));
}

function hidden(field: Field): Field {
  const hideFrom = { viz: true, tooltip: true, legend: false };
  return { ...field, config: { ...field.config, custom: { ...field.config.custom, hideFrom } } };
}
