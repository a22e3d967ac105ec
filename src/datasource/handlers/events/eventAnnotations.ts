import { type AnnotationQuery, type AnnotationSupport } from '@grafana/data';
import { QUERY_VERSION } from '../../../core/query/savedQuery';
import { AnnotationEditor } from '../../editor/AnnotationEditor';
import { type FlowDataQuery } from '../../settings/options';
import { eventsTarget } from './eventsTarget';

/** Annotations with events. Grafana converts frames to annotations by the names of their fields. */
export const eventAnnotations: AnnotationSupport<FlowDataQuery> = {
  prepareAnnotation: (json: AnnotationQuery<FlowDataQuery>) => {
    const target = eventsTarget(json.target);
    // Grafana repeats this until the object does not change.
    return target === json.target ? json : { ...json, target };
  },
  prepareQuery: ({ target }) => eventsTarget(target),
  getDefaultQuery: () => ({ version: QUERY_VERSION, queryType: 'events' }),
  QueryEditor: AnnotationEditor,
};
