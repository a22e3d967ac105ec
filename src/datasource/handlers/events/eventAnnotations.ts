import { type AnnotationQuery, type AnnotationSupport } from '@grafana/data';
import { QUERY_VERSION } from '../../../core/query/savedQuery';
import { AnnotationEditor } from '../../editor/AnnotationEditor';
import { type FlowDataQuery } from '../../settings/options';
import { eventsTarget } from './eventsTarget';

/** Events over any chart. How frames become annotations is Grafana's own: ours have the names that it looks for. */
export const eventAnnotations: AnnotationSupport<FlowDataQuery> = {
  prepareAnnotation: (json: AnnotationQuery<FlowDataQuery>) => {
    const target = eventsTarget(json.target);
    // Grafana prepares what was prepared, until nothing changes.
    return target === json.target ? json : { ...json, target };
  },
  prepareQuery: ({ target }) => eventsTarget(target),
  getDefaultQuery: () => ({ version: QUERY_VERSION, queryType: 'events' }),
  QueryEditor: AnnotationEditor,
};
