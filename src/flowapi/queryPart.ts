import { type Category } from '../core/flow/category';
import { type FlowMetricName } from '../core/flow/metric';
import { type TimeWindow } from '../core/time';

/** The subject of one of the queries of a result: a metric of a category in a window. */
export interface QueryPart {
  window: TimeWindow;
  metric: FlowMetricName;
  category: Category;
}
