import { type Finding } from './finding';
import { HAS_FLOW_SERIES, NO_FLOW_SERIES } from './messages';

/** Where flows of time ranges beyond the API's hour come from. */
export function flowSeriesFinding(hasSeries: boolean): Finding {
  return { part: 'Flow series', state: 'fine', text: hasSeries ? HAS_FLOW_SERIES : NO_FLOW_SERIES };
}
