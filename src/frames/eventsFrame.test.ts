import { FieldType, getFieldDisplayName } from '@grafana/data';
import { eventsFrame } from './eventsFrame';

const event = { startMs: 1, endMs: 2, title: 'Agent restart', text: 'On n1.', tags: ['agent restart', 'n1'] };

describe('the events frame', () => {
  it('has the field names that Grafana expects in annotations, and no display names', () => {
    const frame = eventsFrame([event, { ...event, endMs: undefined }], 'Anno');
    const shown = frame.fields.map((field) => [getFieldDisplayName(field, frame), field.type, field.values]);
    expect(shown).toEqual([
      ['time', FieldType.time, [1, 1]],
      ['timeEnd', FieldType.time, [2, null]],
      ['title', FieldType.string, ['Agent restart', 'Agent restart']],
      ['text', FieldType.string, ['On n1.', 'On n1.']],
      ['tags', FieldType.string, ['agent restart,n1', 'agent restart,n1']],
    ]);
  });
});
