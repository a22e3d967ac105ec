import { APP_ID } from './pluginIds';

/**
 * Where the chunks of a nested plugin are. The build writes all chunks to the root of the bundle, which Grafana
 * serves under the app's ID. The public path that the scaffold finds is the folder of the nested module: under the
 * nested plugin's own ID, or, from a CDN, a folder below the app's.
 *
 * @param publicPath with a slash at the end; absolute, or relative to the page's base
 */
export function appPublicPath(publicPath: string): string {
  return publicPath.replace(/^(.*public\/plugins\/).*$/, `$1${APP_ID}/`);
}
