import { type DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import { BEFORE_MONITOR_NAME } from '../../src/core/cloudwatch/monitorMetrics';

/** Names series by monitor: their labels contain the monitor's ARN, which ends with its name. */
export const NAMED_BY_MONITOR: DataTransformerConfig = {
  id: 'renameByRegex',
  options: { regex: `${BEFORE_MONITOR_NAME}([^",}]+).*`, renamePattern: '$1' },
};
