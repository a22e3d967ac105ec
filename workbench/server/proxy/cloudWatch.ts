import { type DataSourceSettings } from '../shared/options';

/**
 * The target of requests from the page's replacement for Grafana's CloudWatch data source: the path is the Region. The
 * requests are not signed, so only simulators respond.
 */
export function cloudWatchTarget(
  region: string,
  { jsonData }: DataSourceSettings
): { url: string; headers: Record<string, string> } {
  const credential = `Credential=workbench/20260101/${region}/monitoring/aws4_request`;
  return {
    url: typeof jsonData?.endpoint === 'string' ? jsonData.endpoint : '',
    headers: { authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=00` },
  };
}
