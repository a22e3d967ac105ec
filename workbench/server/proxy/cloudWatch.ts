import { type DataSourceSettings } from '../shared/options';

/**
 * Where the page's stand-in for Grafana's CloudWatch data source sends its requests: the path is the Region. Nothing
 * signs them, so simulators alone answer.
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
