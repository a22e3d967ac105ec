import { createDataFrame, type DataFrame, FieldType } from '@grafana/data';
import { type GroupTimeSeries, type GroupWithFlow } from '../core/flow/timeSeries';
import { UNKNOWN_TEXT } from '../core/dataState';
import { type GroupField } from '../core/flow/groupField';
import { lineLinks } from './flowLinks';

/** A time series per group, named after the values of the fields that it is grouped by. */
export function seriesToFrames(
  seriesList: readonly GroupWithFlow[],
  groupBy: readonly GroupField[],
  { refId, unit }: { refId: string; unit: string }
): DataFrame[] {
  return seriesList.map(({ group, flow, timesMs, values }) => {
    const links = lineLinks(groupBy, flow);
    const labels = Object.fromEntries(
      groupBy.flatMap((field, index) => (group[index] === undefined ? [] : [[field, String(group[index])]]))
    );
    return createDataFrame({
      refId,
      meta: { preferredVisualisationType: 'graph' },
      fields: [
        { name: 'Time', type: FieldType.time, values: timesMs },
        {
          name: 'Value',
          type: FieldType.number,
          labels,
          config: { unit, displayNameFromDS: nameOf(group), ...(links.length > 0 && { links }) },
          values,
        },
      ],
    });
  });
}

function nameOf(group: GroupTimeSeries['group']): string {
  if (group.length === 0) {
    return 'All flows';
  }
  return group.filter((value) => value !== undefined).join(' / ') || UNKNOWN_TEXT;
}
