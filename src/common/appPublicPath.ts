import { APP_ID } from './pluginIds';

/**
 * The public path of the chunks of a nested plugin. The build writes all chunks to the root of the bundle, which Grafana
 * serves under the ID of the app. The public path that the scaffold determines is the folder of the nested module: under
 * the ID of the nested plugin or, from a CDN, a folder below that of the app.
 *
 * @param publicPath with a trailing slash; absolute, or relative to the base of the page
 */
export function appPublicPath(publicPath: string): string {
  return publicPath.replace(/^(.*public\/plugins\/).*$/, `$1${APP_ID}/`);
}
